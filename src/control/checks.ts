/** What is probed: everything that carries traffic, each check once however many listeners share it. */
import type { ProbeKey, ProbeSpec } from '../domain/health.ts';
import { carriesTraffic } from '../domain/plan.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import type { ResolvedListener } from '../domain/resolve.ts';
import type { ListenerChange } from './resolution.ts';

export function checksOf(
  listeners: ReadonlyMap<ListenerKey, ResolvedListener>,
): ReadonlyMap<ProbeKey, ProbeSpec> {
  const checks = new Map<ProbeKey, ProbeSpec>();
  for (const listener of listeners.values()) {
    for (const [key, spec] of checksOfOne(listener)) checks.set(key, spec);
  }
  return checks;
}

/** Most changes of a listener leave its checks as they are. */
export function checksDiffer({ before, after }: ListenerChange): boolean {
  const [old, now] = [before, after].map((listener) => new Map(listener && checksOfOne(listener)));
  return old?.size !== now?.size || [...(now?.keys() ?? [])].some((key) => !old?.has(key));
}

function checksOfOne(listener: ResolvedListener): readonly (readonly [ProbeKey, ProbeSpec])[] {
  if (!carriesTraffic(listener)) return [];
  return listener.targets.flatMap(({ probe }) => (probe ? [[probe.key, probe.spec] as const] : []));
}
