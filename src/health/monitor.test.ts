import { describe, expect, it } from 'vitest';
import { probeKey, unhealthyWindowMs } from '../domain/health.ts';
import {
  VirtualTime,
  connectFailure,
  listen,
  monitorOf,
  script,
  scriptedProber,
  settle,
  spec,
  specs,
} from './test-support.ts';
import type { Behaviour } from './test-support.ts';

function setUp(...steps: readonly [Behaviour, ...Behaviour[]]) {
  const clock = new VirtualTime();
  const prober = scriptedProber(clock, script(...steps), 10);
  const monitor = monitorOf(clock, prober);
  return { clock, prober, monitor, heard: listen(monitor) };
}

const starts = (probes: readonly { startMs: number }[]): number[] => probes.map((probe) => probe.startMs);

describe('rhythm', () => {
  it('waits the interval from the end of a probe to the start of the next, time-outs included', async () => {
    const { clock, prober, monitor } = setUp('ok', 'hang', 'ok');
    monitor.setChecks(specs(spec()));
    await clock.run(12_000);
    expect(starts(prober.seen)).toEqual([0, 2010, 9010, 11_020]);
  });

  it('gives a probe the interval when its time-out is shorter', async () => {
    const { clock, prober, monitor } = setUp('hang');
    monitor.setChecks(specs(spec({ intervalMs: 3000, timeoutMs: 1000 })));
    await clock.run(7000);
    expect(prober.seen.map((probe) => [probe.startMs, probe.endMs])).toEqual([
      [0, 3000],
      [6000, null],
    ]);
    expect(prober.seen[0]?.spec.timeoutMs).toBe(3000);
  });

  it('starts new checks soon but apart, and keeps them out of step', async () => {
    const clock = new VirtualTime();
    const prober = scriptedProber(clock, script('ok'), 0);
    let seed = 0;
    const random = (): number => (seed = (seed + 0.618) % 1);
    const monitor = monitorOf(clock, prober, { random });
    monitor.setChecks(specs(...Array.from({ length: 100 }, (_, i) => spec({ port: 1000 + i }))));
    await clock.run(50);
    expect(prober.seen).toHaveLength(100);
    expect(new Set(starts(prober.seen)).size).toBeGreaterThan(90);

    await clock.run(2000);
    const second = starts(prober.seen.slice(100, 200));
    expect(second).toHaveLength(100);
    for (let from = 1000; from < 2000; from += 100) {
      expect(second.filter((at) => at >= from && at < from + 100).length).toBeLessThan(25);
    }
    await clock.run(2000);
    const third = starts(prober.seen.slice(200, 300));
    third.forEach((at, i) => expect(at - (second[i] ?? 0)).toBeCloseTo(2000));
  });

  it('keeps the rhythm of kept checks when the set changes', async () => {
    const { clock, prober, monitor } = setUp('ok');
    monitor.setChecks(specs(spec()));
    await clock.run(1000);
    monitor.setChecks(specs(spec(), spec({ port: 81 })));
    await clock.run(3500);
    const kept = prober.seen.filter((probe) => probe.spec.port === 80);
    expect(starts(kept)).toEqual([0, 2010, 4020]);
  });
});

