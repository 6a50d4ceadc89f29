/** What docs/guides/failover-tuning.md shows and tabulates. */
import type { View } from '../../console/src/simulator/drawing/shapes.ts';
import { preset } from '../../console/src/simulator/model/presets.ts';
import { defaultScenario, type Fault, type Scenario } from '../../console/src/simulator/model/scenario.ts';
import {
  defaultFailover,
  type FailoverPolicy,
  failoverPolicy,
  noOverrides,
} from '../../src/domain/policy.ts';
import type { FailoverOverrides } from '../../src/domain/resources.ts';

export interface Tuning {
  readonly name: string;
  readonly check: Scenario['check'];
  readonly policy: FailoverPolicy;
}

function policy(overrides: Partial<FailoverOverrides> = {}): FailoverPolicy {
  return failoverPolicy(
    defaultFailover,
    { ...noOverrides, ...overrides },
    { healthCheck: { enabled: true } },
  );
}

const { check } = defaultScenario;
const quickCheck = {
  ...check,
  intervalMs: 1_000,
  timeoutMs: 1_000,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};
const hastyCheck = { ...quickCheck, timeoutMs: 5_000 };
const calmCheck = { ...check, intervalMs: 5_000, healthyThreshold: 5, unhealthyThreshold: 5 };

const defaults = { name: 'defaults: every 2 s, time-out 5 s, 3 failures', check, policy: policy() };
const calm = { name: 'calm: every 5 s, time-out 5 s, 5 failures', check: calmCheck, policy: policy() };
const hasty = { name: 'every 1 s, time-out still 5 s, 2 failures', check: hastyCheck, policy: policy() };
const quick = { name: 'quick: every 1 s, time-out 1 s, 2 failures', check: quickCheck, policy: policy() };
const fast = { name: 'defaults with `DetectionMode=fast`', check, policy: policy({ detection: 'fast' }) };

export const tunings: readonly Tuning[] = [calm, defaults, hasty, quick, fast];
/** Those whose cost to clients is told, under each rule for a failed connect. */
export const compared: readonly Tuning[] = [defaults, quick, fast];

const CLIENTS_PER_SECOND = 100;
/** Somewhere between two probes, as chance has it. */
const FAULT_MS = 20_750;

export function masterFails(kind: Fault['kind'], tuning: Pick<Tuning, 'check' | 'policy'>): Scenario {
  return {
    ...defaultScenario,
    ...tuning,
    clientsPerSecond: CLIENTS_PER_SECOND,
    // Long enough for five time-outs and intervals of five seconds, and the clients in flight.
    durationMs: 90_000,
    faults: [{ atMs: FAULT_MS, server: 'Master', kind, periodMs: 0 }],
  };
}

export interface Shown {
  readonly file: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly view: View;
}

const whole = ({ durationMs }: Scenario): View => ({ fromMs: 0, toMs: durationMs });

function shown(file: string, title: string, scenario: Scenario, view = whole(scenario)): Shown {
  return { file, title, scenario, view };
}

const flapping = preset('flapping', { ...defaultScenario, check: quickCheck });
const undamped = { ...flapping, policy: policy({ flapDamping: false }) };
const silent = { fromMs: 15_000, toMs: 50_000 };

export const pictures: readonly Shown[] = [
  shown('tuning-killed', 'The master is killed, default settings', preset('killed', defaultScenario)),
  shown(
    'tuning-silent',
    'The master falls silent, default settings',
    masterFails('silent', { check, policy: policy() }),
    silent,
  ),
  shown(
    'tuning-silent-quick',
    'The master falls silent, a quick check',
    masterFails('silent', { check: quickCheck, policy: policy() }),
    silent,
  ),
  shown(
    'tuning-silent-fast',
    'The master falls silent, fast detection',
    masterFails('silent', { check, policy: policy({ detection: 'fast' }) }),
    { fromMs: 20_500, toMs: 21_500 },
  ),
  shown(
    'tuning-hold',
    'Clients are held until the decision',
    masterFails('killed', { check: quickCheck, policy: policy({ onConnectFailure: 'hold' }) }),
    { fromMs: 19_000, toMs: 25_000 },
  ),
  shown('tuning-flapping', 'A master that flaps, with damping', flapping),
  shown('tuning-flapping-undamped', 'A master that flaps, without damping', undamped),
];
