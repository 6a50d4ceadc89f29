import type { ActionName } from '../contract/index.ts';
import type { ActionHandler } from './context.ts';
import { createMasterSlaveServerGroup } from './master-slave-server-group/create.ts';
import { deleteMasterSlaveServerGroup } from './master-slave-server-group/delete.ts';
import {
  describeMasterSlaveServerGroupAttribute,
  describeMasterSlaveServerGroups,
} from './master-slave-server-group/describe.ts';

/** A contract without a handler does not compile. */
export const handlers = {
  CreateMasterSlaveServerGroup: createMasterSlaveServerGroup,
  DeleteMasterSlaveServerGroup: deleteMasterSlaveServerGroup,
  DescribeMasterSlaveServerGroupAttribute: describeMasterSlaveServerGroupAttribute,
  DescribeMasterSlaveServerGroups: describeMasterSlaveServerGroups,
} as const satisfies { readonly [A in ActionName]: ActionHandler<A> };

export type Handlers = { readonly [A in ActionName]: ActionHandler<A> };
