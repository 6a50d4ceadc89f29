import type { ExampleCall } from '../../../src/contract/define.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from '../../../src/contract/examples.ts';
import { givenTcpListener, givenUdpListener } from '../../../src/contract/listener-examples.ts';
import { testSettings } from '../../../src/actions/test-support.ts';
import { givenRedirect } from './http-listener.ts';
import { type ErrorCase, type ErrorCases, lockLoadBalancer, tagErrorCases } from './error-case.ts';
import { groupPairErrorCases } from './group-pair.ts';
import { attachErrorCases } from './listener-acl.ts';

type Request = Readonly<Record<string, string>>;

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
const onPort53 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '53' };

/** A UDP listener on the port of the TCP one. */
const givenSharedPort: readonly ExampleCall[] = [
  ...givenTcpListener,
  {
    action: 'CreateLoadBalancerUDPListener',
    request: { ...onPort80, BackendServerPort: '5353' },
  },
];

/** Errors of making a listener of either protocol: `request` works as it stands. */
function createErrorCases(request: Request) {
  const withGroup = (groups: Request): ErrorCase => ({
    given: givenMasterSlaveGroup,
    request: { ...request, ...groups },
  });
  return {
    loadBalancerNotFound: { request: { ...request, LoadBalancerId: 'lb-nosuch' } },
    loadBalancerLocked: { given: givenLoadBalancer, edit: lockLoadBalancer, request },
    listenerQuotaExceeded: {
      given: givenLoadBalancer,
      request,
      settings: { quotas: { ...testSettings.quotas, listenersPerLoadBalancer: 0 } },
    },
    groupIdsMismatch: withGroup({ VServerGroupId: 'rsp-other', MasterSlaveServerGroupId: 'rsp-example' }),
    vServerGroupNotFound: withGroup({ VServerGroupId: 'rsp-nosuch' }),
    masterSlaveGroupNotFound: withGroup({ MasterSlaveServerGroupId: 'rsp-nosuch' }),
    groupKindMismatch: withGroup({ VServerGroupId: 'rsp-example' }),
    aclNotFound: { given: givenLoadBalancer, request: { ...request, AclId: 'acl-nosuch' } },
    tooManyAcls: { given: givenLoadBalancer, request: { ...request, AclId: 'acl-1,acl-2,acl-3,acl-4' } },
    ...attachErrorCases({ given: givenLoadBalancer, request }),
    ...tagErrorCases({ given: givenLoadBalancer, request }),
  };
}

/** Errors of changing a listener of either protocol: `given` makes the one that `request` names. */
function setErrorCases(given: readonly ExampleCall[], request: Request) {
  const groups = (changes: Request): ErrorCase => ({ given, request: { ...request, ...changes } });
  return {
    loadBalancerNotFound: { request: { ...request, LoadBalancerId: 'lb-nosuch' } },
    loadBalancerLocked: { given, edit: lockLoadBalancer, request },
    listenerNotFound: { given, request: { ...request, ListenerPort: '81' } },
    vServerGroupIdMissing: groups({ VServerGroup: 'on' }),
    groupIdsMismatch: groups({ VServerGroup: 'on', MasterSlaveServerGroup: 'on' }),
    vServerGroupNotFound: groups({ VServerGroup: 'on', VServerGroupId: 'rsp-nosuch' }),
    masterSlaveGroupNotFound: groups({
      MasterSlaveServerGroup: 'on',
      MasterSlaveServerGroupId: 'rsp-nosuch',
    }),
    aclNotFound: groups({ AclId: 'acl-nosuch' }),
    tooManyAcls: groups({ AclId: 'acl-1,acl-2,acl-3,acl-4' }),
    ...attachErrorCases({ given, request }),
  };
}

/** A UDP listener that has only ever used the pair. */
const givenUdpPair: readonly ExampleCall[] = [
  ...givenMasterSlaveGroup,
  {
    action: 'CreateLoadBalancerUDPListener',
    request: { ...onPort53, MasterSlaveServerGroupId: 'rsp-example' },
  },
];

