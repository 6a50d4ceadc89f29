/** The two sides of a pair, and what is known of the servers on them. Pure. */
import type { ElectionVerdicts, Seat } from './election.ts';
import type { HealthView, Verdict } from './health.ts';
import type { ResolvedRoute, ResolvedTarget } from './resolve-route.ts';
import type { Role } from './roles.ts';

/** What is known now, looked up by name. */
export type Verdicts = Pick<HealthView, 'get'>;

/** What is known of a target: no address counts as bad, no probe as unknown. */
export function verdictOf(target: ResolvedTarget, health: Verdicts): Verdict {
  if (target.address.kind === 'unknown') return 'unhealthy';
  return (target.probe && health.get(target.probe.key)?.verdict) ?? 'unknown';
}

/** Undefined when the route has no complete pair. A group without servers counts as one of weight 0. */
export function pairVerdicts(route: ResolvedRoute, health: Verdicts): ElectionVerdicts | undefined {
  const { pair } = route;
  if (!pair) return undefined;
  const verdictOfSide = (role: Role): Verdict | undefined => {
    const side = sideOf(route, role);
    if (pair.kind === 'groups') return groupVerdict(side, health, pair.thresholdPercent);
    return side[0] && verdictOf(side[0], health);
  };
  const [master, slave] = [verdictOfSide('Master'), verdictOfSide('Slave')];
  return master && slave && { master, slave };
}

/** Everything on one side of a pair: one server, or the members of a group. */
export function sideOf(route: ResolvedRoute, role: Role): readonly ResolvedTarget[] {
  return route.targets.filter((target) => target.role === role);
}

/** Who sits on a side, as an election sees it. */
export function seatOf(route: ResolvedRoute, role: Role): Seat {
  const side = sideOf(route, role);
  const weight = Math.max(0, ...side.map((target) => target.weight));
  return { id: route.pair?.kind === 'groups' ? route.pair.seats[role] : (side[0]?.id ?? ''), weight };
}

/**
 * A group is good when more than this share of its servers is, bad when no more can be; servers of weight 0, which take
 * nothing, do not count. Without a verdict while that depends on servers that are not known yet.
 */
export function groupVerdict(
  members: readonly ResolvedTarget[],
  health: Verdicts,
  thresholdPercent: number,
): Verdict {
  const verdicts = members.filter(({ weight }) => weight > 0).map((member) => verdictOf(member, health));
  const share = (counted: readonly Verdict[]): number =>
    verdicts.length === 0 ? 0 : (100 * counted.length) / verdicts.length;
  if (share(verdicts.filter((verdict) => verdict === 'healthy')) > thresholdPercent) return 'healthy';
  return share(verdicts.filter((verdict) => verdict !== 'unhealthy')) > thresholdPercent
    ? 'unknown'
    : 'unhealthy';
}
