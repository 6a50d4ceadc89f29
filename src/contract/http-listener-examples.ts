/** Calls that the examples about HTTP and HTTPS listeners begin with. */
import { exampleServerCertificateId, givenServerCertificate } from './certificate-examples.ts';
import type { ExampleCall } from './define.ts';
import { givenLoadBalancer } from './examples.ts';

/** An HTTP listener on port 80 in front of the default group; stopped, as every new one. */
export const givenHttpListener: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  {
    action: 'CreateLoadBalancerHTTPListener',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '80',
      BackendServerPort: '8080',
      Bandwidth: '-1',
      StickySession: 'off',
      HealthCheck: 'on',
      HealthCheckURI: '/healthz',
    },
  },
];

/** What an answer about it has, in the list and alone. */
export const exampleHttpSettings = {
  Gzip: 'on',
  IdleTimeout: 15,
  RequestTimeout: 60,
  StickySession: 'off',
  HealthCheck: 'on',
  HealthCheckConnectPort: -520,
  HealthCheckTimeout: 5,
  HealthCheckInterval: 2,
  HealthyThreshold: 3,
  UnhealthyThreshold: 3,
  HealthCheckDomain: '',
  HealthCheckURI: '/healthz',
  HealthCheckHttpCode: 'http_2xx',
  HealthCheckMethod: 'head',
  XForwardedFor: 'on',
  XForwardedFor_SLBIP: 'off',
  XForwardedFor_SLBID: 'off',
  XForwardedFor_proto: 'off',
  XForwardedFor_SLBPORT: 'off',
  XForwardedFor_ClientSrcPort: 'off',
};

/** An HTTPS listener on port 443 in front of the default group; stopped, as every new one. */
export const givenHttpsListener: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  ...givenServerCertificate,
  {
    action: 'CreateLoadBalancerHTTPSListener',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '443',
      BackendServerPort: '8080',
      Bandwidth: '-1',
      StickySession: 'off',
      HealthCheck: 'on',
      HealthCheckURI: '/healthz',
      ServerCertificateId: exampleServerCertificateId,
    },
  },
];

/** What an answer about it has, in the list and alone. */
export const exampleHttpsSettings = {
  ...exampleHttpSettings,
  ServerCertificateId: exampleServerCertificateId,
  CACertificateId: '',
  EnableHttp2: 'on',
  TLSCipherPolicy: 'tls_cipher_policy_1_0',
};
