/** What the row of a listener tells: read from the part of the answer that its protocol has. */
import type { Listener } from './operations.ts';

export type Backend =
  | { readonly kind: 'master-slave' | 'vserver'; readonly id: string }
  | { readonly kind: 'pair'; readonly master: string; readonly slave: string }
  | { readonly kind: 'default'; readonly port: number }
  | { readonly kind: 'redirect'; readonly port: number | undefined }
  | { readonly kind: 'none' };

export function backendOf(listener: Listener): Backend {
  const { VServerGroupId, BackendServerPort, HTTPListenerConfig: http } = listener;
  const layer4 = listener.TCPListenerConfig ?? listener.UDPListenerConfig;
  if (http?.ListenerForward === 'on') return { kind: 'redirect', port: http.ForwardPort };
  if (layer4?.MasterSlaveServerGroupId !== undefined) {
    return { kind: 'master-slave', id: layer4.MasterSlaveServerGroupId };
  }
  if (layer4?.MasterServerGroupId !== undefined && layer4.SlaveServerGroupId !== undefined) {
    return { kind: 'pair', master: layer4.MasterServerGroupId, slave: layer4.SlaveServerGroupId };
  }
  if (VServerGroupId !== undefined) return { kind: 'vserver', id: VServerGroupId };
  return BackendServerPort === undefined ? { kind: 'none' } : { kind: 'default', port: BackendServerPort };
}

export interface Check {
  /** `tcp`, `http`, `udp` … */
  readonly probe: string;
  readonly intervalSeconds: number | undefined;
  readonly healthyThreshold: number | undefined;
  readonly unhealthyThreshold: number | undefined;
}

/** Undefined: off, or there is nobody to check. */
export function checkOf(listener: Listener): Check | undefined {
  const config =
    listener.TCPListenerConfig ??
    listener.UDPListenerConfig ??
    listener.HTTPListenerConfig ??
    listener.HTTPSListenerConfig;
  if (config?.HealthCheck !== 'on') return undefined;
  const layer7 = /^https?$/.test(listener.ListenerProtocol);
  return {
    probe: layer7 ? 'http' : (listener.TCPListenerConfig?.HealthCheckType ?? listener.ListenerProtocol),
    intervalSeconds: config.HealthCheckInterval,
    healthyThreshold: config.HealthyThreshold,
    unhealthyThreshold: config.UnhealthyThreshold,
  };
}
