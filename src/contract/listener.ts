/** Listeners: a port of a load balancer, what is behind it and how that is checked. */
import { listenerPort, loadBalancerId, regionId, tagErrors, tagParams } from './common.ts';
import { defineAction } from './define.ts';
import type { ErrorId } from './errors.ts';
import { givenMasterSlaveGroup, givenLoadBalancer } from './examples.ts';
import { describeListenerActions } from './listener-describe.ts';
import { givenTcpListener, givenUdpListener } from './listener-examples.ts';
import { createTcpSettings, createUdpSettings, setTcpSettings, setUdpSettings } from './listener-params.ts';
import { oneOf } from './params.ts';

const address = { RegionId: regionId(), LoadBalancerId: loadBalancerId(), ListenerPort: listenerPort() };

const protocolIfShared = () =>
  oneOf(['tcp', 'udp', 'http', 'https'], {
    optional: true,
    summary: 'Needed only when listeners of several protocols share the port.',
  });

const groupErrors = [
  'groupIdsMismatch',
  'failoverThresholdRange',
  'failoverStrategyUnknown',
  'groupPairConflict',
  'groupPairWithoutCheck',
  'vServerGroupNotFound',
  'masterSlaveGroupNotFound',
  'groupKindMismatch',
  'aclNotFound',
  'tooManyAcls',
  'aclIpVersionConflict',
  'aclEntryDuplicated',
  'tooManyAclEntriesOnListener',
  'aclListenerQuotaExceeded',
] as const satisfies readonly ErrorId[];

const createErrors = [
  'loadBalancerNotFound',
  'loadBalancerLocked',
  'listenerAlreadyExists',
  'listenerQuotaExceeded',
  ...groupErrors,
  ...tagErrors,
] as const;

const setErrors = [
  'loadBalancerNotFound',
  'loadBalancerLocked',
  'listenerNotFound',
  'vServerGroupIdMissing',
  'groupFlagCannotBeOff',
  ...groupErrors,
] as const;

const udpTextErrors = [
  'healthCheckReqLength',
  'healthCheckExpLength',
  'healthCheckReqCharacters',
  'healthCheckExpCharacters',
] as const satisfies readonly ErrorId[];

const CREATE_NOTES = [
  'A new listener is stopped; StartLoadBalancerListener starts it.',
  'MasterSlaveModeEnabled and what belongs to it are not documented by the vendor; what they do here is our reading.',
  'Exactly one of BackendServerPort, VServerGroupId, MasterSlaveServerGroupId and MasterSlaveModeEnabled counts; a BackendServerPort beside a group is kept for a return to the default group.',
  'A TCP and a UDP listener may share a port.',
  'The bandwidths of all listeners are not added up against that of the load balancer.',
];

const SET_NOTES = [
  'Only what is given changes. The listener may be running.',
  'A group id without its flag moves the listener as if the flag were on: Terraform repeats the id without the flag.',
  'After off the listener goes back to the default group with its last BackendServerPort; if it never had one, the call is refused.',
  'DryRun answers like a real call; the metadata of 2026 does not say what it answers. Unverified.',
];

