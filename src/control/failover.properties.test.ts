/**
 * The promises of docs/failover.md over random lives of a pair: real monitor, real damping, real election, virtual
 * time, scripted servers. Invariants 1-6, 1,000 runs.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultFlapDamping, type Election, type ElectionPolicy, elect } from '../domain/election.ts';
import { type ProbeSpec, probeKey, unhealthyWindowMs, type Verdict } from '../domain/health.ts';
import type { Role } from '../domain/roles.ts';
import { type Behaviour, monitorOf, scriptedProber, VirtualTime } from '../health/test-support.ts';

const both = {
  master: { id: 'a:80', weight: 100 },
  slave: { id: 'b:80', weight: 100 },
  order: null,
};

/** A server's life: what it does from when on. */
interface Phase {
  readonly does: Behaviour;
  readonly forMs: number;
}
const phase = fc.record({
  does: fc.constantFrom<Behaviour>('ok', 'ok', 'refused', 'hang'),
  forMs: fc.integer({ min: 500, max: 60_000 }),
});
const life = fc.array(phase, { minLength: 1, maxLength: 8 });
const settings = fc.record({
  intervalMs: fc.constantFrom(1000, 2000, 5000),
  timeoutMs: fc.constantFrom(1000, 5000),
  healthyThreshold: fc.integer({ min: 2, max: 4 }),
  unhealthyThreshold: fc.integer({ min: 2, max: 4 }),
});
const policies = fc.record({
  bothDown: fc.constantFrom('stay', 'master', 'refuse'),
  failback: fc.constantFrom<ElectionPolicy['failback']>(
    { mode: 'auto' },
    { mode: 'delayed', delayMs: 7000 },
    { mode: 'manual' },
  ),
  damped: fc.boolean(),
});

function behaviourAt(phases: readonly Phase[], ms: number): Behaviour {
  let until = 0;
  for (const { does, forMs } of phases) {
    until += forMs;
    if (ms < until) return does;
  }
  return phases.at(-1)?.does ?? 'ok';
}

interface Switch {
  readonly before: Election;
  readonly after: Election;
  readonly verdicts: { readonly master: Verdict; readonly slave: Verdict };
  readonly atMs: number;
}

async function live(
  set: Pick<ProbeSpec, 'intervalMs' | 'timeoutMs' | 'healthyThreshold' | 'unhealthyThreshold'>,
  policy: ElectionPolicy,
  lives: Readonly<Record<Role, readonly Phase[]>>,
  runMs: number,
) {
  const clock = new VirtualTime();
  const specOf = (role: Role): ProbeSpec => ({
    ...set,
    check: { kind: 'tcp' },
    address: role === 'Master' ? '192.0.2.1' : '192.0.2.2',
    port: 80,
    detection: { kind: 'vendor' },
  });
  const keys = { Master: probeKey(specOf('Master')), Slave: probeKey(specOf('Slave')) };
  const prober = scriptedProber(clock, (_probe, spec) =>
    behaviourAt(lives[spec.address === '192.0.2.1' ? 'Master' : 'Slave'], clock.monotonic()),
  );
  const monitor = monitorOf(clock, prober);
  const switches: Switch[] = [];
  /** Consecutive failures of each server, counted here anew from the raw results. */
  const failures: Record<Role, number> = { Master: 0, Slave: 0 };
  /** The longest such streak since the server was last judged healthy; Infinity: bad from its first probe, which needs no more. */
  const worst: Record<Role, number> = { Master: 0, Slave: 0 };
  const judged: Record<Role, boolean> = { Master: false, Slave: false };
  const failuresAtSwitch: number[] = [];
  let election: Election | undefined;
  const look = (): void => {
    const view = monitor.view();
    const verdicts = {
      master: view.get(keys.Master)?.verdict ?? 'unknown',
      slave: view.get(keys.Slave)?.verdict ?? 'unknown',
    } as const;
    const { nextLookAtMs, ...after } = elect(election, verdicts, both, policy, clock.now());
    if (nextLookAtMs !== undefined) clock.setTimer(Math.max(1, nextLookAtMs - clock.now()), look);
    if (election && after.epoch !== election.epoch) {
      switches.push({ before: election, after, verdicts, atMs: clock.monotonic() });
      failuresAtSwitch.push(election.active === 'None' ? Infinity : worst[election.active]);
    }
    election = after;
  };
  monitor.onResult((key, result, record) => {
    const role = key === keys.Master ? 'Master' : 'Slave';
    failures[role] = result.outcome === 'ok' ? 0 : failures[role] + 1;
    if (record.verdict === 'healthy') worst[role] = failures[role];
    else worst[role] = judged[role] ? Math.max(worst[role], failures[role]) : Infinity;
    judged[role] = true;
  });
  monitor.onTransition(look);
  look();
  monitor.setChecks(new Map([specOf('Master'), specOf('Slave')].map((spec) => [probeKey(spec), spec])));
  await clock.run(runMs);
  await monitor.close();
  return { switches, failuresAtSwitch, final: election };
}

