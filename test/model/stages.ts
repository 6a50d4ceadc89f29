/**
 * Ways to a listener that serves a master-slave group. Elections and history hang on such listeners, and left to chance
 * they are rare.
 */
import { type Account, type Listener } from './account.ts';
import type { Call, Maker } from './call.ts';
import { createBalancer } from './calls/balancers.ts';
import { createListener, startOrStop } from './calls/listeners.ts';
import { createPair } from './calls/pairs.ts';

export interface Stage {
  isReached(account: Account): boolean;
  readonly make: Maker;
  /** Whether a call that was made leads there. */
  fits(call: Call): boolean;
}

export function servesPair({ started, backend }: Listener): boolean {
  return started && backend.kind === 'masterslave';
}

const hasPair = ({ backend }: Listener): boolean => backend.kind === 'masterslave';
const some = (account: Account, is: (listener: Listener) => boolean): boolean =>
  [...account.listeners.values()].some(is);

export const pairStages: readonly Stage[] = [
  { isReached: ({ balancers }) => balancers.size > 0, make: createBalancer, fits: () => true },
  {
    isReached: ({ groups }) =>
      [...groups.values()].some(({ kind, members }) => kind === 'masterslave' && members.length > 0),
    make: createPair,
    fits: ({ parameters }) => parameters['MasterSlaveBackendServers'] !== undefined,
  },
  {
    isReached: (account) => some(account, hasPair),
    make: createListener,
    fits: ({ parameters }) => parameters['MasterSlaveServerGroupId'] !== undefined,
  },
  {
    isReached: (account) => some(account, servesPair),
    make: startOrStop,
    fits: ({ action }) => action === 'StartLoadBalancerListener',
  },
];
