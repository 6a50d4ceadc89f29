/** Who uses a master-slave group: listeners, and rules of HTTP and HTTPS listeners. Each decides for itself who is active. */
import { keys, listenerKey, ruleKey } from '../../domain/keys.ts';
import type { HealthCheck, Listener, MasterSlaveServerGroup } from '../../domain/resources.ts';
import type { Rule } from '../../domain/rules.ts';
import type { ListenerRuntime } from '../../domain/runtime-view.ts';
import type { ActionContext } from '../context.ts';
import { listenersOf, usesGroup } from '../find.ts';
import { rulesOfLoadBalancer } from '../rule/find.ts';

export interface GroupUse {
  readonly listener: Listener;
  /** Absent: the listener itself. */
  readonly rule?: Rule;
  /** For people. */
  readonly name: string;
  /** The one that counts. */
  readonly healthCheck: HealthCheck;
  readonly order: Listener['order'];
  readonly runtime: ListenerRuntime | undefined;
}

/** Listeners first, each in their order. */
export async function usesOf(
  { id, loadBalancerId }: MasterSlaveServerGroup,
  context: ActionContext,
): Promise<readonly GroupUse[]> {
  const listeners = await listenersOf(context, loadBalancerId);
  const rules = (await rulesOfLoadBalancer(context, loadBalancerId)).filter(({ groupId }) => groupId === id);
  return [
    ...listeners
      .filter((listener) => usesGroup(listener, id))
      .map((listener) => byListener(listener, context)),
    ...rules.flatMap((rule) => {
      const listener = listeners.find(
        ({ protocol, port }) => protocol === rule.listenerProtocol && port === rule.listenerPort,
      );
      return listener ? [byRule(rule, listener, context)] : [];
    }),
  ];
}

/** Of which the group's policy for established connections depends. */
export function policyListener({ listener, healthCheck }: GroupUse) {
  const drain = listener.protocol === 'tcp' ? { connectionDrainMs: listener.connectionDrainMs } : {};
  return { healthCheck, ...drain };
}

export function putOrder(
  { listener, rule }: GroupUse,
  order: Listener['order'],
  { tx }: ActionContext,
): void {
  if (rule) tx.put('rules', keys.rule(rule.id), { ...rule, order });
  else
    tx.put('listeners', keys.listener(listener.loadBalancerId, listener.protocol, listener.port), {
      ...listener,
      order,
    });
}

/** What the answers about it begin with. */
export function useToWire({ listener, rule }: GroupUse) {
  return {
    ListenerPort: listener.port,
    ListenerProtocol: listener.protocol,
    ...(rule && { RuleId: rule.id }),
  };
}

function byListener(listener: Listener, { runtime }: ActionContext): GroupUse {
  const { healthCheck, order } = listener;
  const name = `${listener.protocol}:${listener.port}`;
  return { listener, name, healthCheck, order, runtime: runtime.listener(keyOf(listener)) };
}

function byRule(rule: Rule, listener: Listener, { runtime }: ActionContext): GroupUse {
  const { healthCheck } = rule.listenerSync ? listener : rule;
  const name = `${listener.protocol}:${listener.port} ${rule.name}`;
  const key = ruleKey(keyOf(listener), rule.id);
  return { listener, rule, name, healthCheck, order: rule.order, runtime: runtime.listener(key) };
}

function keyOf({ loadBalancerId, protocol, port }: Listener): string {
  return listenerKey(loadBalancerId, protocol, port);
}
