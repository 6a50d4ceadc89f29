/** What is simulated: one listener with its health check, one master-slave group with its policies, clients, and what befalls them. */
import type { ProbeSpec } from '../../../../src/domain/health.ts';
import { defaultPlanSettings } from '../../../../src/domain/plan.ts';
import {
  defaultFailover,
  failoverPolicy,
  type FailoverPolicy,
  noOverrides,
} from '../../../../src/domain/policy.ts';
import type { Role } from '../../../../src/domain/roles.ts';

export interface Check extends Pick<
  ProbeSpec,
  'intervalMs' | 'timeoutMs' | 'healthyThreshold' | 'unhealthyThreshold'
> {
  /** `tcp` asks whether a port is open, `http` whether the service works. */
  readonly kind: 'tcp' | 'http';
}

export interface Scenario {
  readonly check: Check;
  readonly policy: FailoverPolicy;
  /** Of the engine; how long one connect to a server may take. */
  readonly connectTimeouts: {
    /** Where the standby may serve instead. */
    readonly pairConnectTimeoutMs: number;
    /** With `onConnectFailure` `fail`. */
    readonly connectTimeoutMs: number;
  };
  /** New connections, evenly spread. */
  readonly clientsPerSecond: number;
  /** How long a client stays connected. */
  readonly connectionMs: number;
  readonly durationMs: number;
  /** In any order. Of one server the latest counts. */
  readonly faults: readonly Fault[];
  readonly orders: readonly Order[];
}

export const faultKinds = ['killed', 'silent', 'wrong-answer', 'flapping', 'back'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly atMs: number;
  readonly server: Role;
  /**
   * `killed`: connects are refused. `silent`: packets are dropped. `wrong-answer`: accepts, and answers with an error.
   * `flapping`: killed for the first half of each period, then back. `back`: all is well.
   */
  readonly kind: FaultKind;
  /** Of `flapping`. */
  readonly periodMs: number;
}

export const orderKinds = ['switch', 'return', 'stay'] as const;

/** As SwitchMasterSlaveServerGroup takes them. */
export interface Order {
  readonly atMs: number;
  readonly order: (typeof orderKinds)[number];
}

/** The defaults of CreateLoadBalancerTCPListener and of Hotspare. Nothing goes wrong in it. */
export const defaultScenario: Scenario = {
  check: { kind: 'tcp', intervalMs: 2_000, timeoutMs: 5_000, healthyThreshold: 3, unhealthyThreshold: 3 },
  policy: failoverPolicy(defaultFailover, noOverrides, { healthCheck: { enabled: true } }),
  connectTimeouts: defaultPlanSettings,
  clientsPerSecond: 50,
  connectionMs: 2_000,
  durationMs: 60_000,
  faults: [],
  orders: [],
};
