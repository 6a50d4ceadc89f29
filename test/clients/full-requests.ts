/**
 * Requests that fill a typed class to the brim, with something of each kind: integers, booleans, lists of texts, lists
 * of objects, JSON in a text. Each is read back.
 */
import { exampleMembers, givenLoadBalancer, givenServers } from '../../src/contract/examples.ts';
import type { Case, Step } from './scenario.ts';

const RegionId = 'cn-hangzhou';
const balancer = { RegionId, LoadBalancerId: 'lb-bp1example' };
const listener = { ...balancer, ListenerPort: '8080' };
/** What encodings stumble over; no client may change it. */
const oddText = "a~b*c(d)'e.f-g_h/主备 + & = %20";
const tags = { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'odd', 'Tag.2.Value': oddText };
const Tags = {
  Tag: [
    { TagKey: 'env', TagValue: 'test' },
    { TagKey: 'odd', TagValue: oddText },
  ],
};

const makeAcl: readonly Step[] = [
  {
    action: 'CreateAccessControlList',
    request: { RegionId, AclName: 'office', ...tags },
    binds: { AclId: 'acl-example' },
  },
  {
    action: 'AddAccessControlListEntry',
    request: { RegionId, AclId: 'acl-example', AclEntrys: `[{"entry":"192.0.2.0/24","comment":"office"}]` },
  },
];

const makeGroup: readonly Step[] = [
  {
    action: 'CreateMasterSlaveServerGroup',
    request: {
      ...balancer,
      MasterSlaveServerGroupName: oddText,
      MasterSlaveBackendServers: exampleMembers,
      ...tags,
    },
    binds: { MasterSlaveServerGroupId: 'rsp-example' },
    holds: {
      MasterSlaveBackendServers: {
        MasterSlaveBackendServer: [
          { ServerId: 'vm-233', Port: 80, Weight: 100, ServerType: 'Master' },
          { ServerId: 'vm-232', Port: 90, Weight: 100, ServerType: 'Slave' },
        ],
      },
    },
  },
];

const balancerWithEverything: Case = {
  name: 'a load balancer with every setting, found by its tags on the second page',
  steps: [
    { action: 'CreateLoadBalancer', request: { RegionId, LoadBalancerName: 'first', ...tags } },
    {
      action: 'CreateLoadBalancer',
      request: {
        RegionId,
        LoadBalancerName: oddText,
        AddressType: 'internet',
        AddressIPVersion: 'ipv4',
        InternetChargeType: 'paybybandwidth',
        Bandwidth: '10',
        LoadBalancerSpec: 'slb.s1.small',
        MasterZoneId: 'cn-hangzhou-b',
        SlaveZoneId: 'cn-hangzhou-a',
        DeleteProtection: 'on',
        ModificationProtectionStatus: 'ConsoleProtection',
        ModificationProtectionReason: 'managed.by.ack',
        ResourceGroupId: 'rg-example',
        PayType: 'PayOnDemand',
        ClientToken: 'the-same-call-again',
        ...tags,
      },
      binds: { LoadBalancerId: 'lb-bp1example' },
    },
    {
      action: 'DescribeLoadBalancerAttribute',
      request: balancer,
      holds: {
        LoadBalancerId: 'lb-bp1example',
        LoadBalancerName: oddText,
        Bandwidth: 10,
        InternetChargeType: 'paybybandwidth',
        LoadBalancerSpec: 'slb.s1.small',
        MasterZoneId: 'cn-hangzhou-b',
        SlaveZoneId: 'cn-hangzhou-a',
        DeleteProtection: 'on',
        ModificationProtectionReason: 'managed.by.ack',
        ResourceGroupId: 'rg-example',
        Tags,
      },
    },
    {
      action: 'DescribeLoadBalancers',
      request: { RegionId, ...tags, PageNumber: '1', PageSize: '1' },
      holds: { PageNumber: 1, PageSize: 1, TotalCount: 2, LoadBalancers: { LoadBalancer: [{ Tags }] } },
    },
    {
      action: 'ListTagResources',
      request: { RegionId, ResourceType: 'instance', 'Tag.1.Key': 'odd', 'Tag.1.Value': oddText },
      // Of both load balancers, with all that they carry.
      holds: { TagResources: { TagResource: [...Tags.Tag, ...Tags.Tag] } },
    },
  ],
};

