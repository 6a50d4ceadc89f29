import type { ActionContract } from './define.ts';
import { loadBalancerActions } from './load-balancer.ts';
import { masterSlaveServerGroupActions } from './master-slave-server-group.ts';
import { regionActions } from './region.ts';
import { serverActions } from './server.ts';

/** Every action, by name. */
export const contracts = {
  ...regionActions,
  ...loadBalancerActions,
  ...serverActions,
  ...masterSlaveServerGroupActions,
} as const satisfies Readonly<Record<string, ActionContract>>;

export type Contracts = typeof contracts;
export type ActionName = keyof Contracts;

export const API_VERSION = '2014-05-15';

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(contracts, name);
}
