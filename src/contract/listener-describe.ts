/** How listeners are read: one with all its settings, or many by pages. */
import { listenerPort, loadBalancerId, regionId, tagErrors, tagFilter } from './common.ts';
import { defineAction } from './define.ts';
import { givenTcpListener, givenUdpListener } from './listener-examples.ts';
import { listenerSummary, tcpListenerFields, udpListenerFields } from './listener-fields.ts';
import { integer, numberedList, oneOf, text } from './params.ts';
import { integerField, optional, plainListField, textField } from './result.ts';

const address = { RegionId: regionId(), LoadBalancerId: loadBalancerId(), ListenerPort: listenerPort() };

const exampleCommon = {
  LoadBalancerId: 'lb-bp1example',
  Status: 'stopped',
  Description: '',
  Bandwidth: -1,
  Scheduler: 'wrr',
  AclStatus: 'off',
};

const exampleCheck = {
  HealthCheck: 'on',
  HealthCheckConnectPort: -520,
  HealthyThreshold: 3,
  UnhealthyThreshold: 3,
};

const exampleTcp = {
  PersistenceTimeout: 0,
  EstablishedTimeout: 900,
  ConnectionDrain: 'off',
  ...exampleCheck,
  HealthCheckConnectTimeout: 5,
  HealthCheckInterval: 2,
  HealthCheckType: 'tcp',
  HealthCheckDomain: '',
  HealthCheckURI: '',
  HealthCheckHttpCode: '',
};

const STATUS_NOTE =
  'Status is starting from the start until the port is open, and stopping from the stop until it is closed.';

export const describeListenerActions = {
  DescribeLoadBalancerTCPListenerAttribute: defineAction({
    name: 'DescribeLoadBalancerTCPListenerAttribute',
    resource: 'listener',
    summary: 'Describes one TCP listener.',
    params: address,
    result: tcpListenerFields,
    errors: ['loadBalancerNotFound', 'listenerAttributeNotFound'],
    example: {
      given: givenTcpListener,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
      response: {
        ...exampleCommon,
        ListenerPort: 80,
        MasterSlaveServerGroupId: 'rsp-example',
        AclIds: { AclId: [] },
        ProxyProtocolV2Enabled: false,
        Tags: { Tag: [] },
        ...exampleTcp,
      },
    },
    source: 'API metadata 2024, DescribeLoadBalancerTCPListenerAttribute',
    notes: [STATUS_NOTE, 'SynProxy is neither kept nor shown.'],
  }),

  DescribeLoadBalancerUDPListenerAttribute: defineAction({
    name: 'DescribeLoadBalancerUDPListenerAttribute',
    resource: 'listener',
    summary: 'Describes one UDP listener.',
    params: address,
    result: udpListenerFields,
    errors: ['loadBalancerNotFound', 'listenerAttributeNotFound'],
    example: {
      given: givenUdpListener,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '53' },
      response: {
        ...exampleCommon,
        ListenerPort: 53,
        BackendServerPort: 5353,
        AclIds: { AclId: [] },
        ProxyProtocolV2Enabled: false,
        Tags: { Tag: [] },
        PersistenceTimeout: 0,
        ...exampleCheck,
        HealthCheckConnectTimeout: 10,
        HealthCheckInterval: 5,
        HealthCheckReq: '',
        HealthCheckExp: '',
      },
    },
    source: 'API metadata 2024, DescribeLoadBalancerUDPListenerAttribute',
    notes: [STATUS_NOTE, 'PersistenceTimeout is a field of the older SDK; Terraform reads it.'],
  }),

  DescribeLoadBalancerListeners: defineAction({
    name: 'DescribeLoadBalancerListeners',
    resource: 'listener',
    summary: 'Lists listeners, of some load balancers or of all, by pages.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: numberedList({
        maxItems: 10,
        invalid: 'tooManyLoadBalancerIds',
        summary: 'Load balancers whose listeners are wanted; none = all.',
        sample: 'lb-bp1example',
      }),
      ListenerProtocol: oneOf(['tcp', 'udp', 'http', 'https'], {
        optional: true,
        invalid: 'illegalListenerProtocol',
        summary: 'Only listeners of this protocol.',
      }),
      ListenerPort: integer({
        min: 1,
        max: 65535,
        optional: true,
        summary: 'Only listeners on this port.',
      }),
      Description: text({ optional: true, maxLength: 256, summary: 'Only listeners described so.' }),
      Tag: tagFilter(),
      MaxResults: integer({ min: 1, max: 100, default: 20, invalid: 'illegalMaxResults' }),
      NextToken: text({
        optional: true,
        maxLength: 512,
        invalid: 'illegalNextToken',
        summary: 'From the answer before; nothing = the first page.',
      }),
    },
    result: {
      Listeners: plainListField(listenerSummary),
      MaxResults: integerField(),
      TotalCount: integerField('Of all pages together.'),
      NextToken: optional(textField('Absent on the last page.')),
    },
    errors: [
      ...tagErrors,
      'illegalListenerProtocol',
      'illegalMaxResults',
      'illegalNextToken',
      'tooManyLoadBalancerIds',
    ],
    example: {
      given: givenTcpListener,
      request: { RegionId: 'cn-hangzhou', 'LoadBalancerId.1': 'lb-bp1example', MaxResults: '50' },
      response: {
        Listeners: [
          {
            ...exampleCommon,
            ListenerPort: 80,
            ListenerProtocol: 'tcp',
            AclIds: [],
            Tags: [],
            TCPListenerConfig: {
              MasterSlaveServerGroupId: 'rsp-example',
              ProxyProtocolV2Enabled: 'false',
              ...exampleTcp,
            },
          },
        ],
        MaxResults: 50,
        TotalCount: 1,
      },
    },
    source: 'API metadata 2024, DescribeLoadBalancerListeners',
    notes: [
      'Listeners, AclIds and Tags are plain arrays here.',
      'A load balancer that does not exist has no listeners; it is not an error.',
      STATUS_NOTE,
    ],
  }),
} as const;