describe('verdicts', () => {
  it.each([
    ['ok', 'healthy'],
    ['refused', 'unhealthy'],
    ['hang', 'unhealthy'],
  ] as const)('a first probe that is %s makes a new check %s', async (first, verdict) => {
    const { clock, monitor, heard } = setUp(first);
    monitor.setChecks(specs(spec()));
    expect(monitor.view().get(probeKey(spec()))?.verdict).toBe('unknown');
    await clock.run(5000);
    expect(heard.transitions).toMatchObject([{ from: 'unknown', to: verdict, results: 1 }]);
    expect(monitor.view().get(probeKey(spec()))?.verdict).toBe(verdict);
  });

  it('changes after the thresholds of consecutive results, and not before', async () => {
    const { clock, monitor, heard } = setUp(
      ...(['ok', 'refused', 'refused', 'ok', 'refused', 'refused', 'refused'] as const),
      ...(['ok', 'hang', 'ok', 'ok'] as const),
    );
    monitor.setChecks(specs(spec({ healthyThreshold: 2 })));
    await clock.run(40_000);
    expect(heard.transitions.map(({ from, to, results }) => [from, to, results])).toEqual([
      ['unknown', 'healthy', 1],
      ['healthy', 'unhealthy', 3],
      ['unhealthy', 'healthy', 2],
    ]);
    expect(heard.results.slice(0, 11).map((result) => result.outcome)).toEqual([
      'ok',
      'refused',
      'refused',
      'ok',
      'refused',
      'refused',
      'refused',
      'ok',
      'timed-out',
      'ok',
      'ok',
    ]);
  });

  it('finds a silent target within the documented window plus one interval', async () => {
    const { clock, monitor, heard } = setUp('ok', 'hang');
    monitor.setChecks(specs(spec()));
    await clock.run(10 + 2000 + unhealthyWindowMs(spec()));
    expect(heard.transitions[1]).toMatchObject({ to: 'unhealthy', evidence: { outcome: 'timed-out' } });
  });

  it('carries time and evidence in results and records', async () => {
    const { clock, monitor, heard } = setUp('ok');
    const madeAtMs = clock.now();
    monitor.setChecks(specs(spec()));
    expect(monitor.view().get(probeKey(spec()))).toMatchObject({ sinceMs: madeAtMs, lastResult: null });
    await clock.run(10);
    const result = { outcome: 'ok', source: 'probe', detail: '', durationMs: 10, atMs: madeAtMs + 10 };
    expect(heard.results).toEqual([result]);
    expect(monitor.view().get(probeKey(spec()))).toMatchObject({
      sinceMs: madeAtMs + 10,
      lastResult: result,
    });
  });

  it('takes a prober that throws for a failed probe, with the message as evidence, and goes on', async () => {
    const { clock, monitor, heard } = setUp('throw', 'ok');
    monitor.setChecks(specs(spec()));
    await clock.run(2100);
    expect(heard.results).toMatchObject([{ outcome: 'other', detail: 'broken prober' }, { outcome: 'ok' }]);
  });

  it('takes a prober that throws before it returns a promise for a failed probe too', async () => {
    const clock = new VirtualTime();
    const monitor = monitorOf(clock, {
      probe: () => {
        throw new Error('at once');
      },
    });
    const heard = listen(monitor);
    monitor.setChecks(specs(spec()));
    await clock.run(2100);
    expect(heard.results).toMatchObject([{ detail: 'at once' }, { detail: 'at once' }]);
  });

  it('does not wait for ever for a prober that never ends', async () => {
    const { clock, prober, monitor, heard } = setUp('stuck', 'ok');
    monitor.setChecks(specs(spec()));
    await clock.run(11_000 + 2010);
    expect(heard.results).toMatchObject([{ outcome: 'timed-out' }, { outcome: 'ok' }]);
    expect(prober.seen[0]?.aborted).toBe(true);
  });
});

