/** What is behind a listener: the default group with one port, a vServer group, two of them as a pair, or a master-slave group. */
import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type {
  Listener,
  ListenerBackend,
  MasterSlaveServerGroup,
  VServerGroup,
} from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { type GroupPairParams, groupPairOf, groupPairToWire, wantsGroupPair } from './group-pair.ts';

interface GroupIds {
  readonly VServerGroupId: string | undefined;
  readonly MasterSlaveServerGroupId: string | undefined;
}

interface GroupFlags {
  readonly VServerGroup: boolean | undefined;
  readonly MasterSlaveServerGroup: boolean | undefined;
}

/** Who has no parameters for a pair of groups asks for none. */
export const noGroupPair: GroupPairParams = {
  MasterSlaveModeEnabled: undefined,
  MasterServerGroupId: undefined,
  SlaveServerGroupId: undefined,
  FailoverThreshold: undefined,
  FailoverStrategy: undefined,
};

export async function backendOfNew(
  params: GroupIds & GroupPairParams & { readonly BackendServerPort: number | undefined },
  loadBalancerId: string,
  context: ActionContext,
): Promise<ListenerBackend> {
  const {
    VServerGroupId: vServerGroupId,
    MasterSlaveServerGroupId: pairId,
    BackendServerPort: port,
  } = params;
  const find = finder(loadBalancerId, context);
  const wanted = [vServerGroupId !== undefined, pairId !== undefined, wantsGroupPair(params)];
  requireOne(wanted);
  if (vServerGroupId !== undefined) return vServerBackend(await find('vserver', vServerGroupId));
  if (pairId !== undefined) return pairBackend(await find('master-slave', pairId));
  if (wantsGroupPair(params)) return groupPairOf(params, (id) => find('vserver', id));
  if (port === undefined) throw new ApiError('missingParameter', { name: 'BackendServerPort' });
  return { kind: 'default', port };
}

/**
 * The backend after a change. An id without its flag counts as on: Terraform repeats the id of the group in use with
 * every change. One flag on and the other off is how it moves a listener from one kind to the other.
 */
export async function backendAfter(
  params: GroupIds & GroupFlags & GroupPairParams,
  listener: Listener,
  context: ActionContext,
): Promise<ListenerBackend> {
  const { VServerGroupId: vServerGroupId, MasterSlaveServerGroupId: pairId } = params;
  const wantsVServerGroup = params.VServerGroup ?? vServerGroupId !== undefined;
  const wantsPair = params.MasterSlaveServerGroup ?? pairId !== undefined;
  const find = finder(listener.loadBalancerId, context);
  requireOne([wantsVServerGroup, wantsPair, wantsGroupPair(params)]);
  if (wantsVServerGroup) {
    if (vServerGroupId === undefined) throw new ApiError('vServerGroupIdMissing');
    return vServerBackend(await find('vserver', vServerGroupId));
  }
  if (wantsPair) {
    if (pairId === undefined) {
      const why = 'MasterSlaveServerGroup is on, but no MasterSlaveServerGroupId is given';
      throw new ApiError('groupIdsMismatch', { why });
    }
    return pairBackend(await find('master-slave', pairId));
  }
  if (wantsGroupPair(params)) return groupPairOf(params, (id) => find('vserver', id), listener.backend);
  const leaves =
    (params.VServerGroup === false && listener.backend.kind === 'vserver') ||
    (params.MasterSlaveServerGroup === false && listener.backend.kind === 'master-slave') ||
    (params.MasterSlaveModeEnabled === false && listener.backend.kind === 'group-pair');
  if (!leaves) return listener.backend;
  if (listener.lastBackendPort === null) throw new ApiError('groupFlagCannotBeOff');
  return { kind: 'default', port: listener.lastBackendPort };
}

export function backendToWire(backend: ListenerBackend): {
  readonly BackendServerPort?: number;
  readonly VServerGroupId?: string;
} {
  switch (backend.kind) {
    case 'default':
      return { BackendServerPort: backend.port };
    case 'vserver':
      return { VServerGroupId: backend.groupId };
    case 'master-slave':
    case 'group-pair':
    case 'none':
      return {};
  }
}

/** In the list it stands in the part of the protocol, in the answer about one listener beside the rest. */
export function pairToWire(listener: Listener, context: ActionContext) {
  const { backend } = listener;
  return backend.kind === 'master-slave'
    ? { MasterSlaveServerGroupId: backend.groupId }
    : groupPairToWire(listener, context);
}

/** The one group that a rule names; undefined: none. */
export async function groupNamed(
  { VServerGroupId: vServerGroupId, MasterSlaveServerGroupId: pairId }: GroupIds,
  loadBalancerId: string,
  context: ActionContext,
): Promise<VServerGroup | MasterSlaveServerGroup | undefined> {
  const find = finder(loadBalancerId, context);
  requireOne([vServerGroupId !== undefined, pairId !== undefined]);
  if (vServerGroupId !== undefined) return find('vserver', vServerGroupId);
  return pairId === undefined ? undefined : find('master-slave', pairId);
}

const kinds = {
  vserver: { parameter: 'VServerGroupId', words: 'vServer', notFound: 'vServerGroupNotFound' },
  'master-slave': {
    parameter: 'MasterSlaveServerGroupId',
    words: 'master-slave',
    notFound: 'masterSlaveGroupNotFound',
  },
} as const;

interface Groups {
  readonly vserver: VServerGroup;
  readonly 'master-slave': MasterSlaveServerGroup;
}

/** Both kinds share one name space of ids; a group of another load balancer does not exist for this one. */
function finder(loadBalancerId: string, { tx }: ActionContext) {
  return async <K extends keyof Groups>(kind: K, groupId: string): Promise<Groups[K]> => {
    const group = await tx.get('serverGroups', keys.serverGroup(groupId));
    if (!group || group.kind === 'default' || group.loadBalancerId !== loadBalancerId) {
      throw new ApiError(kinds[kind].notFound);
    }
    if (!isOfKind(group, kind)) {
      throw new ApiError('groupKindMismatch', {
        groupId,
        kind: kinds[group.kind].words,
        name: kinds[kind].parameter,
        rightName: kinds[group.kind].parameter,
      });
    }
    return group;
  };
}

function isOfKind<K extends keyof Groups>(group: Groups[keyof Groups], kind: K): group is Groups[K] {
  return group.kind === kind;
}

function vServerBackend({ id }: VServerGroup): ListenerBackend {
  return { kind: 'vserver', groupId: id };
}

function pairBackend({ id }: MasterSlaveServerGroup): ListenerBackend {
  return { kind: 'master-slave', groupId: id };
}

function requireOne(wanted: readonly boolean[]): void {
  if (wanted.filter(Boolean).length > 1)
    throw new ApiError('groupIdsMismatch', { why: 'both groups are asked for' });
}
