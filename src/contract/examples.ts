/** Calls that the examples of many actions begin with. */
import type { ExampleCall } from './define.ts';

export const givenLoadBalancer: readonly ExampleCall[] = [
  {
    action: 'CreateLoadBalancer',
    request: { RegionId: 'cn-hangzhou', LoadBalancerName: 'example' },
    binds: { LoadBalancerId: 'lb-bp1example' },
  },
];

export const givenServers: readonly ExampleCall[] = [
  { action: 'RegisterServer', request: { ServerId: 'vm-233', Address: '127.0.0.1' } },
  { action: 'RegisterServer', request: { ServerId: 'vm-232', Address: '127.0.0.1' } },
];

/** The pair of the founding page. */
export const exampleMembers =
  '[{"ServerId":"vm-233","Port":"80","Weight":"100","ServerType":"Master"},{"ServerId":"vm-232","Port":"90","Weight":"100","ServerType":"Slave"}]';

export const givenMasterSlaveGroup: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  ...givenServers,
  {
    action: 'CreateMasterSlaveServerGroup',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      MasterSlaveServerGroupName: 'Group1',
      MasterSlaveBackendServers: exampleMembers,
    },
    binds: { MasterSlaveServerGroupId: 'rsp-example' },
  },
];