const listenersOnOnePair: Case = {
  name: 'TCP and UDP on one port behind a pair, with every setting',
  steps: [
    ...givenLoadBalancer,
    ...givenServers,
    ...makeAcl,
    ...makeGroup,
    {
      action: 'CreateLoadBalancerTCPListener',
      request: {
        ...listener,
        Bandwidth: '-1',
        MasterSlaveServerGroupId: 'rsp-example',
        Description: oddText,
        Scheduler: 'wrr',
        PersistenceTimeout: '60',
        EstablishedTimeout: '500',
        HealthCheckType: 'http',
        healthCheckInterval: '3',
        HealthCheckConnectTimeout: '7',
        HealthyThreshold: '4',
        UnhealthyThreshold: '5',
        HealthCheckConnectPort: '8081',
        HealthCheckURI: '/ready',
        HealthCheckDomain: 'check.example.com',
        HealthCheckHttpCode: 'http_2xx,http_3xx',
        AclStatus: 'on',
        AclType: 'white',
        AclId: 'acl-example',
        ...tags,
      },
    },
    {
      action: 'CreateLoadBalancerUDPListener',
      request: { ...listener, Bandwidth: '-1', MasterSlaveServerGroupId: 'rsp-example' },
    },
    {
      action: 'DescribeLoadBalancerTCPListenerAttribute',
      request: listener,
      holds: {
        ListenerPort: 8080,
        Bandwidth: -1,
        MasterSlaveServerGroupId: 'rsp-example',
        Description: oddText,
        PersistenceTimeout: 60,
        EstablishedTimeout: 500,
        HealthCheckType: 'http',
        HealthCheckInterval: 3,
        HealthCheckConnectTimeout: 7,
        HealthyThreshold: 4,
        UnhealthyThreshold: 5,
        HealthCheckConnectPort: 8081,
        HealthCheckURI: '/ready',
        HealthCheckDomain: 'check.example.com',
        HealthCheckHttpCode: 'http_2xx,http_3xx',
        AclStatus: 'on',
        AclType: 'white',
        AclId: 'acl-example',
        Tags,
      },
    },
    {
      action: 'SetLoadBalancerTCPListenerAttribute',
      request: { ...listener, ProxyProtocolV2Enabled: 'true', HealthCheckConnectPort: '-520' },
    },
    {
      action: 'DescribeLoadBalancerTCPListenerAttribute',
      request: listener,
      holds: { ProxyProtocolV2Enabled: true, HealthCheckConnectPort: -520, HealthCheckURI: '/ready' },
    },
    {
      action: 'DescribeLoadBalancerListeners',
      request: { RegionId, 'LoadBalancerId.1': 'lb-bp1example', ListenerProtocol: 'tcp', MaxResults: '20' },
      holds: {
        TotalCount: 1,
        Listeners: [
          {
            ListenerProtocol: 'tcp',
            ListenerPort: 8080,
            AclIds: ['acl-example'],
            Tags: Tags.Tag,
            TCPListenerConfig: { HealthCheckInterval: 3, MasterSlaveServerGroupId: 'rsp-example' },
          },
        ],
      },
    },
    {
      action: 'DescribeMasterSlaveServerGroups',
      request: { ...balancer, IncludeListener: 'true' },
      holds: {
        MasterSlaveServerGroups: {
          MasterSlaveServerGroup: [
            {
              MasterSlaveServerGroupId: 'rsp-example',
              MasterSlaveServerGroupName: oddText,
              AssociatedObjects: {
                Listeners: {
                  Listener: [
                    { Port: 8080, Protocol: 'tcp' },
                    { Port: 8080, Protocol: 'udp' },
                  ],
                },
              },
              Tags,
            },
          ],
        },
      },
    },
    {
      action: 'DescribeAccessControlListAttribute',
      request: { RegionId, AclId: 'acl-example', Page: '1', PageSize: '10' },
      holds: {
        AclEntrys: { AclEntry: [{ AclEntryIP: '192.0.2.0/24', AclEntryComment: 'office' }] },
        RelatedListeners: {
          RelatedListener: [{ LoadBalancerId: 'lb-bp1example', ListenerPort: 8080, Protocol: 'tcp' }],
        },
        Tags,
      },
    },
  ],
};

const webListener: Case = {
  name: 'an HTTP listener with every setting',
  steps: [
    ...givenLoadBalancer,
    {
      action: 'CreateLoadBalancerHTTPListener',
      request: {
        ...listener,
        BackendServerPort: '8000',
        Bandwidth: '-1',
        Description: oddText,
        Scheduler: 'rr',
        Gzip: 'off',
        IdleTimeout: '20',
        RequestTimeout: '30',
        StickySession: 'on',
        StickySessionType: 'server',
        Cookie: 'JSESSIONID',
        HealthCheck: 'on',
        HealthCheckURI: '/ready',
        HealthCheckDomain: 'check.example.com',
        HealthCheckConnectPort: '8001',
        HealthCheckInterval: '4',
        HealthCheckTimeout: '6',
        HealthyThreshold: '2',
        UnhealthyThreshold: '7',
        HealthCheckHttpCode: 'http_2xx,http_3xx',
        HealthCheckMethod: 'get',
        XForwardedFor: 'on',
        XForwardedFor_SLBIP: 'on',
        XForwardedFor_SLBID: 'on',
        XForwardedFor_proto: 'on',
        ...tags,
      },
    },
    {
      action: 'DescribeLoadBalancerHTTPListenerAttribute',
      request: listener,
      holds: {
        BackendServerPort: 8000,
        Description: oddText,
        Scheduler: 'rr',
        Gzip: 'off',
        IdleTimeout: 20,
        RequestTimeout: 30,
        StickySession: 'on',
        StickySessionType: 'server',
        Cookie: 'JSESSIONID',
        HealthCheckURI: '/ready',
        HealthCheckDomain: 'check.example.com',
        HealthCheckConnectPort: 8001,
        HealthCheckInterval: 4,
        HealthCheckTimeout: 6,
        HealthyThreshold: 2,
        UnhealthyThreshold: 7,
        HealthCheckHttpCode: 'http_2xx,http_3xx',
        HealthCheckMethod: 'get',
        XForwardedFor_SLBIP: 'on',
        XForwardedFor_SLBID: 'on',
        XForwardedFor_proto: 'on',
        Tags,
      },
    },
  ],
};

export const fullRequests: readonly Case[] = [balancerWithEverything, listenersOnOnePair, webListener];
