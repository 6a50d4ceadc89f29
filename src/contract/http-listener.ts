/** HTTP listeners: requests for the servers of a group, or a redirect to an HTTPS listener. */
import { listenerPort, loadBalancerId, regionId, tagErrors, tagParams } from './common.ts';
import { defineAction } from './define.ts';
import type { ErrorId } from './errors.ts';
import { givenLoadBalancer } from './examples.ts';
import { exampleHttpSettings, givenHttpListener } from './http-listener-examples.ts';
import { httpListenerFields } from './http-listener-fields.ts';
import { createLayer7Settings, redirectParams, setLayer7Settings } from './http-listener-params.ts';

export const listenerAddress = {
  RegionId: regionId(),
  LoadBalancerId: loadBalancerId(),
  ListenerPort: listenerPort(),
};

const settingErrors = [
  'invalidIdleTimeout',
  'invalidRequestTimeout',
  'groupIdsMismatch',
  'groupKindMismatch',
  'vServerGroupNotFound',
  'masterSlaveGroupNotFound',
  'aclNotFound',
  'tooManyAcls',
  'aclIpVersionConflict',
  'aclEntryDuplicated',
  'tooManyAclEntriesOnListener',
  'aclListenerQuotaExceeded',
] as const satisfies readonly ErrorId[];

export const createLayer7Errors = [
  'loadBalancerNotFound',
  'loadBalancerLocked',
  'listenerAlreadyExists',
  'listenerQuotaExceeded',
  ...settingErrors,
  ...tagErrors,
] as const;

export const setLayer7Errors = [
  'loadBalancerNotFound',
  'loadBalancerLocked',
  'listenerNotFound',
  'vServerGroupIdMissing',
  'groupFlagCannotBeOff',
  ...settingErrors,
] as const;

export const CREATE_LAYER7_NOTES = [
  'A new listener is stopped; StartLoadBalancerListener starts it.',
  'TCP, HTTP and HTTPS listeners cannot share a port; a UDP listener may have the same one.',
  'StickySession on needs StickySessionType; insert needs CookieTimeout, server needs Cookie. What does not count now is kept.',
  'X-Forwarded-For is always sent, as the page of 2026 says.',
  'A time-out of the health check below its interval counts as the interval; the answer shows it as set.',
];

export const SET_LAYER7_NOTES = [
  'Only what is given changes. The listener may be running.',
  'VServerGroup on needs VServerGroupId; an id without the flag counts as on.',
  'After off the listener goes back to the default group with its last BackendServerPort; if it never had one, the call is refused.',
  'DryRun answers like a real call; the metadata of 2026 does not say what it answers. Unverified.',
];

export const httpListenerActions = {
  CreateLoadBalancerHTTPListener: defineAction({
    name: 'CreateLoadBalancerHTTPListener',
    resource: 'listener',
    summary: 'Makes an HTTP listener for a load balancer.',
    params: { ...listenerAddress, ...redirectParams, ...createLayer7Settings, Tag: tagParams() },
    result: {},
    errors: [...createLayer7Errors, 'forwardPortNotFound'],
    example: {
      given: givenLoadBalancer,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: '80',
        BackendServerPort: '8080',
        Bandwidth: '-1',
        StickySession: 'on',
        StickySessionType: 'insert',
        CookieTimeout: '3600',
        HealthCheck: 'on',
        HealthCheckURI: '/healthz',
      },
      response: {},
    },
    source: 'API metadata 2024, CreateLoadBalancerHTTPListener',
    notes: [
      ...CREATE_LAYER7_NOTES,
      'With ListenerForward on, everything about servers is ignored and left out of answers.',
    ],
  }),

  SetLoadBalancerHTTPListenerAttribute: defineAction({
    name: 'SetLoadBalancerHTTPListenerAttribute',
    resource: 'listener',
    summary: 'Changes an HTTP listener.',
    params: { ...listenerAddress, ...setLayer7Settings },
    result: {},
    errors: [...setLayer7Errors, 'redirectCannotChange'],
    example: {
      given: givenHttpListener,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: '80',
        Description: 'web',
        RequestTimeout: '30',
      },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerHTTPListenerAttribute',
    notes: SET_LAYER7_NOTES,
  }),

  DescribeLoadBalancerHTTPListenerAttribute: defineAction({
    name: 'DescribeLoadBalancerHTTPListenerAttribute',
    resource: 'listener',
    summary: 'Describes one HTTP listener.',
    params: listenerAddress,
    result: httpListenerFields,
    errors: ['loadBalancerNotFound', 'listenerAttributeNotFound'],
    example: {
      given: givenHttpListener,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
      response: {
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: 80,
        Status: 'stopped',
        Description: '',
        Bandwidth: -1,
        Scheduler: 'wrr',
        BackendServerPort: 8080,
        AclStatus: 'off',
        AclIds: { AclId: [] },
        ...exampleHttpSettings,
        ListenerForward: 'off',
        Rules: { Rule: [] },
        Tags: { Tag: [] },
      },
    },
    source: 'API metadata 2024, DescribeLoadBalancerHTTPListenerAttribute',
    notes: [
      'A listener that redirects shows neither bandwidth, persistence, health check, compression nor time-outs: Terraform’s own suite wants them absent.',
    ],
  }),
} as const;
