/**
 * Two vServer groups of a listener as a pair (MasterSlaveModeEnabled). The vendor has the parameters and documents none of
 * them; what they do here is our reading: docs/failover.md.
 */
import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import { targetId } from '../../domain/resolve-route.ts';
import {
  type GroupPairBackend,
  groupIdsOf,
  type Listener,
  type ListenerBackend,
  type VServerGroup,
} from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { listenersOf } from '../find.ts';
import { runtimeOf } from './status.ts';

export interface GroupPairParams {
  readonly MasterSlaveModeEnabled: boolean | undefined;
  readonly MasterServerGroupId: string | undefined;
  readonly SlaveServerGroupId: string | undefined;
  readonly FailoverThreshold: number | undefined;
  readonly FailoverStrategy: 'auto' | 'manual' | undefined;
}

/** The mode switched on, or one of its settings given without the switch. */
export function wantsGroupPair(params: GroupPairParams): boolean {
  const { MasterServerGroupId, SlaveServerGroupId, FailoverThreshold, FailoverStrategy } = params;
  const given = [MasterServerGroupId, SlaveServerGroupId, FailoverThreshold, FailoverStrategy];
  return params.MasterSlaveModeEnabled ?? given.some((value) => value !== undefined);
}

/** `before`: what is not given stays. `find` throws when there is no such vServer group. */
export async function groupPairOf(
  params: GroupPairParams,
  find: (groupId: string) => Promise<VServerGroup>,
  before?: ListenerBackend,
): Promise<GroupPairBackend> {
  const old = before?.kind === 'group-pair' ? before : undefined;
  const masterId = params.MasterServerGroupId ?? old?.masterGroupId;
  if (masterId === undefined) throw new ApiError('missingParameter', { name: 'MasterServerGroupId' });
  const slaveId = params.SlaveServerGroupId ?? old?.slaveGroupId;
  if (slaveId === undefined) throw new ApiError('missingParameter', { name: 'SlaveServerGroupId' });
  const [master, slave] = [await find(masterId), await find(slaveId)];
  requireApart(master, slave);
  return {
    kind: 'group-pair',
    masterGroupId: master.id,
    slaveGroupId: slave.id,
    thresholdPercent: params.FailoverThreshold ?? old?.thresholdPercent ?? 0,
    failback: params.FailoverStrategy ?? old?.failback ?? 'auto',
  };
}

/** Without probes nothing would ever switch. */
export function requireCheckForPair({
  backend,
  healthCheck,
}: Pick<Listener, 'backend' | 'healthCheck'>): void {
  if (backend.kind === 'group-pair' && !healthCheck.enabled) throw new ApiError('groupPairWithoutCheck');
}

/** After a change of members: no pair that the group belongs to may have one server on both sides. */
export async function requireApartInPairs(group: VServerGroup, context: ActionContext): Promise<void> {
  for (const { backend } of await listenersOf(context, group.loadBalancerId)) {
    if (backend.kind !== 'group-pair') continue;
    const ids = groupIdsOf(backend);
    const otherId = ids.find((id) => id !== group.id);
    if (otherId === undefined || !ids.includes(group.id)) continue;
    const other = await context.tx.get('serverGroups', keys.serverGroup(otherId));
    if (other?.kind === 'vserver') requireApart(group, other);
  }
}

function requireApart(one: VServerGroup, other: VServerGroup): void {
  const place = (member: VServerGroup['members'][number]): string => targetId('vserver', member, member.port);
  const places = new Set(other.members.map(place));
  const shared = one.members.find((member) => places.has(place(member)));
  if (!shared && one.id !== other.id) return;
  const server = shared ? `${shared.serverId}:${shared.port}` : 'every server';
  throw new ApiError('groupPairConflict', { server, one: one.id, other: other.id });
}

export function groupPairToWire(listener: Listener, context: ActionContext) {
  const { backend } = listener;
  if (backend.kind !== 'group-pair') return {};
  const active = runtimeOf(listener, context)?.election?.active ?? 'Master';
  return {
    MasterSlaveModeEnabled: true,
    MasterServerGroupId: backend.masterGroupId,
    SlaveServerGroupId: backend.slaveGroupId,
    FailoverThreshold: backend.thresholdPercent,
    FailoverStrategy: backend.failback,
    ...(active !== 'None' && {
      WorkingServerGroupId: active === 'Master' ? backend.masterGroupId : backend.slaveGroupId,
    }),
  };
}
