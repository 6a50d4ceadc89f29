/** Resources as they are stored and planned, for tests that need one and care about a field or two. */
import type { LoadBalancerId, ServerGroupId } from './ids.ts';
import type { PlannedHttpListener, PlannedLimits, PlannedTransportListener } from './plan-types.ts';
import type { HttpListener, ListenerBackend, LoadBalancer, TcpListener } from './resources.ts';
import type { Rule } from './rules.ts';
import type { DesiredState } from './resolve.ts';
import type { PlanSecrets } from './plan.ts';
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

/** Port 80, running, with SLB's defaults and checks. */
export function madeUpHttpListener(
  loadBalancerId: LoadBalancerId,
  backend: ListenerBackend,
  own: Partial<HttpListener> = {},
): HttpListener {
  const {
    protocol: _protocol,
    proxyProtocolV2: _proxy,
    persistenceTimeoutMs: _persistence,
    establishedTimeoutMs: _established,
    connectionDrainMs: _drain,
    ...common
  } = madeUpTcpListener(loadBalancerId, backend);
  return {
    ...common,
    protocol: 'http',
    healthCheck: { ...common.healthCheck, kind: 'http', path: '/' },
    gzip: true,
    idleTimeoutMs: 15_000,
    requestTimeoutMs: 60_000,
    persistence: noCookie,
    forwardedHeaders: { slbIp: false, slbId: false, proto: false, slbPort: false, clientSourcePort: false },
    redirectPort: null,
    ...own,
  };
}

const noCookie = { enabled: false, kind: null, cookieTimeoutMs: null, cookie: null };

/** For every domain and path until it is told otherwise; all else is as with its listener on port 80. */
export function madeUpRule(
  loadBalancerId: LoadBalancerId,
  id: string,
  groupId: ServerGroupId,
  own: Partial<Rule> = {},
): Rule {
  const { healthCheck } = madeUpHttpListener(loadBalancerId, { kind: 'none' });
  return {
    id,
    loadBalancerId,
    listenerProtocol: 'http',
    listenerPort: 80,
    name: id,
    domain: '',
    url: '',
    groupId,
    groupKind: 'vserver',
    listenerSync: true,
    scheduler: 'wrr',
    persistence: noCookie,
    healthCheck,
    order: null,
    createdMs: 0,
    place: 0,
    ...own,
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

export const nothingDesired: DesiredState = {
  loadBalancers: new Map(),
  listeners: new Map(),
  serverGroups: new Map(),
  accessControlLists: new Map(),
  serverCertificates: new Map(),
  caCertificates: new Map(),
  tlsPolicies: new Map(),
  rules: new Map(),
  domainExtensions: new Map(),
};

/** Of a test in which nothing is sealed. */
export const noSecrets: PlanSecrets = { open: (sealed) => sealed, cookieSecret: () => 'made up' };

export const noLimits: PlannedLimits = {
  bandwidthMbps: null,
  maxConnections: null,
  newConnectionsPerSecond: null,
};

/** Open to everybody, without servers. */
function madeUpPlace<P extends string>(protocol: P, port: number) {
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
  } as const;
}

/** Every time-out is one that no test waits for. */
export function madeUpPlannedListener(
  differences: Partial<PlannedTransportListener> = {},
): PlannedTransportListener {
  const { protocol = 'tcp', port = 80 } = differences;
  return {
    ...madeUpPlace(protocol, port),
    establishedTimeoutMs: protocol === 'tcp' ? 900_000 : null,
    udpFlowTimeoutMs: protocol === 'udp' ? 60_000 : null,
    proxyProtocolV2: false,
    ...differences,
  };
}

/** HTTP; forwards, and adds nothing but X-Forwarded-For. */
export function madeUpPlannedHttpListener(
  differences: Partial<PlannedHttpListener> = {},
): PlannedHttpListener {
  const { protocol = 'http', port = 80 } = differences;
  return {
    ...madeUpPlace(protocol, port),
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
