/** What the peers have in common: a program on the balancer's core, ready when its door opens. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { eventually } from '../../test/support/eventually.ts';
import { addresses, type Bed, layouts } from '../bed/bed.ts';
import { serverPorts } from '../bed/servers.ts';
import { type Doors, virtualDoors } from './engine.ts';

/** `command -v`: a sentence when it is missing. */
export function whyNoProgram(program: string, debianPackage: string): string | undefined {
  const found = spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
  return found ? undefined : `The program ${program} is not installed (Debian: ${debianPackage}).`;
}

/** The first line that it says of its version, on either stream. */
export function versionOf(program: string, flag: string): string {
  const { stdout, stderr } = spawnSync(program, [flag], { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n')[0]?.trim() ?? '';
}

/** What the peers' configurations name. */
export function peerValues(firstPort: number): Readonly<Record<string, string>> {
  const { address, ports } = virtualDoors(addresses.virtual, firstPort);
  return {
    address,
    http: String(ports.http),
    bulk: String(ports.bulk),
    echo: String(ports.echo),
    sink: String(ports.sink),
    server1: addresses.server1,
    server2: addresses.server2,
    serverHttp: String(serverPorts.http),
    serverBulk: String(serverPorts.bulk),
    serverEcho: String(serverPorts.echo),
    serverSink: String(serverPorts.sink),
  };
}

/** Rejects when it ends before it listens. */
export async function startPeer(bed: Bed, command: readonly string[], doors: Doors): Promise<ChildProcess> {
  const child = bed.lb.spawn(command, {
    cpus: layouts.oneCore.balancer,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`${command[0]} ended with status ${child.exitCode}`);
    await untilAnswered(doors.address, doors.ports.http);
  }, 'process');
  return child;
}

export async function endPeer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** An answer, not only a connection: the kernel accepts for a program that has not begun to work. */
function untilAnswered(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // From another address than the listeners have: a port of theirs would be taken for a while.
    const socket = connect({ host, port, localAddress: addresses.balancer });
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
    socket.once('end', () => reject(new Error('closed without an answer')));
    socket.write('GET / HTTP/1.0\r\n\r\n');
  });
}
