/** TCP, fast detection: the master is killed under load, comes back, and takes over again. */
import { expect, it } from 'vitest';
import { patience } from '../support/eventually.ts';
import { Load } from '../support/open-loop.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { holdConnections, tell } from '../support/scenario.ts';
import { ownService } from '../support/own-service.ts';

const own = ownService();
const { cleanup } = own;

it('a killed master is left within 100 ms, and its return cuts nothing', async ({ skip }) => {
  if (whyNoRedis !== undefined) skip(whyNoRedis);
  const master = cleanup.add(await RedisServer.start('master'));
  const slave = cleanup.add(await RedisServer.start('slave'));
  const pair = await own.api.newPair({ port: 6379, master, slave, policy: { DetectionMode: 'fast' } });

  const load = Load.start(pair.target);
  await load.untilAnsweredBy('master');
  const onMaster = cleanup.add(await holdConnections(pair.target, 20, 'master'));

  const fault = await master.kill();
  const decision = await pair.untilActive('Slave');
  const first = await load.firstServedBy('slave', fault.beginMs);
  const onSlave = cleanup.add(await holdConnections(pair.target, 20, 'slave'));

  await master.restart();
  const back = await pair.untilActive('Master');
  await load.firstServedBy('master', back.atMs);
  await onSlave.allAnswer('slave');
  const onMasterAgain = cleanup.add(await holdConnections(pair.target, 20, 'master'));
  await onMasterAgain.allAnswer('master');
  const report = await load.close();

  const decidedAfterMs = decision.atMs - fault.beginMs;
  tell('killed, fast detection', report, fault, {
    decidedAfterMs,
    firstServedAfterMs: first.endedMs - fault.beginMs,
  });
  expect(report.failedBeyondInFlight(fault)).toEqual([]);
  expect(decidedAfterMs).toBeLessThanOrEqual(patience('decidedAtOnce'));
  expect(decision.reason).toBe('master-failed');
  // The threshold counts failed connects of clients and failed probes alike: three in all, none skipped.
  expect(decision.failures('Master', fault.beginMs).length).toBeGreaterThanOrEqual(3);
  // The dead server's kernel ended its idle connections in order, and that is passed on as it is.
  expect(onMaster.states()).toEqual(Array(20).fill('ended'));
  expect(back.reason).toBe('master-recovered');
  expect(onSlave.states()).toEqual(Array(20).fill('open'));
  // From the return on, new connections are the master's.
  const { records } = report;
  const settledMs = back.atMs + patience('cutAtOnce');
  expect(records.filter((r) => r.startedMs > settledMs && r.server !== 'master')).toEqual([]);
});
