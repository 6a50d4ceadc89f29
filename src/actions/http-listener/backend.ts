/** What is behind an HTTP or HTTPS listener, or a rule: the default group with one port, or a vServer group. */
import { ApiError } from '../../contract/api-error.ts';
import type { ServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { Layer7Listener, ListenerBackend } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';

/** Master-slave groups share the name space; a group of another load balancer does not exist for this one. */
export async function findVServerGroupFor(
  { tx }: ActionContext,
  groupId: string,
  loadBalancerId: string,
): Promise<ServerGroupId> {
  const group = await tx.get('serverGroups', keys.serverGroup(groupId));
  if (!group || group.kind === 'default' || group.loadBalancerId !== loadBalancerId) {
    throw new ApiError('vServerGroupNotFound');
  }
  if (group.kind === 'master-slave') throw new ApiError('pairBehindLayer7', { groupId });
  return group.id;
}

export async function layer7BackendOfNew(
  params: { readonly VServerGroupId: string | undefined; readonly BackendServerPort: number | undefined },
  loadBalancerId: string,
  context: ActionContext,
): Promise<ListenerBackend> {
  const { VServerGroupId: groupId, BackendServerPort: port } = params;
  if (groupId !== undefined) {
    return { kind: 'vserver', groupId: await findVServerGroupFor(context, groupId, loadBalancerId) };
  }
  if (port === undefined) throw new ApiError('missingParameter', { name: 'BackendServerPort' });
  return { kind: 'default', port };
}

/** An id without its flag counts as on: Terraform repeats the id of the group in use with every change. */
export async function layer7BackendAfter(
  params: { readonly VServerGroup: boolean | undefined; readonly VServerGroupId: string | undefined },
  listener: Layer7Listener,
  context: ActionContext,
): Promise<ListenerBackend> {
  const { VServerGroup: on, VServerGroupId: groupId } = params;
  if (on ?? groupId !== undefined) {
    if (groupId === undefined) throw new ApiError('missingParameter', { name: 'VServerGroupId' });
    return { kind: 'vserver', groupId: await findVServerGroupFor(context, groupId, listener.loadBalancerId) };
  }
  if (on !== false || listener.backend.kind !== 'vserver') return listener.backend;
  if (listener.lastBackendPort === null) throw new ApiError('groupFlagCannotBeOff');
  return { kind: 'default', port: listener.lastBackendPort };
}
