/** The scenario of a group as it is: from what the API says of its policy and of a listener's health check. Pure. */
import {
  defaultFailover,
  type FailoverDefaults,
  failoverPolicy,
  type FailoverPolicy,
  noOverrides,
} from '../../../src/domain/policy.ts';
import { defaultScenario, type Scenario } from './model/scenario.ts';

/** The field `FailoverPolicy` of DescribeMasterSlaveServerGroupState. */
export interface PolicyAnswer {
  readonly FailbackMode: string;
  readonly FailbackDelay?: number | undefined;
  readonly BothDownPolicy: string;
  readonly DetectionMode: string;
  readonly FastProbeIntervalMs?: number | undefined;
  readonly ConnectFailurePolicy: string;
  readonly HoldTimeout?: number | undefined;
  readonly EstablishedPolicy: string;
  readonly DrainTimeout?: number | undefined;
  readonly StandbyProbe: string;
  readonly FlapDamping: string;
  readonly PenaltyLimit?: string | undefined;
}

/** Of DescribeLoadBalancerTCPListenerAttribute, which leaves out what does not apply. */
export interface CheckAnswer {
  readonly HealthCheck: string;
  readonly HealthCheckType?: string | undefined;
  readonly HealthCheckInterval?: number | undefined;
  readonly HealthCheckConnectTimeout?: number | undefined;
  readonly HealthyThreshold?: number | undefined;
  readonly UnhealthyThreshold?: number | undefined;
}

/** Without a listener: the default check. */
export function scenarioOf(
  policy: PolicyAnswer,
  check: CheckAnswer | undefined,
): Pick<Scenario, 'check' | 'policy'> {
  return {
    check: check ? checkOf(check) : defaultScenario.check,
    policy: policyOf(policy, check?.HealthCheck !== 'off'),
  };
}

function checkOf(answer: CheckAnswer): Scenario['check'] {
  const { check: standard } = defaultScenario;
  return {
    kind: answer.HealthCheckType === 'http' ? 'http' : 'tcp',
    intervalMs: msOf(answer.HealthCheckInterval, standard.intervalMs),
    timeoutMs: msOf(answer.HealthCheckConnectTimeout, standard.timeoutMs),
    healthyThreshold: answer.HealthyThreshold ?? standard.healthyThreshold,
    unhealthyThreshold: answer.UnhealthyThreshold ?? standard.unhealthyThreshold,
  };
}

/** A word that this version does not know counts as the default. */
function policyOf(answer: PolicyAnswer, enabled: boolean): FailoverPolicy {
  const standard = defaultFailover;
  const limit = Number(answer.PenaltyLimit ?? standard.damping.holdAt);
  const defaults: FailoverDefaults = {
    failback: failbackOf(answer),
    bothDown: wordOf(answer.BothDownPolicy, ['stay', 'master', 'refuse'], standard.bothDown),
    detection: wordOf(answer.DetectionMode, ['vendor', 'fast'], standard.detection),
    fastIntervalMs: answer.FastProbeIntervalMs ?? standard.fastIntervalMs,
    fastTimeoutMs: standard.fastTimeoutMs,
    onConnectFailure: wordOf(
      answer.ConnectFailurePolicy,
      ['fallback', 'hold', 'fail'],
      standard.onConnectFailure,
    ),
    holdMs: msOf(answer.HoldTimeout, standard.holdMs),
    established: wordOf(answer.EstablishedPolicy, ['keep', 'drain', 'reset'], standard.established),
    drainMs: msOf(answer.DrainTimeout, standard.drainMs),
    standbyProbe: answer.StandbyProbe !== 'off',
    damping: { ...standard.damping, enabled: answer.FlapDamping !== 'off', holdAt: limit },
  };
  return failoverPolicy(defaults, noOverrides, { healthCheck: { enabled } });
}

function failbackOf({ FailbackMode, FailbackDelay = 0 }: PolicyAnswer): FailoverDefaults['failback'] {
  const mode = wordOf(FailbackMode, ['auto', 'delayed', 'manual'], defaultFailover.failback.mode);
  return mode === 'delayed' ? { mode, delayMs: FailbackDelay * 1_000 } : { mode };
}

function msOf(seconds: number | undefined, standardMs: number): number {
  return seconds === undefined ? standardMs : seconds * 1_000;
}

function wordOf<W extends string>(word: string, words: readonly W[], standard: W): W {
  return words.find((known) => known === word) ?? standard;
}
