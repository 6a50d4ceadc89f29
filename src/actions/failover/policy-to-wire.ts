import type { FailoverPolicy } from '../../domain/policy.ts';

/** A policy with every default filled in, under the names that its settings have in requests. */
export function policyToWire({ election, detection, onConnectFailure, onTargetLost }: FailoverPolicy) {
  const { failback, bothDown, damping, standbyProbe } = election;
  return {
    FailbackMode: failback.mode,
    ...(failback.mode === 'delayed' && { FailbackDelay: failback.delayMs / 1000 }),
    BothDownPolicy: bothDown,
    DetectionMode: detection.kind,
    ...(detection.kind === 'fast' && { FastProbeIntervalMs: detection.fastIntervalMs }),
    ConnectFailurePolicy: onConnectFailure.kind,
    ...(onConnectFailure.kind === 'hold' && { HoldTimeout: onConnectFailure.maxMs / 1000 }),
    EstablishedPolicy: onTargetLost.kind,
    ...(onTargetLost.kind === 'drain' && { DrainTimeout: onTargetLost.timeoutMs / 1000 }),
    StandbyProbe: standbyProbe ? 'on' : 'off',
    FlapDamping: damping.enabled ? 'on' : 'off',
    ...(damping.enabled && { PenaltyLimit: damping.holdAt.toFixed(2) }),
  };
}
