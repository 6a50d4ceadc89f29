/** What keeps the simulator true: the real control plane lives the same scenario and must decide the same at the same times. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailoverPolicy } from '../../../../src/domain/policy.ts';
import { defaultScenario, type Fault, type Scenario } from './scenario.ts';
import { simulate, type Simulation } from './simulate.ts';
import { live, type Told } from './test-support.ts';

/** Turns of the event loop take the real thing to the next millisecond now and then. */
const TOLERANCE_MS = 5;

const fast = { kind: 'fast', fastIntervalMs: 200, fastTimeoutMs: 500 } as const;
const quick = {
  kind: 'tcp',
  intervalMs: 1_000,
  timeoutMs: 1_000,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
} as const;

function scenario(
  changes: Omit<Partial<Scenario>, 'policy'>,
  policy: Partial<FailoverPolicy> = {},
  election: Partial<FailoverPolicy['election']> = {},
): Scenario {
  const { policy: standard } = defaultScenario;
  return {
    ...defaultScenario,
    clientsPerSecond: 20,
    durationMs: 40_000,
    ...changes,
    policy: { ...standard, ...policy, election: { ...standard.election, ...election } },
  };
}

const fault = (atMs: number, kind: Fault['kind'], server: Fault['server'] = 'Master'): Fault => ({
  atMs,
  kind,
  server,
  periodMs: 6_000,
});

function toldBy({ events }: Simulation): readonly Told[] {
  return events.flatMap(({ atMs, fact }) => {
    if (fact.kind === 'decision') return { atMs, what: `${fact.from} -> ${fact.to}: ${fact.reason}` };
    return fact.kind === 'held' ? { atMs, what: `held: ${fact.hold.why}` } : [];
  });
}

async function expectSame(lived: Scenario): Promise<readonly string[]> {
  const simulated = simulate(lived, 0);
  const real = await live(lived);
  const expected = toldBy(simulated);
  expect(real.told.map(({ what }) => what)).toEqual(expected.map(({ what }) => what));
  real.told.forEach(({ atMs }, i) => {
    expect(Math.abs(atMs - (expected[i]?.atMs ?? 0))).toBeLessThanOrEqual(TOLERANCE_MS);
  });
  // An engine does not read answers: to it a client is served when somebody took it.
  const failed = simulated.clients.filter(({ outcome, server }) => outcome === 'failed' && server === null);
  // A client that comes within the hop between decision and plan may fare one way or the other.
  expect(Math.abs(real.clients.failed - failed.length)).toBeLessThanOrEqual(expected.length + 1);
  return expected.map(({ what }) => what);
}

describe('the simulation decides as the service does', { timeout: 60_000 }, () => {
  const returns = [fault(5_000, 'killed'), fault(15_000, 'back')];

  it.each<readonly [string, Scenario, readonly string[]]>([
    [
      'killed',
      scenario({ faults: returns }),
      ['Master -> Slave: master-failed', 'Slave -> Master: master-recovered'],
    ],
    ['silent', scenario({ faults: [fault(5_000, 'silent')] }), ['Master -> Slave: master-failed']],
    [
      'killed, seen by clients',
      scenario({ faults: returns }, { detection: fast }),
      ['Master -> Slave: master-failed', 'Slave -> Master: master-recovered'],
    ],
    [
      'silent, seen by clients that are held',
      scenario(
        { faults: [fault(5_000, 'silent'), fault(20_000, 'back')] },
        { detection: fast, onConnectFailure: { kind: 'hold', maxMs: 30_000 } },
      ),
      ['Master -> Slave: master-failed', 'Slave -> Master: master-recovered'],
    ],
    [
      'both down and refused',
      scenario(
        { faults: [...returns, fault(4_000, 'killed', 'Slave')], check: quick },
        { onConnectFailure: { kind: 'fail' } },
        { bothDown: 'refuse' },
      ),
      ['Master -> None: both-down', 'None -> Master: master-recovered'],
    ],
    [
      'slave dead too, and back later',
      scenario(
        { faults: [...returns, fault(12_000, 'killed', 'Slave')], check: quick },
        {},
        { failback: { mode: 'manual' } },
      ),
      ['Master -> Slave: master-failed', 'held: both-down', 'Slave -> Master: slave-failed-over-back'],
    ],
    [
      'a delayed return',
      scenario({ faults: returns, check: quick }, {}, { failback: { mode: 'delayed', delayMs: 7_000 } }),
      ['Master -> Slave: master-failed', 'held: failback-delayed', 'Slave -> Master: master-recovered'],
    ],
    [
      'a wrong answer that only a check of answers sees',
      scenario({ faults: [fault(5_000, 'wrong-answer')], check: { ...quick, kind: 'http' } }),
      ['Master -> Slave: master-failed'],
    ],
  ])('%s', async (_name, lived, expected) => {
    expect(await expectSame(lived)).toEqual(expected);
  });

  it('flapping ends in a hold', async () => {
    const told = await expectSame(scenario({ faults: [fault(5_000, 'flapping')], check: quick }));
    expect(told.at(-1)).toBe('held: flap-damping');
  });

  it('whatever befalls the servers, under any policy', async () => {
    const someFault = fc.record({
      atMs: fc.integer({ min: 2_000, max: 20_000 }),
      server: fc.constantFrom('Master', 'Slave'),
      kind: fc.constantFrom('killed', 'silent', 'flapping', 'back'),
      periodMs: fc.constantFrom(2_000, 7_000),
    });
    const anyScenario = fc
      .record({
        faults: fc.array(someFault, { minLength: 1, maxLength: 4 }),
        detection: fc.constantFrom(fast, { kind: 'vendor' } as const),
        onConnectFailure: fc.constantFrom<FailoverPolicy['onConnectFailure']>(
          { kind: 'fallback' },
          { kind: 'fail' },
          { kind: 'hold', maxMs: 5_000 },
        ),
        failback: fc.constantFrom<FailoverPolicy['election']['failback']>(
          { mode: 'auto' },
          { mode: 'delayed', delayMs: 4_000 },
          { mode: 'manual' },
        ),
        bothDown: fc.constantFrom('stay', 'master', 'refuse'),
        check: fc.constantFrom(quick, defaultScenario.check),
      })
      .map(({ faults, check, detection, onConnectFailure, failback, bothDown }) =>
        scenario(
          { faults, check, durationMs: 25_000 },
          { detection, onConnectFailure },
          { failback, bothDown },
        ),
      );
    await fc.assert(
      fc.asyncProperty(anyScenario, async (lived) => {
        await expectSame(lived);
      }),
      { numRuns: 25, seed: 20_140_515 },
    );
  });
});
