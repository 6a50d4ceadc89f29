import {
  exampleServerCertificateId,
  givenCaCertificate,
  givenServerCertificate,
} from '../../../src/contract/certificate-examples.ts';
import type { ExampleCall } from '../../../src/contract/define.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from '../../../src/contract/examples.ts';
import { givenHttpListener, givenHttpsListener } from '../../../src/contract/http-listener-examples.ts';
import { givenVServerGroup } from '../../../src/contract/vserver-group-examples.ts';
import { testSettings } from '../../../src/actions/test-support.ts';
import { type ErrorCases, lockLoadBalancer, tagErrorCases } from './error-case.ts';
import { attachErrorCases } from './listener-acl.ts';

type Request = Readonly<Record<string, string>>;

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
const createHttp = { ...onPort80, BackendServerPort: '8080', HealthCheck: 'off' };

/** Settings that no listener takes, on top of a request that works. */
const settingErrorCases = (given: readonly ExampleCall[], request: Request) => ({
  invalidIdleTimeout: { given, request: { ...request, IdleTimeout: '61' } },
  invalidRequestTimeout: { given, request: { ...request, RequestTimeout: '181' } },
  groupIdsMismatch: {
    given,
    request: { ...request, VServerGroupId: 'rsp-a', MasterSlaveServerGroupId: 'rsp-b' },
  },
  groupKindMismatch: {
    given: [...given, ...givenMasterSlaveGroup.slice(givenLoadBalancer.length)],
    request: { ...request, VServerGroupId: 'rsp-example' },
  },
  vServerGroupNotFound: { given, request: { ...request, VServerGroupId: 'rsp-nosuch' } },
  masterSlaveGroupNotFound: { given, request: { ...request, MasterSlaveServerGroupId: 'rsp-nosuch' } },
  aclNotFound: { given, request: { ...request, AclId: 'acl-nosuch' } },
  tooManyAcls: { given, request: { ...request, AclId: 'acl-1,acl-2,acl-3,acl-4' } },
  ...attachErrorCases({ given, request }),
});

/** `given` leads to a request that works. */
export function createLayer7ErrorCases(given: readonly ExampleCall[], request: Request) {
  return {
    ...settingErrorCases(given, request),
    ...tagErrorCases({ given, request }),
    loadBalancerNotFound: { request: { ...request, LoadBalancerId: 'lb-nosuch' } },
    loadBalancerLocked: { given, edit: lockLoadBalancer, request },
    listenerQuotaExceeded: {
      given,
      request,
      settings: { quotas: { ...testSettings.quotas, listenersPerLoadBalancer: 0 } },
    },
  };
}

/** `given` makes the listener that `request` names. */
export function setLayer7ErrorCases(given: readonly ExampleCall[], request: Request) {
  return {
    ...settingErrorCases(given, request),
    loadBalancerNotFound: { request: { ...request, LoadBalancerId: 'lb-nosuch' } },
    loadBalancerLocked: { given, edit: lockLoadBalancer, request },
    listenerNotFound: { given, request: { ...request, ListenerPort: '81' } },
    vServerGroupIdMissing: { given, request: { ...request, VServerGroup: 'on' } },
  };
}

const onPort443 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };
const givenCertificates = [...givenLoadBalancer, ...givenServerCertificate, ...givenCaCertificate];
const createHttps = {
  ...onPort443,
  BackendServerPort: '8080',
  HealthCheck: 'off',
  ServerCertificateId: exampleServerCertificateId,
};

const tlsErrorCases = (given: readonly ExampleCall[], request: Request) => ({
  listenerCertificateNotFound: { given, request: { ...request, ServerCertificateId: 'nosuch' } },
  certificateKindMismatch: { given, request: { ...request, CACertificateId: exampleServerCertificateId } },
  tlsPolicyNotFound: { given, request: { ...request, TLSCipherPolicy: 'tls-nosuch' } },
});

/** An HTTPS listener, and an HTTP one that redirects to it. */
export const givenRedirect: readonly ExampleCall[] = [
  ...givenHttpsListener,
  {
    action: 'CreateLoadBalancerHTTPListener',
    request: { ...onPort80, HealthCheck: 'off', ListenerForward: 'on', ForwardPort: '443' },
  },
];

export const httpListenerErrorCases = {
  CreateLoadBalancerHTTPListener: {
    ...createLayer7ErrorCases(givenLoadBalancer, createHttp),
    listenerAlreadyExists: { given: givenHttpListener, request: createHttp },
    forwardPortNotFound: {
      given: givenLoadBalancer,
      request: { ...createHttp, ListenerForward: 'on', ForwardPort: '443' },
    },
  },
  SetLoadBalancerHTTPListenerAttribute: {
    ...setLayer7ErrorCases(givenHttpListener, onPort80),
    groupFlagCannotBeOff: {
      given: [
        ...givenVServerGroup,
        {
          action: 'CreateLoadBalancerHTTPListener',
          request: { ...onPort80, VServerGroupId: 'rsp-pool-example', HealthCheck: 'off' },
        },
      ],
      request: { ...onPort80, VServerGroup: 'off' },
    },
    redirectCannotChange: { given: givenRedirect, request: onPort80 },
  },
  DescribeLoadBalancerHTTPListenerAttribute: {
    loadBalancerNotFound: { request: { ...onPort80, LoadBalancerId: 'lb-nosuch' } },
    listenerAttributeNotFound: { given: givenHttpListener, request: { ...onPort80, ListenerPort: '81' } },
  },
  CreateLoadBalancerHTTPSListener: {
    ...createLayer7ErrorCases(givenCertificates, createHttps),
    ...tlsErrorCases(givenCertificates, createHttps),
    listenerAlreadyExists: { given: givenHttpsListener, request: createHttps },
    serverCertificateMissing: {
      given: givenLoadBalancer,
      request: { ...onPort443, BackendServerPort: '8080', HealthCheck: 'off' },
    },
  },
  SetLoadBalancerHTTPSListenerAttribute: {
    ...setLayer7ErrorCases(givenHttpsListener, onPort443),
    ...tlsErrorCases(givenHttpsListener, onPort443),
    groupFlagCannotBeOff: {
      given: [
        ...givenVServerGroup,
        ...givenServerCertificate,
        {
          action: 'CreateLoadBalancerHTTPSListener',
          request: {
            ...onPort443,
            VServerGroupId: 'rsp-pool-example',
            HealthCheck: 'off',
            ServerCertificateId: exampleServerCertificateId,
          },
        },
      ],
      request: { ...onPort443, VServerGroup: 'off' },
    },
  },
  DescribeLoadBalancerHTTPSListenerAttribute: {
    loadBalancerNotFound: { request: { ...onPort443, LoadBalancerId: 'lb-nosuch' } },
    listenerAttributeNotFound: { given: givenHttpsListener, request: { ...onPort443, ListenerPort: '81' } },
  },
} as const satisfies ErrorCases;
