import type { ActionName } from '../contract/index.ts';
import type { ActionHandler } from './context.ts';
import { createLoadBalancer } from './load-balancer/create.ts';
import { deleteLoadBalancer } from './load-balancer/delete.ts';
import { describeLoadBalancerAttribute } from './load-balancer/describe.ts';
import { describeLoadBalancers } from './load-balancer/list.ts';
import {
  setLoadBalancerDeleteProtection,
  setLoadBalancerModificationProtection,
  setLoadBalancerName,
  setLoadBalancerStatus,
} from './load-balancer/set.ts';
import { createMasterSlaveServerGroup } from './master-slave-server-group/create.ts';
import { deleteMasterSlaveServerGroup } from './master-slave-server-group/delete.ts';
import {
  describeMasterSlaveServerGroupAttribute,
  describeMasterSlaveServerGroups,
} from './master-slave-server-group/describe.ts';
import { describeRegions, describeZones } from './region/describe.ts';
import { deregisterServer } from './server/deregister.ts';
import { describeServers } from './server/describe.ts';
import { registerServer } from './server/register.ts';

/** A contract without a handler does not compile. */
export const handlers = {
  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  CreateLoadBalancer: createLoadBalancer,
  DeleteLoadBalancer: deleteLoadBalancer,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeLoadBalancerAttribute: describeLoadBalancerAttribute,
  SetLoadBalancerName: setLoadBalancerName,
  SetLoadBalancerStatus: setLoadBalancerStatus,
  SetLoadBalancerDeleteProtection: setLoadBalancerDeleteProtection,
  SetLoadBalancerModificationProtection: setLoadBalancerModificationProtection,
  RegisterServer: registerServer,
  DeregisterServer: deregisterServer,
  DescribeServers: describeServers,
  CreateMasterSlaveServerGroup: createMasterSlaveServerGroup,
  DeleteMasterSlaveServerGroup: deleteMasterSlaveServerGroup,
  DescribeMasterSlaveServerGroupAttribute: describeMasterSlaveServerGroupAttribute,
  DescribeMasterSlaveServerGroups: describeMasterSlaveServerGroups,
} as const satisfies { readonly [A in ActionName]: ActionHandler<A> };

export type Handlers = { readonly [A in ActionName]: ActionHandler<A> };
