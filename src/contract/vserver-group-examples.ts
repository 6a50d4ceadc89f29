/** Calls that the examples about vServer groups begin with. */
import type { ExampleCall } from './define.ts';
import { givenLoadBalancer, givenServers } from './examples.ts';

/** One server with two ports, and another one. */
export const examplePool =
  '[{"ServerId":"vm-233","Port":"80","Weight":"100"},{"ServerId":"vm-233","Port":"81","Weight":"50"},{"ServerId":"vm-232","Port":"80"}]';

export const givenVServerGroup: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  ...givenServers,
  {
    action: 'CreateVServerGroup',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      VServerGroupName: 'Group2',
      BackendServers: examplePool,
    },
    binds: { VServerGroupId: 'rsp-pool-example' },
  },
];