describe('edits and restarts', () => {
  it('keeps verdict and streak of a check that stays in the set', async () => {
    const { clock, monitor, heard } = setUp('ok', 'refused');
    monitor.setChecks(specs(spec()));
    await clock.run(4500);
    expect(monitor.view().get(probeKey(spec()))?.contradicting).toBe(2);
    monitor.setChecks(specs(spec({ port: 81 }), spec()));
    expect(monitor.view().get(probeKey(spec()))?.contradicting).toBe(2);
    await clock.run(2000);
    expect(
      heard.transitions.find(({ to, key }) => to === 'unhealthy' && key === probeKey(spec())),
    ).toMatchObject({
      from: 'healthy',
      results: 3,
    });
  });

  it('an edit of the settings is no evidence: the verdict stays, and changes by the new threshold', async () => {
    const { clock, monitor, heard } = setUp('ok', 'refused');
    monitor.setChecks(specs(spec()));
    await clock.run(2500);
    const edited = spec({ intervalMs: 1000, unhealthyThreshold: 2 });
    monitor.setChecks(specs(edited));
    expect(monitor.view().get(probeKey(edited))).toMatchObject({ verdict: 'healthy', contradicting: 0 });
    await clock.run(100);
    expect(monitor.view().get(probeKey(edited))?.verdict).toBe('healthy');
    await clock.run(1100);
    expect(heard.transitions).toMatchObject([
      { to: 'healthy' },
      { from: 'healthy', to: 'unhealthy', results: 2 },
    ]);
  });

  it('an edit keeps the verdict also while another listener goes on with the check as it was', async () => {
    const { clock, monitor } = setUp('ok');
    monitor.setChecks(specs(spec()));
    await clock.run(100);
    const edited = spec({ healthyThreshold: 5 });
    monitor.setChecks(specs(spec(), edited));
    expect(monitor.view().get(probeKey(edited))?.verdict).toBe('healthy');
  });

  it('another kind of check starts anew: it asks something else', async () => {
    const { clock, monitor } = setUp('ok');
    monitor.setChecks(specs(spec()));
    await clock.run(100);
    const http = spec({ check: { kind: 'http', method: 'HEAD', path: '/', host: null, statusClasses: [2] } });
    monitor.setChecks(specs(http));
    expect(monitor.view().get(probeKey(http))?.verdict).toBe('unknown');
  });

  it('aborts the probe of a dropped check and ignores its result', async () => {
    const { clock, prober, monitor, heard } = setUp('hang');
    monitor.setChecks(specs(spec()));
    await clock.run(1000);
    monitor.setChecks(new Map());
    await clock.run(60_000);
    expect(prober.seen).toMatchObject([{ aborted: true }]);
    expect(heard.results).toEqual([]);
    expect(monitor.view().size).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('starts anew with a check that was dropped and comes back', async () => {
    const { clock, monitor, heard } = setUp('refused', 'ok');
    monitor.setChecks(specs(spec()));
    await clock.run(1000);
    monitor.setChecks(new Map());
    monitor.setChecks(specs(spec()));
    await clock.run(1000);
    expect(heard.transitions.map(({ from, to }) => [from, to])).toEqual([
      ['unknown', 'unhealthy'],
      ['unknown', 'healthy'],
    ]);
  });

  it('holds restored verdicts until probes change them by the threshold', async () => {
    const { clock, monitor, heard } = setUp('ok');
    const key = probeKey(spec());
    const saved = { verdict: 'unhealthy', sinceMs: 5, contradicting: 1, lastResult: null } as const;
    monitor.restore(new Map([[key, saved]]));
    expect(monitor.view().get(key)).toEqual(saved);
    monitor.setChecks(specs(spec()));
    expect(monitor.view().get(key)).toEqual(saved);
    await clock.run(1000);
    expect(monitor.view().get(key)).toMatchObject({ verdict: 'unhealthy', contradicting: 2 });
    await clock.run(2000);
    expect(heard.transitions).toMatchObject([{ from: 'unhealthy', to: 'healthy', results: 3 }]);
  });

  it('forgets restored verdicts of what is no longer checked, and restores nothing later', () => {
    const { monitor } = setUp('ok');
    const saved = { verdict: 'healthy', sinceMs: 5, contradicting: 0, lastResult: null } as const;
    monitor.restore(new Map([['gone', saved]]));
    monitor.setChecks(specs(spec()));
    expect([...monitor.view().keys()]).toEqual([probeKey(spec())]);
    expect(() => monitor.restore(new Map())).toThrow(/before/);
  });

  it('shows in its view every check as it is now, and no other', async () => {
    const { clock, monitor } = setUp('ok');
    const view = monitor.view();
    monitor.setChecks(specs(spec()));
    expect(view.get(probeKey(spec()))?.verdict).toBe('unknown');
    await clock.run(100);
    expect(view.get(probeKey(spec()))?.verdict).toBe('healthy');
    monitor.setChecks(new Map());
    expect(view.size).toBe(0);
  });

  it('stops everything when closed', async () => {
    const { clock, prober, monitor, heard } = setUp('hang');
    monitor.setChecks(specs(spec(), spec({ port: 81 })));
    await clock.run(100);
    await monitor.close();
    monitor.setChecks(specs(spec({ port: 82 })));
    await clock.run(60_000);
    expect(prober.seen.map((probe) => probe.aborted)).toEqual([true, true]);
    expect(heard.results).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('clean-up', () => {
  it('leaves no timer behind for a dropped check, even with a prober that ignores the abort', async () => {
    const clock = new VirtualTime();
    const monitor = monitorOf(clock, { probe: () => new Promise(() => {}) });
    monitor.setChecks(specs(spec()));
    await clock.run(1000);
    expect(clock.pendingTimers).toBe(1);
    monitor.setChecks(new Map());
    expect(clock.pendingTimers).toBe(0);
  });

  it('starts no waiting probe while closing', async () => {
    const clock = new VirtualTime();
    const prober = scriptedProber(clock, script('hang'));
    const limits = { maxBusy: 1, maxOpen: 1, holdMs: 250 };
    const monitor = monitorOf(clock, prober, { limits });
    monitor.setChecks(specs(spec(), spec({ port: 81 }), spec({ port: 82 })));
    await clock.run(100);
    await monitor.close();
    expect(prober.seen).toHaveLength(1);
  });
});

describe('listeners', () => {
  it('hears the result before the transition, with the view already changed', async () => {
    const { clock, monitor } = setUp('ok');
    const order: unknown[] = [];
    monitor.onTransition(({ key }) => order.push(['transition', monitor.view().get(key)?.verdict]));
    monitor.onResult((key) => order.push(['result', monitor.view().get(key)?.verdict]));
    monitor.setChecks(specs(spec()));
    await clock.run(100);
    expect(order).toEqual([
      ['result', 'healthy'],
      ['transition', 'healthy'],
    ]);
  });

  it('goes on, for the others too, when one throws', async () => {
    const clock = new VirtualTime();
    const errors: unknown[] = [];
    const monitor = monitorOf(clock, scriptedProber(clock, script('ok')), {
      onListenerError: (error) => {
        errors.push(error);
        throw new Error('and the reporter too');
      },
    });
    const bad = new Error('bad listener');
    monitor.onResult(() => {
      throw bad;
    });
    monitor.onTransition(() => {
      throw bad;
    });
    const heard = listen(monitor);
    monitor.setChecks(specs(spec()));
    await clock.run(2100);
    expect(heard.results).toHaveLength(2);
    expect(heard.transitions).toHaveLength(1);
    expect(errors).toEqual([bad, bad, bad]);
  });

  it('hears what a listener causes after what is under way', async () => {
    const { clock, monitor } = setUp('ok');
    const order: string[] = [];
    monitor.onResult((_key, { source }) => {
      if (source === 'probe') monitor.reportConnectFailure(connectFailure(clock));
      order.push(`${source} heard first`);
    });
    monitor.onResult((_key, { source }) => order.push(`${source} heard second`));
    monitor.onTransition(() => order.push('transition'));
    monitor.setChecks(specs(spec()));
    await clock.run(100);
    expect(order).toEqual([
      'probe heard first',
      'probe heard second',
      'transition',
      'traffic heard first',
      'traffic heard second',
    ]);
  });

  it('may change the set of checks', async () => {
    const { clock, prober, monitor } = setUp('ok');
    monitor.onTransition(() => monitor.setChecks(new Map()));
    monitor.setChecks(specs(spec()));
    await clock.run(10_000);
    await settle();
    expect(prober.seen).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });
});
