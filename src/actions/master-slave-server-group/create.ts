import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import { ApiError } from '../../contract/api-error.ts';
import { newServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { FailoverOverrides, MasterSlaveServerGroup } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer } from '../find.ts';
import { tagsFromWire } from '../format.ts';
import { membersFromWire, membersToWire } from './members.ts';

export const createMasterSlaveServerGroup: ActionHandler<'CreateMasterSlaveServerGroup'> = async (
  params,
  context,
) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const group: MasterSlaveServerGroup = {
    kind: 'master-slave',
    id: newServerGroupId(context.random),
    loadBalancerId: loadBalancer.id,
    name: params.MasterSlaveServerGroupName ?? '',
    // The founding page: without the parameter an empty group is made.
    members: params.MasterSlaveBackendServers
      ? await membersFromWire(params.MasterSlaveBackendServers, context)
      : [],
    failover: failoverFromWire(params),
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  };
  context.tx.put('serverGroups', keys.serverGroup(group.id), group);
  return { MasterSlaveServerGroupId: group.id, MasterSlaveBackendServers: membersToWire(group) };
};

type CreateParams = Params<Contracts['CreateMasterSlaveServerGroup']>;

function failoverFromWire(params: CreateParams): FailoverOverrides {
  return {
    failback: failbackFromWire(params),
    bothDown: params.BothDownPolicy ?? null,
    detection: params.DetectionMode ?? null,
    onConnectFailure: params.ConnectFailurePolicy ?? null,
    holdMs: seconds(params.HoldTimeout),
    established: params.EstablishedPolicy ?? null,
    drainMs: seconds(params.DrainTimeout),
    standbyProbe: params.StandbyProbe ?? null,
    flapDamping: params.FlapDamping ?? null,
  };
}

function failbackFromWire({
  FailbackMode: mode,
  FailbackDelay: delay,
}: CreateParams): FailoverOverrides['failback'] {
  if (mode === undefined) return null;
  if (mode !== 'delayed') return { mode };
  if (delay === undefined) throw new ApiError('missingParameter', { name: 'FailbackDelay' });
  return { mode, delayMs: delay * 1000 };
}

function seconds(value: number | undefined): number | null {
  return value === undefined ? null : value * 1000;
}
