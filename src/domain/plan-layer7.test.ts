import { describe, expect, it } from 'vitest';
import type { LoadBalancerId } from './ids.ts';
import { carriesTraffic } from './plan.ts';
import type { ResolvedListener } from './resolve.ts';
import { listenerSchema } from './resources.ts';
import { madeUpLoadBalancer } from './test-support.ts';

const loadBalancer = madeUpLoadBalancer('lb-1' as LoadBalancerId);

const common = {
  loadBalancerId: 'lb-1',
  port: 80,
  desiredStatus: 'running',
  description: '',
  bandwidthMbps: -1,
  backend: { kind: 'default', port: 80 },
  lastBackendPort: 80,
  scheduler: 'wrr',
  acl: { enabled: false, kind: null, ids: [] },
  healthCheck: {
    enabled: false,
    kind: 'http',
    intervalMs: 2_000,
    timeoutMs: 5_000,
    healthyThreshold: 3,
    unhealthyThreshold: 3,
    port: null,
    path: '/',
    host: '',
    httpCodes: 'http_2xx',
    method: 'HEAD',
    request: '',
    expect: '',
  },
  tags: [],
  createdMs: 0,
};

const tcp = { protocol: 'tcp', proxyProtocolV2: false, persistenceTimeoutMs: 0 };
const http = {
  protocol: 'http',
  gzip: true,
  idleTimeoutMs: 15_000,
  requestTimeoutMs: 60_000,
  persistence: { enabled: false, kind: null, cookieTimeoutMs: null, cookie: null },
  forwardedHeaders: { slbIp: false, slbId: false, proto: false, slbPort: false, clientSourcePort: false },
  redirectPort: null,
};

function started(own: object): ResolvedListener {
  const listener = listenerSchema.parse({ ...common, ...own });
  return {
    key: 'lb-1/x/80',
    loadBalancer,
    listener,
    group: undefined,
    pair: null,
    targets: [],
    access: { kind: 'open' },
    failover: null,
    order: null,
  };
}

describe('a started listener', () => {
  it('carries traffic on layer 4', () => {
    expect(carriesTraffic(started({ ...tcp, establishedTimeoutMs: 900_000, connectionDrainMs: null }))).toBe(
      true,
    );
  });

  it('carries none on layer 7 yet, so that no engine opens a port that answers nothing', () => {
    expect(carriesTraffic(started(http))).toBe(false);
    expect(carriesTraffic(started({ ...http, backend: { kind: 'none' }, redirectPort: 443 }))).toBe(false);
  });
});
