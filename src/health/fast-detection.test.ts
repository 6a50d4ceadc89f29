import { describe, expect, it } from 'vitest';
import { probeKey } from '../domain/health.ts';
import type { HealthView, ProbeKind, ProbeSpec } from '../domain/health.ts';
import {
  VirtualTime,
  connectFailure,
  listen,
  monitorOf,
  scriptedProber,
  spec,
  specs,
} from './test-support.ts';
import type { Behaviour } from './test-support.ts';

const detection = { kind: 'fast', fastIntervalMs: 200, fastTimeoutMs: 500 } as const;
const http: ProbeKind = { kind: 'http', method: 'HEAD', path: '/', host: null, statusClasses: [2] };
const udp: ProbeKind = { kind: 'udp', request: null, expect: null };

/** Checks whose target is up; `state.is` changes what it does. */
async function setUp(...list: readonly [ProbeSpec, ...ProbeSpec[]]) {
  return setUpWithLatency(1, ...list);
}

async function setUpWithLatency(latencyMs: number, ...list: readonly [ProbeSpec, ...ProbeSpec[]]) {
  const clock = new VirtualTime();
  const state: { is: Behaviour } = { is: 'ok' };
  const prober = scriptedProber(clock, () => state.is, latencyMs);
  const monitor = monitorOf(clock, prober);
  const heard = listen(monitor);
  monitor.setChecks(specs(...list));
  await clock.run(100);
  heard.results.length = 0;
  heard.transitions.length = 0;
  prober.seen.length = 0;
  const verdict = (of: ProbeSpec = list[0], view: HealthView = monitor.view()) =>
    view.get(probeKey(of))?.verdict;
  return { clock, state, prober, monitor, heard, verdict };
}

