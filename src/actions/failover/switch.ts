import { ApiError } from '../../contract/api-error.ts';
import { explainOrder, explainResult } from '../../domain/explain.ts';
import { failoverPolicy } from '../../domain/policy.ts';
import { type MasterSlaveServerGroup, memberWithRole, type RoleMember } from '../../domain/resources.ts';
import { type ActiveRole, otherRole, type Role } from '../../domain/roles.ts';
import type { ListenerRuntime, TargetRuntime } from '../../domain/runtime-view.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findLoadBalancer, findMasterSlaveGroup, requireUnlocked } from '../find.ts';
import { type GroupUse, policyListener, putOrder, usesOf, useToWire } from './group-use.ts';

type Order = 'switch' | 'return' | 'stay';

export const switchMasterSlaveServerGroup: ActionHandler<'SwitchMasterSlaveServerGroup'> = async (
  params,
  context,
) => {
  const group = await findMasterSlaveGroup(context, params.MasterSlaveServerGroupId);
  requireUnlocked(await findLoadBalancer(context, { LoadBalancerId: group.loadBalancerId }));
  const { ListenerPort: port, ListenerProtocol: protocol, RuleId: ruleId } = params;
  const meant = (await usesOf(group, context)).filter(
    ({ listener, rule }) =>
      (port === undefined || listener.port === port) &&
      (protocol === undefined || listener.protocol === protocol) &&
      (ruleId === undefined || rule?.id === ruleId),
  );
  if (ruleId !== undefined && meant.length === 0) throw new ApiError('ruleNotFound', { ruleId });
  if (port !== undefined && meant.length === 0) throw new ApiError('listenerNotFound', { port });
  const started = meant.filter(({ listener }) => listener.desiredStatus === 'running');
  if (started.length === 0) throw new ApiError('groupWithoutListener', { groupId: group.id });

  const effects = started.map((use) => effectOf(params.Order, use, group, context));
  if (!params.DryRun) for (const effect of effects) give(params.Order, effect, group, context);
  return {
    DryRun: params.DryRun,
    Listeners: effects.map((effect) => effectToWire(effect, params.DryRun)),
  };
};

interface Effect {
  readonly use: GroupUse;
  readonly from: ActiveRole;
  readonly to: Role;
  readonly server: RoleMember;
  readonly cut: number;
  readonly drained: number;
}

/** Throws when the server that the order means is known to be of no use. */
function effectOf(
  order: Order,
  use: GroupUse,
  group: MasterSlaveServerGroup,
  context: ActionContext,
): Effect {
  const { runtime, name } = use;
  const from = runtime?.election?.active ?? 'Master';
  const to = roleOf(order, from);
  const server = memberWithRole(group, to);
  if (!server)
    throw new ApiError('orderedServerUnfit', { listener: name, serverId: to, why: 'the group is empty' });
  const why = from === to ? undefined : whyUnfit(server, use, targetOf(runtime, to));
  if (why !== undefined)
    throw new ApiError('orderedServerUnfit', { listener: name, serverId: server.serverId, why });

  const established = from === to || from === 'None' ? 0 : (targetOf(runtime, from)?.activeConnections ?? 0);
  const { kind } = failoverPolicy(
    context.settings.failover,
    group.failover,
    policyListener(use),
  ).onTargetLost;
  return {
    use,
    from,
    to,
    server,
    cut: kind === 'reset' ? established : 0,
    drained: kind === 'drain' ? established : 0,
  };
}

function roleOf(order: Order, from: ActiveRole): Role {
  if (order === 'return' || from === 'None') return 'Master';
  return order === 'stay' ? from : otherRole(from);
}

function targetOf(runtime: ListenerRuntime | undefined, role: Role): TargetRuntime | undefined {
  return runtime?.targets.find(({ target }) => target.role === role);
}

function whyUnfit(
  server: RoleMember,
  { healthCheck }: GroupUse,
  now: TargetRuntime | undefined,
): string | undefined {
  if (server.weight === 0) return 'its weight is 0';
  if (now?.target.address.kind === 'unknown') return now.target.address.reason;
  if (!healthCheck.enabled || now?.health?.verdict !== 'unhealthy') return undefined;
  const last = now.health.lastResult;
  return `it fails its health check${last ? ` (${explainResult(last)})` : ''}`;
}

/** The order stands in the listener's or rule's record; the reconciler carries it out like any other change of desired state. */
function give(
  order: Order,
  { use, to }: Effect,
  group: MasterSlaveServerGroup,
  context: ActionContext,
): void {
  const id = Math.max(use.order?.id ?? 0, use.runtime?.election?.orderId ?? 0) + 1;
  putOrder(use, { id, groupId: group.id, to, keep: order !== 'return' }, context);
}

function effectToWire({ use, from, to, server, cut, drained }: Effect, dryRun: boolean) {
  return {
    ...useToWire(use),
    From: from,
    To: to,
    ServerId: server.serverId,
    ConnectionsCut: cut,
    ConnectionsDrained: drained,
    Sentence: explainOrder({ listener: use.name, from, to, serverId: server.serverId, cut, drained, dryRun }),
  };
}
