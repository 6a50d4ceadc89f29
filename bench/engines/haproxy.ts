/** HAProxy, one thread, with the configuration of bench/peers/haproxy.cfg. */
import { connect } from 'node:net';
import { join } from 'node:path';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { addresses, type Bed } from '../bed/bed.ts';
import { type ServerName, serverPorts } from '../bed/servers.ts';
import { peerFile } from '../peers/peer-file.ts';
import {
  type Engine,
  MORE_LISTENERS_FROM,
  type RunningEngine,
  type StartOrder,
  type Switch,
  virtualDoors,
} from './engine.ts';
import { endPeer, peerValues, startPeer, versionOf, whyNoProgram } from './peer-process.ts';

export const haproxy: Engine = {
  id: 'haproxy',
  title: 'HAProxy, 1 thread',
  udp: false,
  inKernel: false,
  async whyNot() {
    return whyNoProgram('haproxy', 'haproxy');
  },
  start: (bed, order) => startHaproxy(bed, order, ''),
};

/** `check`: what is added to the lines of both servers of the HTTP listener. */
export async function startHaproxy(bed: Bed, order: StartOrder, check: string): Promise<RunningEngine> {
  const { directory, firstPort, moreListeners = 0 } = order;
  const values = { ...peerValues(firstPort), directory, check, more: sections(moreListeners) };
  const config = peerFile('haproxy.cfg', values, join(directory, 'haproxy.cfg'));
  const doors = virtualDoors(addresses.virtual, firstPort);
  const child = await startPeer(bed, ['haproxy', '-db', '-q', '-f', config], doors);
  return {
    doors,
    about: versionOf('haproxy', '-v').replace(/ https?:.*/, ''),
    pids: () => (child.pid === undefined ? [] : [child.pid]),
    stop: () => endPeer(child),
    switchTo: (active, what) => switchByState(join(directory, 'haproxy.sock'), active, what),
  };
}

function sections(count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const port = MORE_LISTENERS_FROM + n;
    return [
      `listen more${port}`,
      `  bind ${addresses.virtual}:${port}`,
      `  server server1 ${addresses.server1}:${serverPorts.http}`,
      `  server server2 ${addresses.server2}:${serverPorts.http}`,
    ].join('\n');
  }).join('\n');
}

/** The first server that is up serves: the master's state decides. */
async function switchByState(socketPath: string, active: ServerName, what: 'http' | 'all'): Promise<Switch> {
  const beganMs = hostNowMs();
  const state = active === 'server1' ? 'ready' : 'maint';
  const commands = (what === 'http' ? ['http'] : ['http', 'bulk', 'echo']).map(
    (section) => `set server ${section}/server1 state ${state}`,
  );
  await command(socketPath, `${commands.join(';')}\n`);
  const endedMs = hostNowMs();
  return { ms: endedMs - beganMs, beganMs, endedMs };
}

/** Resolves when the answer is complete. */
function command(path: string, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path });
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => {
      if (answer.trim() === '') resolve();
      else reject(new Error(`HAProxy: ${answer.trim()}`));
    });
    socket.end(line);
  });
}
