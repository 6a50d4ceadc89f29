/**
 * TCP with the vendor's detection and SLB's default check: 2 s interval, 5 s time-out, three failures. The window is
 * 5 s x 3 + 2 s x 2 = 19 s from the first failed probe, which begins at most one interval after the fault.
 */
import { describe, it } from 'vitest';
import { patience } from '../support/eventually.ts';
import { NetworkHost, whyNoNetworkHosts } from '../support/network-host.ts';
import { Load } from '../support/open-loop.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { tell } from '../support/scenario.ts';
import { ownService } from '../support/own-service.ts';

const own = ownService();
const { cleanup } = own;

// Together, since each waits for the window.
describe.concurrent('the vendor’s detection with SLB’s defaults', () => {
  it('leaves a killed master after three refused probes, and no client notices', async ({ skip, expect }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const master = cleanup.add(await RedisServer.start('master'));
    const slave = cleanup.add(await RedisServer.start('slave'));
    const pair = await own.api.newPair({ port: 6379, master, slave });

    const load = Load.start(pair.target);
    await load.untilAnsweredBy('master');
    const fault = await master.kill();
    const first = await load.firstServedBy('slave', fault.beginMs);
    const decision = await pair.untilActive('Slave', 'vendorDecision');
    await load.firstServedBy('slave', decision.atMs);
    const report = await load.close();

    const decidedAfterMs = decision.atMs - fault.beginMs;
    tell('killed, vendor detection', report, fault, {
      decidedAfterMs,
      firstServedAfterMs: first.endedMs - fault.beginMs,
    });
    expect(report.failedBeyondInFlight(fault)).toEqual([]);
    const probes = decision.failures('Master', fault.beginMs).filter(({ source }) => source === 'probe');
    expect(probes.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    expect(decidedAfterMs).toBeLessThanOrEqual(patience('vendorWindow'));
  });

  it('leaves a silent master after three time-outs within 21 s, and no client waits 600 ms', async ({
    skip,
    expect,
  }) => {
    const whyNot = whyNoRedis ?? (await whyNoNetworkHosts());
    if (whyNot !== undefined) skip(whyNot);
    const host = cleanup.add(await NetworkHost.create());
    const master = cleanup.add(await RedisServer.start('master', host));
    const slave = cleanup.add(await RedisServer.start('slave'));
    const pair = await own.api.newPair({ port: 6379, master, slave });

    const load = Load.start(pair.target);
    await load.untilAnsweredBy('master');
    const fault = await host.silence();
    const first = await load.firstServedBy('slave', fault.beginMs);
    const decision = await pair.untilActive('Slave', 'vendorDecision');
    await load.firstServedBy('slave', decision.atMs);
    const report = await load.close();

    const decidedAfterMs = decision.atMs - fault.beginMs;
    tell('silent, vendor detection', report, fault, {
      decidedAfterMs,
      firstServedAfterMs: first.endedMs - fault.beginMs,
    });
    expect(report.failedBeyondInFlight(fault)).toEqual([]);
    expect(report.worstOf((record) => record.startedMs > fault.endMs)).toBeLessThanOrEqual(
      patience('worstDelay'),
    );
    const probes = decision.failures('Master', fault.beginMs).filter(({ source }) => source === 'probe');
    expect(probes.map(({ outcome }) => outcome)).toEqual(['timed-out', 'timed-out', 'timed-out']);
    expect(decidedAfterMs).toBeLessThanOrEqual(patience('vendorWindow') + patience('timerLateness'));
  });
});
