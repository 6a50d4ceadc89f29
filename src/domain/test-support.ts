/** Resources as they are stored and planned, for tests that need one and care about a field or two. */
import type { LoadBalancerId } from './ids.ts';
import type { PlannedHttpListener, PlannedLimits, PlannedTransportListener } from './plan-types.ts';
import type { ListenerBackend, LoadBalancer, TcpListener } from './resources.ts';
import type { ListenerRuntime } from './runtime-view.ts';

export function madeUpLoadBalancer(id: LoadBalancerId): LoadBalancer {
  return {
    id,
    name: id,
    regionId: 'cn-hangzhou',
    status: 'active',
    address: '127.0.1.1',
    addressType: 'internet',
    addressIpVersion: 'ipv4',
    networkType: 'classic',
    vpcId: '',
    vSwitchId: '',
    masterZoneId: '',
    slaveZoneId: '',
    bandwidthMbps: -1,
    internetChargeType: 'paybytraffic',
    payType: 'PayOnDemand',
    instanceChargeType: 'PayBySpec',
    spec: '',
    deleteProtection: false,
    modificationProtection: { status: 'NonProtection', reason: '' },
    resourceGroupId: '',
    tags: [],
    createdMs: 0,
  };
}

/** Port 80, running, with SLB's defaults. */
export function madeUpTcpListener(loadBalancerId: LoadBalancerId, backend: ListenerBackend): TcpListener {
  return {
    protocol: 'tcp',
    loadBalancerId,
    port: 80,
    desiredStatus: 'running',
    description: '',
    bandwidthMbps: -1,
    backend,
    lastBackendPort: null,
    scheduler: 'wrr',
    acl: { enabled: false, kind: null, ids: [] },
    proxyProtocolV2: false,
    order: null,
    healthCheck: {
      enabled: true,
      kind: 'tcp',
      intervalMs: 2000,
      timeoutMs: 5000,
      healthyThreshold: 3,
      unhealthyThreshold: 3,
      port: null,
      path: '',
      host: '',
      httpCodes: 'http_2xx',
      method: 'HEAD',
      request: '',
      expect: '',
    },
    tags: [],
    createdMs: 0,
    persistenceTimeoutMs: 0,
    establishedTimeoutMs: 900_000,
    connectionDrainMs: null,
  };
}

/** What the reconciler says of a started listener that no plan carries. */
export const idleListener: ListenerRuntime = {
  state: 'idle',
  failure: null,
  engine: 'embedded',
  appliedRevision: 1,
  targets: [],
  election: null,
  failover: null,
  penalty: 0,
  activeConnections: 0,
};

export const noLimits: PlannedLimits = {
  bandwidthMbps: null,
  maxConnections: null,
  newConnectionsPerSecond: null,
};

/** Open to everybody, without servers; every time-out is one that no test waits for. */
export function madeUpPlannedListener(
  differences: Partial<PlannedTransportListener> = {},
): PlannedTransportListener {
  const { protocol = 'tcp', port = 80 } = differences;
  return {
    key: `lb-1/${protocol}/${port}`,
    protocol,
    address: '192.0.2.1',
    port,
    backend: { kind: 'pool', scheduler: 'wrr', persistenceTimeoutMs: 0, targets: [] },
    access: { kind: 'open' },
    closeDisallowed: false,
    onTargetLost: { kind: 'keep' },
    establishedTimeoutMs: protocol === 'tcp' ? 900_000 : null,
    udpFlowTimeoutMs: protocol === 'udp' ? 60_000 : null,
    connectTimeoutMs: 300,
    limits: noLimits,
    proxyProtocolV2: false,
    ...differences,
  };
}

/** HTTP, open to everybody, without servers; forwards, and adds nothing but X-Forwarded-For. */
export function madeUpHttpListener(differences: Partial<PlannedHttpListener> = {}): PlannedHttpListener {
  const { protocol = 'http', port = 80 } = differences;
  return {
    key: `lb-1/${protocol}/${port}`,
    protocol,
    address: '192.0.2.1',
    port,
    backend: { kind: 'pool', scheduler: 'wrr', persistenceTimeoutMs: 0, targets: [] },
    access: { kind: 'open' },
    closeDisallowed: false,
    onTargetLost: { kind: 'keep' },
    connectTimeoutMs: 300,
    limits: noLimits,
    http: {
      redirectPort: null,
      gzip: false,
      idleTimeoutMs: 60_000,
      requestTimeoutMs: 60_000,
      forwardedHeaders: {
        loadBalancerId: null,
        address: false,
        proto: false,
        port: false,
        clientPort: false,
      },
      persistence: { kind: 'off' },
      cookieSecret: 'made up',
      rules: [],
    },
    tls: null,
    ...differences,
  };
}
