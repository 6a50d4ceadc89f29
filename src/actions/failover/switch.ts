import { ApiError } from '../../contract/api-error.ts';
import { explainOrder, explainResult } from '../../domain/explain.ts';
import { keys } from '../../domain/keys.ts';
import { failoverPolicy } from '../../domain/policy.ts';
import {
  type Listener,
  type MasterSlaveServerGroup,
  memberWithRole,
  type RoleMember,
} from '../../domain/resources.ts';
import { type ActiveRole, otherRole, type Role } from '../../domain/roles.ts';
import type { ListenerRuntime, TargetRuntime } from '../../domain/runtime-view.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findLoadBalancer, findMasterSlaveGroup, listenersOf, requireUnlocked, usesGroup } from '../find.ts';
import { runtimeOf } from '../listener/status.ts';

type Order = 'switch' | 'return' | 'stay';

export const switchMasterSlaveServerGroup: ActionHandler<'SwitchMasterSlaveServerGroup'> = async (
  params,
  context,
) => {
  const group = await findMasterSlaveGroup(context, params.MasterSlaveServerGroupId);
  requireUnlocked(await findLoadBalancer(context, { LoadBalancerId: group.loadBalancerId }));
  const users = (await listenersOf(context, group.loadBalancerId)).filter((l) => usesGroup(l, group.id));
  const { ListenerPort: port, ListenerProtocol: protocol } = params;
  const meant = users.filter(
    (l) => (port === undefined || l.port === port) && (protocol === undefined || l.protocol === protocol),
  );
  if (port !== undefined && meant.length === 0) throw new ApiError('listenerNotFound', { port });
  const started = meant.filter((listener) => listener.desiredStatus === 'running');
  if (started.length === 0) throw new ApiError('groupWithoutListener', { groupId: group.id });

  const effects = started.map((listener) => effectOf(params.Order, listener, group, context));
  if (!params.DryRun) for (const effect of effects) give(params.Order, effect, group, context);
  return {
    DryRun: params.DryRun,
    Listeners: effects.map((effect) => effectToWire(effect, params.DryRun)),
  };
};

interface Effect {
  readonly listener: Listener;
  readonly runtime: ListenerRuntime | undefined;
  readonly from: ActiveRole;
  readonly to: Role;
  readonly server: RoleMember;
  readonly cut: number;
  readonly drained: number;
}

/** Throws when the server that the order means is known to be of no use. */
function effectOf(
  order: Order,
  listener: Listener,
  group: MasterSlaveServerGroup,
  context: ActionContext,
): Effect {
  const runtime = runtimeOf(listener, context);
  const from = runtime?.election?.active ?? 'Master';
  const to = roleOf(order, from);
  const server = memberWithRole(group, to);
  const name = `${listener.protocol}:${listener.port}`;
  if (!server)
    throw new ApiError('orderedServerUnfit', { listener: name, serverId: to, why: 'the group is empty' });
  const why = from === to ? undefined : whyUnfit(server, listener, targetOf(runtime, to));
  if (why !== undefined)
    throw new ApiError('orderedServerUnfit', { listener: name, serverId: server.serverId, why });

  const established = from === to || from === 'None' ? 0 : (targetOf(runtime, from)?.activeConnections ?? 0);
  const { kind } = failoverPolicy(context.settings.failover, group.failover, listener).onTargetLost;
  return {
    listener,
    runtime,
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
  listener: Listener,
  now: TargetRuntime | undefined,
): string | undefined {
  if (server.weight === 0) return 'its weight is 0';
  if (now?.target.address.kind === 'unknown') return now.target.address.reason;
  if (!listener.healthCheck.enabled || now?.health?.verdict !== 'unhealthy') return undefined;
  const last = now.health.lastResult;
  return `it fails its health check${last ? ` (${explainResult(last)})` : ''}`;
}

/** The order stands in the listener's record; the reconciler carries it out like any other change of desired state. */
function give(
  order: Order,
  { listener, runtime, to }: Effect,
  group: MasterSlaveServerGroup,
  context: ActionContext,
): void {
  const id = Math.max(listener.order?.id ?? 0, runtime?.election?.orderId ?? 0) + 1;
  const key = keys.listener(listener.loadBalancerId, listener.protocol, listener.port);
  context.tx.put('listeners', key, {
    ...listener,
    order: { id, groupId: group.id, to, keep: order !== 'return' },
  });
}

function effectToWire({ listener, from, to, server, cut, drained }: Effect, dryRun: boolean) {
  const name = `${listener.protocol}:${listener.port}`;
  return {
    ListenerPort: listener.port,
    ListenerProtocol: listener.protocol,
    From: from,
    To: to,
    ServerId: server.serverId,
    ConnectionsCut: cut,
    ConnectionsDrained: drained,
    Sentence: explainOrder({ listener: name, from, to, serverId: server.serverId, cut, drained, dryRun }),
  };
}
