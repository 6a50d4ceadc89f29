import { ApiError } from '../../contract/api-error.ts';
import type { FailoverOverrides } from '../../domain/resources.ts';
import { milliseconds } from '../format.ts';

/** The failover parameters of a call; what is not given is undefined. */
export interface WirePolicies {
  readonly FailbackMode: 'auto' | 'delayed' | 'manual' | undefined;
  readonly FailbackDelay: number | undefined;
  readonly BothDownPolicy: FailoverOverrides['bothDown'] | undefined;
  readonly DetectionMode: FailoverOverrides['detection'] | undefined;
  readonly ConnectFailurePolicy: FailoverOverrides['onConnectFailure'] | undefined;
  readonly HoldTimeout: number | undefined;
  readonly EstablishedPolicy: FailoverOverrides['established'] | undefined;
  readonly DrainTimeout: number | undefined;
  readonly StandbyProbe: boolean | undefined;
  readonly FlapDamping: boolean | undefined;
}

/** What is given replaces what was set before. */
export function policiesFromWire(params: WirePolicies, before: FailoverOverrides): FailoverOverrides {
  return {
    failback: failbackFromWire(params) ?? before.failback,
    bothDown: params.BothDownPolicy ?? before.bothDown,
    detection: params.DetectionMode ?? before.detection,
    onConnectFailure: params.ConnectFailurePolicy ?? before.onConnectFailure,
    holdMs: milliseconds(params.HoldTimeout) ?? before.holdMs,
    established: params.EstablishedPolicy ?? before.established,
    drainMs: milliseconds(params.DrainTimeout) ?? before.drainMs,
    standbyProbe: params.StandbyProbe ?? before.standbyProbe,
    flapDamping: params.FlapDamping ?? before.flapDamping,
  };
}

function failbackFromWire({
  FailbackMode: mode,
  FailbackDelay: delay,
}: WirePolicies): FailoverOverrides['failback'] {
  if (mode === undefined) return null;
  if (mode !== 'delayed') return { mode };
  if (delay === undefined) throw new ApiError('missingParameter', { name: 'FailbackDelay' });
  return { mode, delayMs: delay * 1000 };
}
