/** TCP, fast detection: the master's host falls silent, which only a time-out can tell. */
import { expect, it } from 'vitest';
import { patience } from '../support/eventually.ts';
import { NetworkHost, whyNoNetworkHosts } from '../support/network-host.ts';
import { Load } from '../support/open-loop.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { holdConnections, tell } from '../support/scenario.ts';
import { ownService } from '../support/own-service.ts';

const own = ownService();
const { cleanup } = own;

it('no client fails on a silent master, the slowest takes 600 ms, and its return cuts nothing', async ({
  skip,
}) => {
  const whyNot = whyNoRedis ?? (await whyNoNetworkHosts());
  if (whyNot !== undefined) skip(whyNot);
  const host = cleanup.add(await NetworkHost.create());
  const master = cleanup.add(await RedisServer.start('master', host));
  const slave = cleanup.add(await RedisServer.start('slave'));
  const pair = await own.api.newPair({ port: 6379, master, slave, policy: { DetectionMode: 'fast' } });

  const load = Load.start(pair.target);
  await load.untilAnsweredBy('master');
  const onMaster = cleanup.add(await holdConnections(pair.target, 10, 'master'));

  const fault = await host.silence();
  const decision = await pair.untilActive('Slave');
  const first = await load.firstServedBy('slave', fault.beginMs);
  const onSlave = cleanup.add(await holdConnections(pair.target, 10, 'slave'));

  await host.speak();
  const back = await pair.untilActive('Master');
  await load.firstServedBy('master', back.atMs);
  await onSlave.allAnswer('slave');
  // Policy keep: not cut by the switch, and alive again with their host.
  await onMaster.allAnswer('master');
  const report = await load.close();

  tell('silent, fast detection', report, fault, {
    decidedAfterMs: decision.atMs - fault.beginMs,
    firstServedAfterMs: first.endedMs - fault.beginMs,
  });
  expect(report.failedBeyondInFlight(fault)).toEqual([]);
  expect(report.worstOf((record) => record.startedMs > fault.endMs)).toBeLessThanOrEqual(
    patience('worstDelay'),
  );
  expect(decision.reason).toBe('master-failed');
  expect(decision.failures('Master', fault.beginMs).length).toBeGreaterThanOrEqual(3);
  expect(onSlave.states()).toEqual(Array(10).fill('open'));
});
