/** Health checks of TCP and UDP listeners between wire and domain: seconds to milliseconds, -520 to "each server's own port". */
import { ApiError } from '../../contract/api-error.ts';
import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import type { HealthCheck } from '../../domain/resources.ts';
import { milliseconds } from '../format.ts';
import { methodFromWire, OWN_PORT, portFromWire } from './check-values.ts';

type CreateTcp = Params<Contracts['CreateLoadBalancerTCPListener']>;
type CreateUdp = Params<Contracts['CreateLoadBalancerUDPListener']>;
type SetTcp = Params<Contracts['SetLoadBalancerTCPListenerAttribute']>;
type SetUdp = Params<Contracts['SetLoadBalancerUDPListenerAttribute']>;

export function newTcpCheck(params: CreateTcp): HealthCheck {
  return {
    ...newCheck(params),
    kind: params.HealthCheckType,
    path: params.HealthCheckURI ?? '',
    host: params.HealthCheckDomain ?? '',
    httpCodes: params.HealthCheckHttpCode,
    method: methodFromWire(params.HealthCheckMethod),
    request: '',
    expect: '',
  };
}

export function newUdpCheck(params: CreateUdp): HealthCheck {
  requireLettersAndDigits(params);
  return {
    ...newCheck(params),
    kind: 'udp',
    path: '',
    host: '',
    httpCodes: '',
    method: 'HEAD',
    request: params.healthCheckReq ?? '',
    expect: params.healthCheckExp ?? '',
  };
}

export function changedTcpCheck(params: SetTcp, before: HealthCheck): HealthCheck {
  return {
    ...changedCheck(params, before),
    kind: params.HealthCheckType ?? before.kind,
    path: params.HealthCheckURI ?? before.path,
    host: params.HealthCheckDomain ?? before.host,
    httpCodes: params.HealthCheckHttpCode ?? before.httpCodes,
    method: params.HealthCheckMethod ? methodFromWire(params.HealthCheckMethod) : before.method,
  };
}

export function changedUdpCheck(params: SetUdp, before: HealthCheck): HealthCheck {
  requireLettersAndDigits(params);
  return {
    ...changedCheck(params, before),
    request: params.healthCheckReq ?? before.request,
    expect: params.healthCheckExp ?? before.expect,
  };
}

/** With the check off only the switch is shown. */
export function tcpCheckToWire(check: HealthCheck) {
  if (!check.enabled) return { HealthCheck: 'off' };
  const http = check.kind === 'http';
  return {
    ...checkToWire(check),
    HealthCheckType: check.kind,
    // Terraform keeps sending them with a check of type tcp and wants them back empty.
    HealthCheckDomain: http ? check.host : '',
    HealthCheckURI: http ? check.path : '',
    HealthCheckHttpCode: http ? check.httpCodes : '',
    ...(http && { HealthCheckMethod: check.method.toLowerCase() }),
  };
}

export function udpCheckToWire(check: HealthCheck) {
  if (!check.enabled) return { HealthCheck: 'off' };
  return { ...checkToWire(check), HealthCheckReq: check.request, HealthCheckExp: check.expect };
}

type CommonCheck = Pick<
  HealthCheck,
  'enabled' | 'intervalMs' | 'timeoutMs' | 'healthyThreshold' | 'unhealthyThreshold' | 'port'
>;

function newCheck(params: CreateTcp | CreateUdp): CommonCheck {
  return {
    enabled: params.HealthCheckSwitch,
    intervalMs: params.healthCheckInterval * 1000,
    timeoutMs: params.HealthCheckConnectTimeout * 1000,
    healthyThreshold: params.HealthyThreshold,
    unhealthyThreshold: params.UnhealthyThreshold,
    port: portFromWire(params.HealthCheckConnectPort, null),
  };
}

function changedCheck(params: SetTcp | SetUdp, before: HealthCheck): HealthCheck {
  return {
    ...before,
    enabled: params.HealthCheckSwitch ?? before.enabled,
    intervalMs: milliseconds(params.HealthCheckInterval) ?? before.intervalMs,
    timeoutMs: milliseconds(params.HealthCheckConnectTimeout) ?? before.timeoutMs,
    healthyThreshold: params.HealthyThreshold ?? before.healthyThreshold,
    unhealthyThreshold: params.UnhealthyThreshold ?? before.unhealthyThreshold,
    port: portFromWire(params.HealthCheckConnectPort, before.port),
  };
}

function checkToWire(check: HealthCheck) {
  return {
    HealthCheck: 'on',
    HealthCheckConnectPort: check.port ?? OWN_PORT,
    HealthCheckConnectTimeout: check.timeoutMs / 1000,
    HealthCheckInterval: check.intervalMs / 1000,
    HealthyThreshold: check.healthyThreshold,
    UnhealthyThreshold: check.unhealthyThreshold,
  };
}

/** Of their own: too long and wrong characters have different codes. */
function requireLettersAndDigits({
  healthCheckReq: request,
  healthCheckExp: expectation,
}: {
  readonly healthCheckReq: string | undefined;
  readonly healthCheckExp: string | undefined;
}): void {
  if (!/^[A-Za-z0-9]*$/.test(request ?? '')) throw new ApiError('healthCheckReqCharacters');
  if (!/^[A-Za-z0-9]*$/.test(expectation ?? '')) throw new ApiError('healthCheckExpCharacters');
}
