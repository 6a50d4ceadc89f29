/** The servers behind a listener, as stored, joined with what the health monitor knows of them now. */
import type { Verdict } from '../../domain/health.ts';
import { defaultServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import { type DefaultMember, groupIdsOf, type Listener } from '../../domain/resources.ts';
import { targetId } from '../../domain/resolve-route.ts';
import type { TargetRuntime } from '../../domain/runtime-view.ts';
import type { ActionContext } from '../context.ts';
import { runtimeOf } from './status.ts';

export type HealthWord = 'normal' | 'abnormal' | 'unavailable';

export interface ListenerTarget {
  readonly member: DefaultMember;
  readonly port: number;
  /** Undefined: the listener is not in force, or the server was added a moment ago. */
  readonly now: TargetRuntime | undefined;
}

/** In the order of the group; of a pair of groups, the master's first. */
export async function targetsOf(
  listener: Listener,
  context: ActionContext,
): Promise<readonly ListenerTarget[]> {
  const known = new Map(
    runtimeOf(listener, context)?.targets.map((target) => [target.target.id, target] as const),
  );
  return (await membersOf(listener, context)).map(({ member, port, id }) => ({
    member,
    port,
    now: known.get(id),
  }));
}

/** Unavailable: not probed, no result yet, or nothing in force to probe for. */
export function healthWord(listener: Listener, now: TargetRuntime | undefined): HealthWord {
  if (listener.desiredStatus === 'stopped') return 'unavailable';
  return verdictWords[now?.health?.verdict ?? 'unknown'];
}

const verdictWords: Record<Verdict, HealthWord> = {
  healthy: 'normal',
  unhealthy: 'abnormal',
  unknown: 'unavailable',
};

async function membersOf(
  { backend, loadBalancerId }: Listener,
  { tx }: ActionContext,
): Promise<readonly (Omit<ListenerTarget, 'now'> & { readonly id: string })[]> {
  const ids = backend.kind === 'default' ? [defaultServerGroupId(loadBalancerId)] : groupIdsOf(backend);
  const groups = await Promise.all(ids.map((id) => tx.get('serverGroups', keys.serverGroup(id))));
  return groups.flatMap((group) => {
    if (!group) return [];
    const target = (member: DefaultMember, port: number) => ({
      member,
      port,
      id: targetId(group.kind, member, port),
    });
    if (group.kind !== 'default') return group.members.map((member) => target(member, member.port));
    return backend.kind === 'default' ? group.members.map((member) => target(member, backend.port)) : [];
  });
}
