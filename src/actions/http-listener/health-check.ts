/** Health checks of HTTP and HTTPS listeners, and of rules that have their own, between wire and domain. */
import type { HealthCheck } from '../../domain/resources.ts';

/** The number that clients know for "the port of each server". */
const OWN_PORT = -520;

export interface Layer7CheckParams {
  readonly HealthCheck: boolean | undefined;
  readonly HealthCheckURI: string | undefined;
  readonly HealthCheckDomain: string | undefined;
  readonly HealthCheckConnectPort: number | undefined;
  readonly HealthCheckInterval: number | undefined;
  readonly HealthCheckTimeout: number | undefined;
  readonly HealthyThreshold: number | undefined;
  readonly UnhealthyThreshold: number | undefined;
  readonly HealthCheckHttpCode: string | undefined;
  readonly HealthCheckMethod?: 'head' | 'get' | undefined;
}

/** The published defaults, switched off. */
export const defaultLayer7Check: HealthCheck = {
  enabled: false,
  kind: 'http',
  intervalMs: 2_000,
  timeoutMs: 5_000,
  healthyThreshold: 3,
  unhealthyThreshold: 3,
  port: null,
  path: '',
  host: '',
  httpCodes: 'http_2xx',
  method: 'HEAD',
  request: '',
  expect: '',
};

export function layer7CheckAfter(params: Layer7CheckParams, before: HealthCheck): HealthCheck {
  return {
    ...before,
    enabled: params.HealthCheck ?? before.enabled,
    intervalMs: millis(params.HealthCheckInterval) ?? before.intervalMs,
    timeoutMs: millis(params.HealthCheckTimeout) ?? before.timeoutMs,
    healthyThreshold: params.HealthyThreshold ?? before.healthyThreshold,
    unhealthyThreshold: params.UnhealthyThreshold ?? before.unhealthyThreshold,
    port: portAfter(params.HealthCheckConnectPort, before.port),
    path: params.HealthCheckURI ?? before.path,
    host: params.HealthCheckDomain ?? before.host,
    httpCodes: params.HealthCheckHttpCode ?? before.httpCodes,
    method: params.HealthCheckMethod ? methodFromWire(params.HealthCheckMethod) : before.method,
  };
}

/** With the check off only the switch is shown. */
export function layer7CheckToWire(check: HealthCheck) {
  if (!check.enabled) return { HealthCheck: 'off' };
  return {
    HealthCheck: 'on',
    HealthCheckConnectPort: check.port ?? OWN_PORT,
    HealthCheckTimeout: check.timeoutMs / 1000,
    HealthCheckInterval: check.intervalMs / 1000,
    HealthyThreshold: check.healthyThreshold,
    UnhealthyThreshold: check.unhealthyThreshold,
    HealthCheckDomain: check.host,
    HealthCheckURI: check.path,
    HealthCheckHttpCode: check.httpCodes,
  };
}

function portAfter(value: number | undefined, before: number | null): number | null {
  if (value === undefined) return before;
  return value === OWN_PORT ? null : value;
}

function millis(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

function methodFromWire(method: 'head' | 'get'): HealthCheck['method'] {
  return method === 'get' ? 'GET' : 'HEAD';
}
