/** Processes that die or are restarted while they serve: traffic goes on, and nothing that was decided is forgotten. */
import { appendFileSync, cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isTurnedAway, TcpClient } from '../conformance/engine/clients.ts';
import { numberAt } from '../support/answers.ts';
import { eventually, patience, pause, within } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { isAlive, processesNaming } from '../support/processes.ts';
import { startCli } from '../support/run-cli.ts';
import {
  clientOf,
  decisionsOf,
  type RunningPair,
  runPair,
  stateOf,
  untilActive,
  untilProbedAgain,
} from '../support/running-pair.ts';
import type { SdkClient } from '../support/sdk-clients.ts';
import { enginePid, program, type RunningService, Services } from '../support/service.ts';
import { Visitors } from '../support/visitors.ts';

const services = new Services();
let pair: FoundingPair;
let service: RunningService;
let client: SdkClient;
let running: RunningPair;
let visitors: Visitors | undefined;

const balancer = {
  RegionId: 'cn-hangzhou',
  LoadBalancerName: 'kept',
  ClientToken: 'given before the restart',
};

beforeEach(async () => {
  pair = await FoundingPair.start();
  service = await services.start({ flags: ['--stop-drain-seconds', '5'] });
  client = clientOf(service);
  running = await runPair(client, pair, { balancer });
});

afterEach(async () => {
  await visitors?.close();
  visitors = undefined;
  await services.close();
  await pair.close();
});

