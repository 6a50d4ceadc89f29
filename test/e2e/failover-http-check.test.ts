/** A TCP listener whose servers are judged by their answer to an HTTP check. */
import { expect, it } from 'vitest';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { HttpCheckPort } from '../support/check-port.ts';
import { Load } from '../support/open-loop.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { ownService } from '../support/own-service.ts';

const CHECK_PORT = 8379;
const own = ownService();
const { cleanup } = own;

it('status 503 makes the switch, status 200 the return, and nothing fails', async ({ skip }) => {
  if (whyNoRedis !== undefined) skip(whyNoRedis);
  const master = cleanup.add(await RedisServer.start('master'));
  const slave = cleanup.add(await RedisServer.start('slave'));
  const masterCheck = cleanup.add(await HttpCheckPort.open(master.address, CHECK_PORT));
  cleanup.add(await HttpCheckPort.open(slave.address, CHECK_PORT));
  const pair = await own.api.newPair({
    port: 6379,
    master,
    slave,
    listener: {
      HealthCheckType: 'http',
      HealthCheckConnectPort: String(CHECK_PORT),
      HealthCheckURI: '/ready',
      HealthCheckDomain: 'shop.test',
      HealthCheckMethod: 'get',
      healthCheckInterval: '1',
      UnhealthyThreshold: '2',
      HealthyThreshold: '2',
    },
  });
  const load = Load.start(pair.target);
  await load.untilAnsweredBy('master');
  const beforeMs = hostNowMs();
  masterCheck.status = 503;
  const decision = await pair.untilActive('Slave');
  await load.firstServedBy('slave', decision.atMs);
  masterCheck.status = 200;
  const back = await pair.untilActive('Master');
  await load.firstServedBy('master', back.atMs);
  const report = await load.close();

  expect(report.failed).toEqual([]);
  const failures = decision.failures('Master', beforeMs);
  expect(failures.map(({ outcome, detail }) => [outcome, detail])).toEqual(
    Array.from({ length: 2 }, () => ['wrong-status', 'HTTP 503']),
  );
  expect(decision.reason).toBe('master-failed');
  expect(back.reason).toBe('master-recovered');
  expect(masterCheck.requests[0]).toEqual({ method: 'GET', path: '/ready', host: 'shop.test' });
});