describe('fast detection', () => {
  it.each([
    [
      'a TCP check, which waits for the network only, with the interval as its time-out',
      spec({ detection }),
      200,
    ],
    ['an HTTP check with the fast time-out', spec({ detection, check: http }), 500],
  ])('without traffic probes at the fast interval: %s', async (_, target, timeoutMs) => {
    const { clock, prober } = await setUp(target);
    await clock.run(1000);
    expect(prober.seen.map((probe) => probe.startMs)).toEqual([201, 402, 603, 804, 1005]);
    expect(prober.seen[0]?.spec.timeoutMs).toBe(timeoutMs);
  });

  it('needs three refused connects and no more time than they take', async () => {
    const { clock, monitor, heard, verdict } = await setUpWithLatency(20, spec({ detection }));
    for (let i = 0; i < 3; i++) {
      expect(verdict()).toBe('healthy');
      monitor.reportConnectFailure(connectFailure(clock));
      await clock.run(5);
    }
    expect(verdict()).toBe('unhealthy');
    expect(heard.transitions).toMatchObject([{ from: 'healthy', to: 'unhealthy', results: 3 }]);
    expect(clock.monotonic()).toBeLessThanOrEqual(115);
  });

  it('after one refused connect probes at once and confirms a refusal within 25 ms', async () => {
    const { clock, state, prober, monitor, heard, verdict } = await setUp(spec({ detection }));
    state.is = 'refused';
    monitor.reportConnectFailure(connectFailure(clock));
    await clock.run(30);
    expect(prober.seen.map((probe) => probe.startMs)).toEqual([100, 126]);
    expect(heard.results.map(({ source }) => source)).toEqual(['traffic', 'probe', 'probe']);
    expect(verdict()).toBe('unhealthy');
    // Certain now: a dead server is not probed any faster than a living one.
    await clock.run(500);
    expect(prober.seen.map((probe) => probe.startMs)).toEqual([100, 126, 152, 353, 554]);
  });

  it('a target that falls silent is known within a second: a time-out has taken the interval already', async () => {
    const { clock, state, prober, verdict } = await setUp(spec({ detection }));
    state.is = 'hang';
    await clock.run(750);
    expect(prober.seen.map((probe) => probe.startMs)).toEqual([201, 426, 651]);
    expect(verdict()).toBe('healthy');
    await clock.run(50);
    expect(verdict()).toBe('unhealthy');
    // Certain now: a silent server is not probed any faster than a living one.
    await clock.run(900);
    expect(prober.seen.map((probe) => probe.startMs).slice(3)).toEqual([1051, 1451]);
  });

  it('keeps the verdict when the triggered probe succeeds', async () => {
    const { clock, monitor, heard } = await setUp(spec({ detection }));
    for (let i = 0; i < 10; i++) {
      monitor.reportConnectFailure(connectFailure(clock));
      monitor.reportConnectFailure(connectFailure(clock));
      await clock.run(500);
    }
    expect(heard.transitions).toEqual([]);
  });

  it('does not overlap probes: one under way is followed by another at once', async () => {
    const { clock, state, prober, monitor } = await setUp(spec({ detection }));
    state.is = 'hang';
    await clock.run(150);
    expect(prober.load.now).toBe(1);
    monitor.reportConnectFailure(connectFailure(clock));
    state.is = 'refused';
    await clock.run(500);
    expect(prober.load.peak).toBe(1);
    expect(prober.seen.slice(0, 2).map((probe) => [probe.startMs, probe.endMs])).toEqual([
      [201, 401],
      [401, 402],
    ]);
  });

  it('gives up a UDP probe under way that would take silence for health, and asks anew', async () => {
    const { clock, state, prober, monitor, heard, verdict } = await setUp(spec({ detection, check: udp }));
    state.is = 'hang';
    await clock.run(150);
    expect(prober.load.now).toBe(1);
    state.is = 'refused';
    monitor.reportConnectFailure(connectFailure(clock, { transport: 'udp' }));
    await clock.run(30);
    expect(prober.load.peak).toBe(1);
    expect(prober.seen.map((probe) => probe.startMs)).toEqual([201, 250, 276]);
    expect(heard.results.map(({ source }) => source)).toEqual(['traffic', 'probe', 'probe']);
    expect(verdict()).toBe('unhealthy');
  });

  it('does not turn a storm of client failures into one of probes', async () => {
    const { clock, prober, monitor } = await setUp(spec({ detection, unhealthyThreshold: 10 }));
    for (let i = 0; i < 1000; i++) {
      monitor.reportConnectFailure(connectFailure(clock));
      await clock.run(1);
    }
    expect(prober.seen.length).toBeLessThanOrEqual(10);
  });

  it('leaves the first verdict to a probe, but asks for it at once', async () => {
    const clock = new VirtualTime();
    const prober = scriptedProber(clock, () => 'ok', 1);
    const monitor = monitorOf(clock, prober, { random: () => 0.9 });
    const heard = listen(monitor);
    monitor.setChecks(specs(spec({ detection })));
    monitor.reportConnectFailure(connectFailure(clock));
    expect(heard.transitions).toEqual([]);
    await clock.run(1);
    expect(heard.transitions).toMatchObject([{ from: 'unknown', to: 'healthy' }]);
  });

  it('counts for every check of that address and port, whatever its kind, and for no other', async () => {
    const matching = [spec({ detection }), spec({ detection, check: http })] as const;
    const others = [
      spec({ detection, check: udp }),
      spec({ detection, port: 81 }),
      spec({ detection, address: '192.0.2.2' }),
      spec(),
    ] as const;
    const { clock, monitor, verdict } = await setUp(...matching, ...others);
    for (let i = 0; i < 3; i++) monitor.reportConnectFailure(connectFailure(clock));
    expect(matching.map((one) => verdict(one))).toEqual(['unhealthy', 'unhealthy']);
    expect(others.map((one) => verdict(one))).toEqual(['healthy', 'healthy', 'healthy', 'healthy']);
    for (let i = 0; i < 3; i++) monitor.reportConnectFailure(connectFailure(clock, { transport: 'udp' }));
    expect(verdict(others[0])).toBe('unhealthy');
  });

  it('does not count news from before the verdict changed', async () => {
    const { clock, state, monitor, verdict } = await setUp(spec({ detection, healthyThreshold: 2 }));
    state.is = 'refused';
    await clock.run(1000);
    expect(verdict()).toBe('unhealthy');
    const late = connectFailure(clock);
    state.is = 'ok';
    await clock.run(450);
    expect(verdict()).toBe('healthy');
    for (let i = 0; i < 3; i++) monitor.reportConnectFailure(late);
    expect(verdict()).toBe('healthy');
    for (let i = 0; i < 3; i++) monitor.reportConnectFailure(connectFailure(clock));
    expect(verdict()).toBe('unhealthy');
  });

  it('does not count news from before the last good probe', async () => {
    const { clock, monitor, verdict } = await setUp(spec({ detection }));
    const late = connectFailure(clock, { atMs: clock.now() + 50 });
    await clock.run(150);
    for (let i = 0; i < 3; i++) monitor.reportConnectFailure(late);
    expect(verdict()).toBe('healthy');
  });

  it.each([
    ['the restored verdict', { sinceMs: 1000, lastResult: null }],
    [
      'the last good probe before a restart',
      { sinceMs: 0, lastResult: { outcome: 'ok', source: 'probe', detail: '', durationMs: 1, atMs: 1000 } },
    ],
  ] as const)('does not count news from before %s', (_name, saved) => {
    const clock = new VirtualTime();
    const monitor = monitorOf(
      clock,
      scriptedProber(clock, () => 'ok'),
    );
    const one = spec({ detection, unhealthyThreshold: 1 });
    monitor.restore(new Map([[probeKey(one), { verdict: 'healthy', contradicting: 0, ...saved }]]));
    monitor.setChecks(specs(one));
    monitor.reportConnectFailure(connectFailure(clock, { atMs: 999 }));
    expect(monitor.view().get(probeKey(one))?.verdict).toBe('healthy');
    monitor.reportConnectFailure(connectFailure(clock, { atMs: 1001 }));
    expect(monitor.view().get(probeKey(one))?.verdict).toBe('unhealthy');
  });

  it('probes before everything that waits for a place', async () => {
    const clock = new VirtualTime();
    const prober = scriptedProber(clock, () => 'ok', 10);
    const monitor = monitorOf(clock, prober, { limits: { maxBusy: 1, maxOpen: 1, holdMs: 250 } });
    const ports = [80, 81, 82, 83];
    monitor.setChecks(specs(...ports.map((port) => spec({ detection, port }))));
    await clock.run(5);
    monitor.reportConnectFailure(connectFailure(clock, { port: 83 }));
    await clock.run(40);
    expect(prober.seen.map((probe) => probe.spec.port)).toEqual([80, 83, 81, 82]);
  });

  it('knows nothing of a target that is no longer checked', async () => {
    const { clock, monitor, heard } = await setUp(spec({ detection }), spec({ detection, check: http }));
    monitor.setChecks(specs(spec({ detection, check: http })));
    monitor.reportConnectFailure(connectFailure(clock));
    expect(heard.results).toHaveLength(1);
    monitor.setChecks(new Map());
    monitor.reportConnectFailure(connectFailure(clock));
    expect(heard.results).toHaveLength(1);
  });

  it('does not believe an engine whose clock is ahead', async () => {
    const { clock, monitor, heard } = await setUp(spec({ detection }));
    for (let i = 0; i < 3; i++)
      monitor.reportConnectFailure(connectFailure(clock, { atMs: clock.now() + 60_000 }));
    expect(monitor.view().get(probeKey(spec({ detection })))?.sinceMs).toBe(clock.now());
    expect(heard.transitions).toHaveLength(1);
  });
});

describe('vendor detection', () => {
  it('reports a failed connect and changes nothing', async () => {
    const { clock, prober, monitor, heard, verdict } = await setUp(spec());
    const before = structuredClone(monitor.view().get(probeKey(spec())));
    for (let i = 0; i < 10; i++) monitor.reportConnectFailure(connectFailure(clock));
    await clock.run(1000);
    expect(monitor.view().get(probeKey(spec()))).toEqual(before);
    expect(verdict()).toBe('healthy');
    expect(prober.seen).toEqual([]);
    expect(heard.transitions).toEqual([]);
    expect(heard.results).toHaveLength(10);
    expect(heard.results[0]).toMatchObject({ source: 'traffic', outcome: 'refused', detail: 'ECONNREFUSED' });
  });
});