/** The same program with another fingerprint. */
function otherBuild(folder: string): string {
  cpSync(dirname(program), join(folder, 'dist'), { recursive: true });
  symlinkSync(join(dirname(program), '..', 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  appendFileSync(join(folder, 'dist', 'engine.js'), '\n// Another build.\n');
  return join(folder, 'dist', 'hotspare.js');
}

async function restart(): Promise<void> {
  service = await services.start({ dataDir: service.dataDir, port: service.port });
  client = clientOf(service);
}

/** The engine first: a service that is still there would start another one. */
async function killEverything(): Promise<void> {
  const pid = enginePid(service.dataDir) ?? Number.NaN;
  await service.stop('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await eventually(() => expect(isAlive(pid)).toBe(false));
}

/** A decision is carried out first and written right behind it: a kill in between would be another test. */
function untilWritten(decisions: readonly string[]): Promise<void> {
  return eventually(async () => expect(await decisionsOf(client, running.groupId)).toEqual(decisions));
}

it('killed while the slave serves: traffic goes on without the service, and the restarted one knows everything', async () => {
  await pair.master.stop();
  const before = await untilActive(client, running.groupId, 'Slave');
  await untilWritten(['Master>Slave 2 master-failed']);

  visitors = new Visitors(running);
  await visitors.more(20);
  await service.stop('SIGKILL');
  await visitors.more(50);
  await expect(fetch(service.endpoint)).rejects.toThrow('fetch failed');
  await restart();
  await untilProbedAgain(client, running.groupId, 3);

  const after = await stateOf(client, running.groupId);
  expect(after).toMatchObject({ ListenerState: 'running', ActiveRole: 'Slave', Reason: 'master-failed' });
  expect(after['Epoch']).toBe(before['Epoch']);
  expect(after['Since']).toBe(before['Since']);
  expect(await decisionsOf(client, running.groupId)).toEqual(['Master>Slave 2 master-failed']);
  const again = await client.call('CreateLoadBalancer', balancer);
  expect(again).toMatchObject({ LoadBalancerId: running.loadBalancerId, Address: running.address });
  expect(visitors.failed).toEqual([]);
  expect(visitors.metSince(0)).toEqual(['vm-232']);

  await pair.master.start();
  const returned = await untilActive(client, running.groupId, 'Master');
  expect(returned).toMatchObject({ Epoch: numberAt(before, 'Epoch') + 1, Reason: 'master-recovered' });
  const returnedMs = performance.now();
  await visitors.more(20);
  expect(visitors.metSince(returnedMs)).toEqual(['vm-233']);
  expect(visitors.failed).toEqual([]);
});

it('killed again and again, in the middle of starting too: no client notices, and one engine is left', async () => {
  visitors = new Visitors(running);
  await visitors.more(20);
  await service.stop('SIGKILL');
  const { dataDir, port } = service;
  const serve = [
    'serve',
    '--data-dir',
    dataDir,
    '--listen',
    `127.0.0.1:${port}`,
    '--address-pool',
    services.pool,
  ];
  for (let afterMs = 120; afterMs <= 480; afterMs += 30) {
    const start = startCli(serve);
    await pause(afterMs);
    start.signal('SIGKILL');
    await start.ended;
  }
  await restart();
  await untilProbedAgain(client, running.groupId, 1);
  expect(await stateOf(client, running.groupId)).toMatchObject({ ListenerState: 'running', Epoch: 1 });
  expect(processesNaming(`${dataDir}/engine-`)).toHaveLength(1);
  expect(visitors.failed).toEqual([]);
});

it('killed and followed by another build: old connections go on, and its engine takes the ports in an instant', async () => {
  visitors = new Visitors(running);
  await visitors.more(20);
  const open = await TcpClient.open(running);
  await open.greeting();
  const before = enginePid(service.dataDir) ?? Number.NaN;
  await service.stop('SIGKILL');
  const { dataDir, port } = service;
  service = await services.start({ dataDir, port, program: otherBuild(services.newDataDir()) });
  client = clientOf(service);
  await untilProbedAgain(client, running.groupId, 1);
  const after = enginePid(dataDir) ?? Number.NaN;
  expect(after).not.toBe(before);
  expect(isAlive(after)).toBe(true);
  await visitors.more(20);
  await open.echoes('through the engine of the build before');
  open.socket.destroy();
  await eventually(() => expect(isAlive(before)).toBe(false));
  await visitors.more(20);
  // Two processes cannot listen on one port: some come in between, when the one has let go and the other has not taken it.
  const refused = visitors.failed.map(({ startedMs }) => startedMs);
  const gapMs = refused.length === 0 ? 0 : Math.max(...refused) - Math.min(...refused);
  console.log(
    `${refused.length} of ${visitors.visits.length} connections were refused, within ${Math.round(gapMs)} ms`,
  );
  expect(gapMs).toBeLessThan(patience('portsTaken'));
});

it('everything killed while the slave serves: it serves again, and nothing is decided by the start', async () => {
  await pair.master.stop();
  const before = await untilActive(client, running.groupId, 'Slave');
  await untilWritten(['Master>Slave 2 master-failed']);
  await killEverything();
  expect(await isTurnedAway(running)).toBe(true);
  await restart();
  await eventually(async () => expect(await nameMet()).toBe('vm-232'));
  await untilProbedAgain(client, running.groupId, 3);
  expect(await stateOf(client, running.groupId)).toMatchObject({
    ActiveRole: 'Slave',
    Epoch: before['Epoch'],
  });
  expect(await decisionsOf(client, running.groupId)).toHaveLength(1);
  await pair.master.start();
  await untilActive(client, running.groupId, 'Master');
});

it('everything killed while both servers are well: the master goes on, and nothing is decided by the start', async () => {
  const before = await stateOf(client, running.groupId);
  await killEverything();
  await restart();
  await eventually(async () => expect(await nameMet()).toBe('vm-233'));
  await untilProbedAgain(client, running.groupId, 3);
  expect(await stateOf(client, running.groupId)).toMatchObject({
    ListenerState: 'running',
    ActiveRole: 'Master',
    Epoch: before['Epoch'],
    Reason: before['Reason'],
  });
  expect(await decisionsOf(client, running.groupId)).toEqual([]);
});

it('everything killed while the slave keeps the role by order of the policy: it keeps it over the start', async () => {
  const kept = await runPair(client, pair, { group: { FailbackMode: 'manual' } });
  await pair.master.stop();
  const before = await untilActive(client, kept.groupId, 'Slave');
  await pair.master.start();
  await eventually(async () => {
    expect(await stateOf(client, kept.groupId)).toMatchObject({ Held: { Why: 'failback-manual' } });
  });
  await killEverything();
  await restart();
  await untilProbedAgain(client, kept.groupId, 2);
  expect(await stateOf(client, kept.groupId)).toMatchObject({
    ActiveRole: 'Slave',
    Epoch: before['Epoch'],
    Held: { Why: 'failback-manual' },
  });
  expect(await nameMet(kept)).toBe('vm-232');
});

it('the master dies while the service is dead: no client notices, and the restarted service decides', async () => {
  visitors = new Visitors(running);
  await visitors.more(20);
  await service.stop('SIGKILL');
  await visitors.more(20);
  await pair.master.stop();
  const diedMs = performance.now();
  await visitors.more(50);
  expect(visitors.metSince(diedMs)).toEqual(['vm-232']);
  await restart();
  await untilActive(client, running.groupId, 'Slave');
  await untilWritten(['Master>Slave 2 master-failed']);
  // Those that the master had accepted when it died saw it die.
  expect(
    visitors.failed.filter(({ startedMs, tookMs }) => startedMs > diedMs || startedMs + tookMs < diedMs),
  ).toEqual([]);
});

it('a stop on SIGTERM lets connections end, ends the engine too, and the next start brings the listener back', async () => {
  const engine = enginePid(service.dataDir) ?? Number.NaN;
  const open = await TcpClient.open(running);
  expect(await open.greeting()).toBe('vm-233');
  const stopped = service.stop('SIGTERM');
  await eventually(async () => expect(await isTurnedAway(running)).toBe(true));
  await open.echoes('still here');
  expect(service.process.exitCode).toBe(null);
  open.socket.end();
  await open.until('closed');
  // Well before the five seconds that connections may take.
  await within(stopped, 'the stop after the last connection');
  expect(service.process.exitCode).toBe(0);
  expect(isAlive(engine)).toBe(false);
  expect(enginePid(service.dataDir)).toBeUndefined();

  await restart();
  expect(await eventually(() => nameMet())).toBe('vm-233');
  expect(await stateOf(client, running.groupId)).toMatchObject({ ListenerState: 'running', Epoch: 1 });
});

it('a connection that does not end is closed when the time for that is over', async () => {
  await service.stop('SIGTERM');
  service = await services.start({ dataDir: service.dataDir, flags: ['--stop-drain-seconds', '1'] });
  await eventually(() => nameMet());
  const open = await TcpClient.open(running);
  await open.greeting();
  await service.stop('SIGTERM');
  expect(service.process.exitCode).toBe(0);
  await open.until('reset');
});

it('a second signal ends a stop that waits, and leaves nothing behind that the next start would mind', async () => {
  const engine = enginePid(service.dataDir) ?? Number.NaN;
  const open = await TcpClient.open(running);
  await open.greeting();
  const stopped = service.stop('SIGTERM');
  await eventually(async () => expect(await isTurnedAway(running)).toBe(true));
  service.process.kill('SIGTERM');
  await within(stopped, 'the stop at once');
  expect(service.process.exitCode).toBe(1);
  await restart();
  expect(await eventually(() => nameMet())).toBe('vm-233');
  open.socket.destroy();
  await eventually(() => expect(isAlive(engine)).toBe(false));
});

it('a killed engine serves again within a second, and the API never stops answering', async () => {
  visitors = new Visitors(running);
  await visitors.more(20);
  const before = enginePid(service.dataDir) ?? Number.NaN;
  const enough = new AbortController();
  const asked = callUntil(enough.signal);
  const killedMs = performance.now();
  process.kill(before, 'SIGKILL');
  const firstServedMs = await eventually(async () => {
    const name = await nameMet();
    const pid = enginePid(service.dataDir);
    if (pid === before) throw new Error(`${name} was met through the engine that was killed`);
    return performance.now();
  });
  expect(firstServedMs - killedMs).toBeLessThan(patience('servesAgain'));
  console.log(`a killed engine serves again after ${Math.round(firstServedMs - killedMs)} ms`);
  await visitors.more(20);
  enough.abort();
  expect(await asked).toBeGreaterThan(10);
  const state = await stateOf(client, running.groupId);
  expect(state).toMatchObject({ ListenerState: 'running', ActiveRole: 'Master', Epoch: 1 });
  const late = visitors.failed.filter(({ startedMs }) => startedMs > firstServedMs);
  expect(late).toEqual([]);
});

it('calls as fast as they can be made do not hold up traffic', async () => {
  visitors = new Visitors(running);
  await visitors.more(20);
  const untilMs = performance.now() + patience('load');
  let calls = 0;
  const callers = Array.from({ length: 8 }, async (_, n) => {
    for (; performance.now() < untilMs; calls += 1) {
      await client.call('DescribeLoadBalancers', { RegionId: 'cn-hangzhou' });
      await client.call('RegisterServer', { ServerId: `busy-${n}`, Address: `192.0.2.${1 + (calls % 250)}` });
    }
  });
  await Promise.all(callers);
  await visitors.close();
  const perSecond = Math.round((2 * calls * 1000) / patience('load'));
  console.log(
    `${perSecond} calls a second; slowest of ${visitors.visits.length} connections ${Math.round(visitors.worstMs)} ms`,
  );
  expect(visitors.failed).toEqual([]);
  expect(visitors.worstMs).toBeLessThan(patience('servesAgain'));
});

/** Resolves with the number of calls, all of which were answered well. */
async function callUntil(signal: AbortSignal): Promise<number> {
  let calls = 0;
  for (; !signal.aborted; calls += 1) await client.call('DescribeLoadBalancers', { RegionId: 'cn-hangzhou' });
  return calls;
}

async function nameMet(through: RunningPair = running): Promise<string> {
  const met = await TcpClient.open(through);
  return met.greeting().finally(() => met.socket.destroy());
}