export const listenerActions = {
  CreateLoadBalancerTCPListener: defineAction({
    name: 'CreateLoadBalancerTCPListener',
    resource: 'listener',
    summary: 'Makes a TCP listener for a load balancer.',
    params: { ...address, ...createTcpSettings, Tag: tagParams() },
    result: {},
    errors: createErrors,
    example: {
      given: givenMasterSlaveGroup,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: '80',
        Bandwidth: '-1',
        MasterSlaveServerGroupId: 'rsp-example',
        healthCheckInterval: '2',
      },
      response: {},
    },
    source: 'API metadata 2024, CreateLoadBalancerTCPListener',
    notes: [
      ...CREATE_NOTES,
      'The method of HTTP probes is HEAD unless HealthCheckMethod says get; sources disagree on the default. Unverified.',
    ],
  }),

  CreateLoadBalancerUDPListener: defineAction({
    name: 'CreateLoadBalancerUDPListener',
    resource: 'listener',
    summary: 'Makes a UDP listener for a load balancer.',
    params: { ...address, ...createUdpSettings, Tag: tagParams() },
    result: {},
    errors: [...createErrors, 'reservedUdpPort', ...udpTextErrors],
    example: {
      given: givenLoadBalancer,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: '53',
        BackendServerPort: '5353',
        Bandwidth: '-1',
        healthCheckReq: 'hello',
        healthCheckExp: 'ok',
      },
      response: {},
    },
    source: 'API metadata 2024, CreateLoadBalancerUDPListener',
    notes: [
      ...CREATE_NOTES,
      'Ports 250, 4789 and 4790 are reserved.',
      'HealthCheckConnectTimeout is 10 as in the console; the API schema says 5. Unverified.',
      'PersistenceTimeout is of older pages; Terraform still sends it.',
    ],
  }),

  SetLoadBalancerTCPListenerAttribute: defineAction({
    name: 'SetLoadBalancerTCPListenerAttribute',
    resource: 'listener',
    summary: 'Changes a TCP listener.',
    params: { ...address, ...setTcpSettings },
    result: {},
    errors: setErrors,
    example: {
      given: givenTcpListener,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: '80',
        HealthCheckType: 'http',
        HealthCheckURI: '/healthz',
        HealthCheckInterval: '1',
      },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerTCPListenerAttribute',
    notes: SET_NOTES,
  }),

  SetLoadBalancerUDPListenerAttribute: defineAction({
    name: 'SetLoadBalancerUDPListenerAttribute',
    resource: 'listener',
    summary: 'Changes a UDP listener.',
    params: { ...address, ...setUdpSettings },
    result: {},
    errors: [...setErrors, ...udpTextErrors],
    example: {
      given: givenUdpListener,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: '53',
        Description: 'dns',
        healthCheckReq: 'hello',
        healthCheckExp: 'ok',
      },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerUDPListenerAttribute',
    notes: SET_NOTES,
  }),

  StartLoadBalancerListener: defineAction({
    name: 'StartLoadBalancerListener',
    resource: 'listener',
    summary: 'Starts a listener.',
    params: { ...address, ListenerProtocol: protocolIfShared() },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked', 'listenerNotFound', 'tooManyListeners'],
    example: {
      given: givenTcpListener,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
      response: {},
    },
    source: 'API metadata 2024, StartLoadBalancerListener',
    notes: [
      'The answer does not wait: the status is starting until the port is open, also while it cannot be opened; see DescribeMasterSlaveServerGroupState for the reason.',
      'Starting a started listener succeeds without change. Unverified.',
    ],
  }),

  StopLoadBalancerListener: defineAction({
    name: 'StopLoadBalancerListener',
    resource: 'listener',
    summary: 'Stops a listener.',
    params: { ...address, ListenerProtocol: protocolIfShared() },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked', 'listenerNotFound', 'tooManyListeners'],
    example: {
      given: givenTcpListener,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
      response: {},
    },
    source: 'API metadata 2024, StopLoadBalancerListener',
    notes: ['Stopping a stopped listener succeeds without change. Unverified.'],
  }),

  DeleteLoadBalancerListener: defineAction({
    name: 'DeleteLoadBalancerListener',
    resource: 'listener',
    summary: 'Deletes a listener, running or stopped.',
    params: { ...address, ListenerProtocol: protocolIfShared() },
    result: {},
    errors: [
      'loadBalancerNotFound',
      'loadBalancerLocked',
      'listenerToDeleteNotFound',
      'tooManyListeners',
      'redirectTargetInUse',
    ],
    example: {
      given: givenTcpListener,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: '80',
        ListenerProtocol: 'tcp',
      },
      response: {},
    },
    source: 'API metadata 2024, DeleteLoadBalancerListener',
    notes: ['The load balancer stays active when its last listener goes. Unverified.'],
  }),

  ...describeListenerActions,
} as const;