const udpTexts = (given: readonly ExampleCall[], request: Request) => ({
  healthCheckReqLength: { given, request: { ...request, healthCheckReq: 'a'.repeat(65) } },
  healthCheckExpLength: { given, request: { ...request, HealthCheckExp: 'a'.repeat(65) } },
  healthCheckReqCharacters: { given, request: { ...request, HealthCheckReq: 'a b' } },
  healthCheckExpCharacters: { given, request: { ...request, healthCheckExp: 'é' } },
});

const createTcp = { ...onPort80, BackendServerPort: '8080', Bandwidth: '-1' };
const createUdp = { ...onPort53, BackendServerPort: '5353', Bandwidth: '-1' };

const onOnePort = (notFound: 'listenerNotFound' | 'listenerToDeleteNotFound') => ({
  loadBalancerNotFound: { request: { ...onPort80, LoadBalancerId: 'lb-nosuch' } },
  loadBalancerLocked: { given: givenTcpListener, edit: lockLoadBalancer, request: onPort80 },
  [notFound]: { given: givenTcpListener, request: { ...onPort80, ListenerProtocol: 'udp' } },
  tooManyListeners: { given: givenSharedPort, request: onPort80 },
});

const attributeErrorCases = (given: readonly ExampleCall[]) => ({
  loadBalancerNotFound: { request: { ...onPort80, LoadBalancerId: 'lb-nosuch' } },
  listenerAttributeNotFound: { given, request: { ...onPort80, ListenerPort: '81' } },
});

export const listenerErrorCases = {
  CreateLoadBalancerTCPListener: {
    ...createErrorCases(createTcp),
    ...groupPairErrorCases(createTcp),
    listenerAlreadyExists: { given: givenTcpListener, request: createTcp },
  },
  CreateLoadBalancerUDPListener: {
    ...createErrorCases(createUdp),
    ...groupPairErrorCases(createUdp),
    listenerAlreadyExists: { given: givenUdpListener, request: createUdp },
    reservedUdpPort: { given: givenLoadBalancer, request: { ...createUdp, ListenerPort: '4789' } },
    ...udpTexts(givenLoadBalancer, createUdp),
  },
  SetLoadBalancerTCPListenerAttribute: {
    ...setErrorCases(givenTcpListener, onPort80),
    ...groupPairErrorCases(onPort80, [{ action: 'CreateLoadBalancerTCPListener', request: createTcp }]),
    groupKindMismatch: {
      given: givenTcpListener,
      request: { ...onPort80, VServerGroup: 'on', VServerGroupId: 'rsp-example' },
    },
    groupFlagCannotBeOff: {
      given: givenTcpListener,
      request: { ...onPort80, MasterSlaveServerGroup: 'off' },
    },
  },
  SetLoadBalancerUDPListenerAttribute: {
    ...setErrorCases(givenUdpPair, onPort53),
    ...groupPairErrorCases(onPort53, [{ action: 'CreateLoadBalancerUDPListener', request: createUdp }]),
    groupKindMismatch: { given: givenUdpPair, request: { ...onPort53, VServerGroupId: 'rsp-example' } },
    groupFlagCannotBeOff: { given: givenUdpPair, request: { ...onPort53, MasterSlaveServerGroup: 'off' } },
    ...udpTexts(givenUdpListener, onPort53),
  },
  StartLoadBalancerListener: onOnePort('listenerNotFound'),
  StopLoadBalancerListener: onOnePort('listenerNotFound'),
  DeleteLoadBalancerListener: {
    ...onOnePort('listenerToDeleteNotFound'),
    redirectTargetInUse: { given: givenRedirect, request: { ...onPort80, ListenerPort: '443' } },
  },
  DescribeLoadBalancerTCPListenerAttribute: attributeErrorCases(givenTcpListener),
  DescribeLoadBalancerUDPListenerAttribute: attributeErrorCases(givenUdpListener),
  DescribeLoadBalancerListeners: {
    ...tagErrorCases({ request: {} }),
    illegalListenerProtocol: { request: { ListenerProtocol: 'sctp' } },
    illegalMaxResults: { request: { MaxResults: '0' } },
    illegalNextToken: { request: { NextToken: 'page-2' } },
    tooManyLoadBalancerIds: {
      request: Object.fromEntries(
        Array.from({ length: 11 }, (_, n) => [`LoadBalancerId.${n + 1}`, `lb-${n}`]),
      ),
    },
  },
} as const satisfies ErrorCases;
