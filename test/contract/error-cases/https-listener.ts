import type { Transaction } from '../../../src/actions/transaction.ts';
import { newLoadBalancerId } from '../../../src/domain/ids.ts';
import { keys } from '../../../src/domain/keys.ts';
import type { HttpsListener } from '../../../src/domain/resources.ts';

type TlsSettings = Pick<HttpsListener, 'serverCertificateId' | 'caCertificateId' | 'tlsCipherPolicy'>;

/** An HTTPS listener on port 443 of a load balancer of its own, which counts only as a user of what it names. */
export function putHttpsListener(tx: Transaction, settings: Partial<TlsSettings>): HttpsListener {
  const off = { enabled: false };
  const listener: HttpsListener = {
    protocol: 'https',
    loadBalancerId: newLoadBalancerId(() => 0),
    port: 443,
    desiredStatus: 'stopped',
    description: '',
    bandwidthMbps: -1,
    backend: { kind: 'default', port: 80 },
    lastBackendPort: 80,
    scheduler: 'wrr',
    acl: { ...off, kind: null, ids: [] },
    healthCheck: {
      ...off,
      kind: 'http',
      intervalMs: 2000,
      timeoutMs: 5000,
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
    order: null,
    tags: [],
    createdMs: 0,
    gzip: true,
    idleTimeoutMs: 15_000,
    requestTimeoutMs: 60_000,
    persistence: { ...off, kind: null, cookieTimeoutMs: null, cookie: null },
    forwardedHeaders: { slbIp: false, slbId: false, proto: false, slbPort: false, clientSourcePort: false },
    serverCertificateId: '',
    caCertificateId: null,
    http2: true,
    tlsCipherPolicy: 'tls_cipher_policy_1_0',
    ...settings,
  };
  tx.put('listeners', keys.listener(listener.loadBalancerId, 'https', 443), listener);
  return listener;
}