function policyOf(rules: {
  bothDown: ElectionPolicy['bothDown'];
  failback: ElectionPolicy['failback'];
  damped: boolean;
}): ElectionPolicy {
  return {
    healthCheck: true,
    standbyProbe: true,
    bothDown: rules.bothDown,
    failback: rules.failback,
    damping: { ...defaultFlapDamping, enabled: rules.damped },
  };
}

it('1,000 random lives of a pair: no invariant is broken', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(settings, policies, life, life, async (set, rules, master, slave) => {
      const policy = policyOf(rules);
      const { switches, failuresAtSwitch } = await live(
        set,
        policy,
        { Master: master, Slave: slave },
        300_000,
      );
      switches.forEach(({ before, after, verdicts }, i) => {
        const lost = before.active === 'Master' ? verdicts.master : verdicts.slave;
        const got = after.active === 'Master' ? verdicts.master : verdicts.slave;
        // 1. One active per epoch.
        expect(after.epoch).toBe(before.epoch + 1);
        // 2. Not to a server known bad while the other is known good.
        expect(after.active !== 'None' && got === 'unhealthy' && lost === 'healthy').toBe(false);
        // 3. Not without evidence: the lost one failed, or the other one recovered, or nobody served.
        const evidence = lost === 'unhealthy' || got === 'healthy' || before.active === 'None';
        expect(evidence).toBe(true);
        // 4. Never earlier than the threshold of consecutive failures (the first verdicts need none).
        if (lost === 'unhealthy' && before.settled && after.reason !== 'both-down') {
          expect(failuresAtSwitch[i]).toBeGreaterThanOrEqual(set.unhealthyThreshold);
        }
        // 5. Both down: only what the policy orders.
        if (verdicts.master === 'unhealthy' && verdicts.slave === 'unhealthy') {
          expect(rules.bothDown).not.toBe('stay');
          expect(after.active).toBe(rules.bothDown === 'master' ? 'Master' : 'None');
        }
        // 6. Back from a good slave only as the policy says.
        if (before.settled && before.active === 'Slave' && verdicts.slave === 'healthy') {
          expect(verdicts.master).toBe('healthy');
          expect(rules.failback.mode).not.toBe('manual');
        }
      });
    }),
    {
      numRuns: 1000,
      examples: [
        // Bad from its first probe on, the master gets the role back by policy and loses it to the slave that returns.
        [
          { intervalMs: 1000, timeoutMs: 5000, healthyThreshold: 2, unhealthyThreshold: 4 },
          { bothDown: 'master', failback: { mode: 'auto' }, damped: false },
          [{ does: 'hang', forMs: 500 }],
          [
            { does: 'ok', forMs: 1003 },
            { does: 'refused', forMs: 4004 },
            { does: 'ok', forMs: 500 },
          ],
        ],
      ],
    },
  );
});

it(
  '4: a fault that stays is left within the documented window plus one interval',
  { timeout: 60_000 },
  async () => {
    const fault = fc.constantFrom<Behaviour>('refused', 'hang');
    await fc.assert(
      fc.asyncProperty(
        settings,
        fault,
        fc.integer({ min: 15_000, max: 60_000 }),
        async (set, does, faultMs) => {
          const lives = {
            Master: [
              { does: 'ok', forMs: faultMs },
              { does, forMs: 1 },
            ],
            Slave: [{ does: 'ok', forMs: 1 }],
          } as const;
          const policy = policyOf({ bothDown: 'stay', failback: { mode: 'auto' }, damped: true });
          const windowMs = unhealthyWindowMs(set);
          const { switches } = await live(set, policy, lives, faultMs + windowMs + set.intervalMs);
          expect(switches).toHaveLength(1);
          expect(switches[0]?.after).toMatchObject({ active: 'Slave', reason: 'master-failed' });
        },
      ),
      { numRuns: 100 },
    );
  },
);

it('6: a master that flaps for an hour causes at most 3 switches under the default damping', async () => {
  const flaps = Array.from(
    { length: 400 },
    (_, i) => ({ does: i % 2 === 0 ? 'ok' : 'refused', forMs: 9000 }) as const,
  );
  const set = { intervalMs: 1000, timeoutMs: 1000, healthyThreshold: 2, unhealthyThreshold: 2 };
  const policy = policyOf({ bothDown: 'stay', failback: { mode: 'auto' }, damped: true });
  const { switches, final } = await live(
    set,
    policy,
    { Master: flaps, Slave: [{ does: 'ok', forMs: 1 }] },
    3_600_000,
  );
  expect(switches.length).toBeLessThanOrEqual(3);
  expect(switches.length).toBeGreaterThan(0);
  expect(final?.held?.why ?? 'flap-damping').toBe('flap-damping');
});
