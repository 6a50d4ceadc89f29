/** How a group fails over once defaults, the group's own settings and the listener's are put together. */
import {
  defaultFlapDamping,
  type ElectionPolicy,
  type FailbackPolicy,
  type FlapDamping,
} from './election.ts';
import { type Detection, vendorDetection } from './health.ts';
import type { OnConnectFailure, OnTargetLost } from './plan-types.ts';
import type { FailoverOverrides, HealthCheck } from './resources.ts';

/** From the configuration; every group without a setting of its own uses these. */
export interface FailoverDefaults {
  readonly failback: FailbackPolicy;
  readonly bothDown: ElectionPolicy['bothDown'];
  readonly detection: Detection['kind'];
  readonly fastIntervalMs: number;
  /** With fast detection no probe waits longer than this. */
  readonly fastTimeoutMs: number;
  readonly onConnectFailure: OnConnectFailure['kind'];
  readonly holdMs: number;
  readonly established: OnTargetLost['kind'];
  readonly drainMs: number;
  readonly standbyProbe: boolean;
  readonly damping: FlapDamping;
}

export const defaultFailover: FailoverDefaults = {
  failback: { mode: 'auto' },
  bothDown: 'stay',
  detection: 'vendor',
  fastIntervalMs: 200,
  fastTimeoutMs: 500,
  onConnectFailure: 'fallback',
  holdMs: 30_000,
  established: 'keep',
  drainMs: 300_000,
  standbyProbe: true,
  damping: defaultFlapDamping,
};

export const noOverrides: FailoverOverrides = {
  failback: null,
  bothDown: null,
  detection: null,
  onConnectFailure: null,
  holdMs: null,
  established: null,
  drainMs: null,
  standbyProbe: null,
  flapDamping: null,
};

export interface FailoverPolicy {
  readonly election: ElectionPolicy;
  readonly detection: Detection;
  readonly onConnectFailure: OnConnectFailure;
  readonly onTargetLost: OnTargetLost;
}

/** The part of a listener that counts here. */
export interface PolicyListener {
  readonly healthCheck: Pick<HealthCheck, 'enabled'>;
  /** Only TCP listeners have it; null = off. */
  readonly connectionDrainMs?: number | null;
}

export function failoverPolicy(
  defaults: FailoverDefaults,
  overrides: FailoverOverrides,
  listener: PolicyListener,
): FailoverPolicy {
  return {
    election: {
      healthCheck: listener.healthCheck.enabled,
      standbyProbe: overrides.standbyProbe ?? defaults.standbyProbe,
      failback: overrides.failback ?? defaults.failback,
      bothDown: overrides.bothDown ?? defaults.bothDown,
      damping: damping(overrides.flapDamping, defaults.damping),
    },
    detection: detection(overrides.detection ?? defaults.detection, defaults),
    onConnectFailure: connectFailure(
      overrides.onConnectFailure ?? defaults.onConnectFailure,
      overrides.holdMs ?? defaults.holdMs,
    ),
    onTargetLost: establishedPolicy(overrides, defaults, listener),
  };
}

/** Pools have the vendor's rule only: connections go on, or are drained when the listener says so. */
export function poolOnTargetLost({ connectionDrainMs = null }: PolicyListener): OnTargetLost {
  return connectionDrainMs === null ? { kind: 'keep' } : { kind: 'drain', timeoutMs: connectionDrainMs };
}

function establishedPolicy(
  overrides: FailoverOverrides,
  defaults: FailoverDefaults,
  listener: PolicyListener,
): OnTargetLost {
  const listenerDrain = poolOnTargetLost(listener);
  const kind = overrides.established ?? (listenerDrain.kind === 'drain' ? 'drain' : defaults.established);
  if (kind !== 'drain') return { kind };
  const own = overrides.drainMs;
  if (own === null && listenerDrain.kind === 'drain') return listenerDrain;
  return { kind: 'drain', timeoutMs: own ?? defaults.drainMs };
}

function damping(enabled: boolean | null, configured: FlapDamping): FlapDamping {
  return enabled === null || enabled === configured.enabled ? configured : { ...configured, enabled };
}

function detection(kind: Detection['kind'], defaults: FailoverDefaults): Detection {
  return kind === 'vendor'
    ? vendorDetection
    : { kind, fastIntervalMs: defaults.fastIntervalMs, fastTimeoutMs: defaults.fastTimeoutMs };
}

function connectFailure(kind: OnConnectFailure['kind'], holdMs: number): OnConnectFailure {
  return kind === 'hold' ? { kind, maxMs: holdMs } : { kind };
}
