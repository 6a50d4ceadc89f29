/** TCP, rule hold: for services with a single writer, where nobody may reach the slave before the role is decided. */
import { expect, it } from 'vitest';
import { Load } from '../support/open-loop.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { tell } from '../support/scenario.ts';
import { ownService } from '../support/own-service.ts';

const own = ownService();
const { cleanup } = own;

it('a client of a killed master waits for the decision; none fails, none reaches the slave before it', async ({
  skip,
}) => {
  if (whyNoRedis !== undefined) skip(whyNoRedis);
  const master = cleanup.add(await RedisServer.start('master'));
  const slave = cleanup.add(await RedisServer.start('slave'));
  const pair = await own.api.newPair({
    port: 6379,
    master,
    slave,
    policy: { ConnectFailurePolicy: 'hold', HoldTimeout: '30' },
    listener: { healthCheckInterval: '1', UnhealthyThreshold: '2', HealthyThreshold: '2' },
  });
  const load = Load.start(pair.target);
  await load.untilAnsweredBy('master');
  const fault = await master.kill();
  const decision = await pair.untilActive('Slave');
  const first = await load.firstServedBy('slave', 0);
  await load.untilAnsweredBy('slave', 500);
  const report = await load.close();

  const decidedAfterMs = decision.atMs - fault.beginMs;
  tell('killed, rule hold', report, fault, {
    decidedAfterMs,
    firstServedAfterMs: first.endedMs - fault.beginMs,
  });
  expect(report.failedBeyondInFlight(fault)).toEqual([]);
  // The times of the history are whole milliseconds.
  expect(report.servedBy('slave').filter(({ endedMs }) => endedMs < decision.atMs - 1)).toEqual([]);
  // Two refused probes a second apart: there were clients to hold.
  expect(report.delayedOver(500)).toBeGreaterThan(50);
});
