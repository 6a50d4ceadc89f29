import { explainElection, explainHold, explainResult } from '../../domain/explain.ts';
import type { Election } from '../../domain/election.ts';
import { failoverPolicy } from '../../domain/policy.ts';
import { memberWithRole, type MasterSlaveServerGroup } from '../../domain/resources.ts';
import type { ListenerRuntime, TargetRuntime } from '../../domain/runtime-view.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findMasterSlaveGroup } from '../find.ts';
import { preciseWireTime } from '../format.ts';
import { healthWord } from '../listener/targets.ts';
import { listenerStatus } from '../listener/status.ts';
import { type GroupUse, policyListener, usesOf, useToWire } from './group-use.ts';
import { policyToWire } from './policy-to-wire.ts';

export const describeMasterSlaveServerGroupState: ActionHandler<
  'DescribeMasterSlaveServerGroupState'
> = async (params, context) => {
  const group = await findMasterSlaveGroup(context, params.MasterSlaveServerGroupId);
  const uses = await usesOf(group, context);
  const anyListener = { healthCheck: { enabled: true } };
  return {
    MasterSlaveServerGroupId: group.id,
    MasterSlaveServerGroupName: group.name,
    LoadBalancerId: group.loadBalancerId,
    FailoverPolicy: policyToWire(failoverPolicy(context.settings.failover, group.failover, anyListener)),
    Listeners: uses.map((use) => stateOfUse(use, group, context)),
  };
};

function stateOfUse(use: GroupUse, group: MasterSlaveServerGroup, context: ActionContext) {
  const { listener, runtime } = use;
  const election = runtime?.election ?? undefined;
  const targets = new Map(runtime?.targets.map((target) => [target.target.id, target] as const));
  const policy = failoverPolicy(context.settings.failover, group.failover, policyListener(use));
  return {
    ...useToWire(use),
    ListenerState: listenerStatus(listener, context),
    ...(runtime && engineToWire(runtime)),
    ...electionToWire(election, group),
    ...(election && { Penalty: (runtime?.penalty ?? 0).toFixed(2) }),
    FailoverPolicy: policyToWire(policy),
    Servers: group.members.map((member) => {
      const now = targets.get(`${member.serverId}:${member.port}`);
      return {
        ServerId: member.serverId,
        Port: member.port,
        ServerType: member.role,
        Type: member.type,
        Weight: member.weight,
        Active: election?.active === member.role,
        ServerHealthStatus: healthWord(listener, now),
        ...(now && targetToWire(now)),
      };
    }),
  };
}

function engineToWire(runtime: ListenerRuntime) {
  return {
    EngineName: runtime.engine,
    AppliedRevision: runtime.appliedRevision,
    ActiveConnections: runtime.activeConnections,
    ...(runtime.failure && {
      Failure: { Code: runtime.failure.code, Message: runtime.failure.message },
    }),
  };
}

function electionToWire(election: Election | undefined, group: MasterSlaveServerGroup) {
  if (!election) {
    return {
      Sentence:
        group.members.length === 0
          ? 'The group has no servers; connections are refused.'
          : 'Nothing has been decided yet; the master is where a group starts.',
    };
  }
  const active = election.active === 'None' ? undefined : memberWithRole(group, election.active);
  return {
    ActiveRole: election.active,
    ...(active && { ActiveServerId: active.serverId }),
    Since: preciseWireTime(election.sinceMs),
    Epoch: election.epoch,
    Reason: election.reason,
    Sentence: explainElection(election),
    ...(election.held && {
      Held: {
        Why: election.held.why,
        Since: preciseWireTime(election.held.sinceMs),
        ...(election.held.untilMs !== null && { Until: preciseWireTime(election.held.untilMs) }),
        Sentence: explainHold(election.held),
      },
    }),
  };
}

function targetToWire({ target, health, lastPassedMs, activeConnections }: TargetRuntime) {
  const evidence = health?.lastResult;
  return {
    ...(target.address.kind === 'known'
      ? { ServerIp: target.address.address }
      : { AddressProblem: target.address.reason }),
    ...(health && { StatusSince: preciseWireTime(health.sinceMs) }),
    ...(evidence && { Evidence: explainResult(evidence), EvidenceTime: preciseWireTime(evidence.atMs) }),
    ...(lastPassedMs !== null && { LastPassedTime: preciseWireTime(lastPassedMs) }),
    ActiveConnections: activeConnections,
  };
}
