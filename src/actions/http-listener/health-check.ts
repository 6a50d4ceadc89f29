/** Health checks of HTTP and HTTPS listeners, and of rules that have their own, between wire and domain. */
import type { HealthCheck } from '../../domain/resources.ts';
import { milliseconds } from '../format.ts';
import { methodFromWire, OWN_PORT, portFromWire } from '../listener/check-values.ts';

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
    intervalMs: milliseconds(params.HealthCheckInterval) ?? before.intervalMs,
    timeoutMs: milliseconds(params.HealthCheckTimeout) ?? before.timeoutMs,
    healthyThreshold: params.HealthyThreshold ?? before.healthyThreshold,
    unhealthyThreshold: params.UnhealthyThreshold ?? before.unhealthyThreshold,
    port: portFromWire(params.HealthCheckConnectPort, before.port),
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
