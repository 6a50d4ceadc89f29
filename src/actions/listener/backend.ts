/** What is behind a listener: the default group with one port, a vServer group, or a master-slave group. */
import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { Listener, ListenerBackend } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';

type GroupBackend = Extract<ListenerBackend, { readonly groupId: unknown }>;

interface GroupIds {
  readonly VServerGroupId: string | undefined;
  readonly MasterSlaveServerGroupId: string | undefined;
}

interface GroupFlags {
  readonly VServerGroup: boolean | undefined;
  readonly MasterSlaveServerGroup: boolean | undefined;
}

export async function backendOfNew(
  params: GroupIds & { readonly BackendServerPort: number | undefined },
  loadBalancerId: string,
  context: ActionContext,
): Promise<ListenerBackend> {
  const {
    VServerGroupId: vServerGroupId,
    MasterSlaveServerGroupId: pairId,
    BackendServerPort: port,
  } = params;
  if (vServerGroupId !== undefined && pairId !== undefined) throw bothGiven();
  if (vServerGroupId !== undefined) return groupBackend('vserver', vServerGroupId, loadBalancerId, context);
  if (pairId !== undefined) return groupBackend('master-slave', pairId, loadBalancerId, context);
  if (port === undefined) throw new ApiError('missingParameter', { name: 'BackendServerPort' });
  return { kind: 'default', port };
}

/**
 * The backend after a change. An id without its flag counts as on: Terraform repeats the id of the group in use with
 * every change. One flag on and the other off is how it moves a listener from one kind to the other.
 */
export async function backendAfter(
  params: GroupIds & GroupFlags,
  listener: Listener,
  context: ActionContext,
): Promise<ListenerBackend> {
  const { VServerGroupId: vServerGroupId, MasterSlaveServerGroupId: pairId } = params;
  const wantsVServerGroup = params.VServerGroup ?? vServerGroupId !== undefined;
  const wantsPair = params.MasterSlaveServerGroup ?? pairId !== undefined;
  if (wantsVServerGroup && wantsPair) throw bothGiven();
  if (wantsVServerGroup) {
    if (vServerGroupId === undefined) throw new ApiError('vServerGroupIdMissing');
    return groupBackend('vserver', vServerGroupId, listener.loadBalancerId, context);
  }
  if (wantsPair) {
    if (pairId === undefined) {
      const why = 'MasterSlaveServerGroup is on, but no MasterSlaveServerGroupId is given';
      throw new ApiError('groupIdsMismatch', { why });
    }
    return groupBackend('master-slave', pairId, listener.loadBalancerId, context);
  }
  const leaves =
    (params.VServerGroup === false && listener.backend.kind === 'vserver') ||
    (params.MasterSlaveServerGroup === false && listener.backend.kind === 'master-slave');
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
    case 'none':
      return {};
  }
}

/** In the list it stands in the part of the protocol, in the answer about one listener beside the rest. */
export function pairToWire(backend: ListenerBackend): { readonly MasterSlaveServerGroupId?: string } {
  return backend.kind === 'master-slave' ? { MasterSlaveServerGroupId: backend.groupId } : {};
}

const kinds = {
  vserver: { parameter: 'VServerGroupId', words: 'vServer', notFound: 'vServerGroupNotFound' },
  'master-slave': {
    parameter: 'MasterSlaveServerGroupId',
    words: 'master-slave',
    notFound: 'masterSlaveGroupNotFound',
  },
} as const;

/** Both kinds share one name space of ids; a group of another load balancer does not exist for this one. */
async function groupBackend(
  kind: GroupBackend['kind'],
  groupId: string,
  loadBalancerId: string,
  { tx }: ActionContext,
): Promise<GroupBackend> {
  const group = await tx.get('serverGroups', keys.serverGroup(groupId));
  if (!group || group.kind === 'default' || group.loadBalancerId !== loadBalancerId) {
    throw new ApiError(kinds[kind].notFound);
  }
  if (group.kind !== kind) {
    throw new ApiError('groupKindMismatch', {
      groupId,
      kind: kinds[group.kind].words,
      name: kinds[kind].parameter,
      rightName: kinds[group.kind].parameter,
    });
  }
  return { kind, groupId: group.id };
}

function bothGiven(): ApiError {
  return new ApiError('groupIdsMismatch', { why: 'both groups are asked for' });
}
