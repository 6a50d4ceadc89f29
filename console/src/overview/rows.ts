/** The list of load balancers: what the API lists and what the stream tells of each, worst first. Pure. */
import type { Answer } from '../api/use-call.ts';
import type { Balancers } from '../live/topics.ts';
import type { BalancerSummary, TrafficFigures } from '../../../src/contract/events.ts';

type Listed = Answer<'DescribeLoadBalancers'>['LoadBalancers'][number];

export interface BalancerRow {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** active, inactive or locked. */
  readonly status: string;
  /** Undefined while the stream has not told of it. */
  readonly live: BalancerSummary | undefined;
}

const ranks = { critical: 0, warning: 1, ok: 2 } as const;

export function rowsOf(listed: readonly Listed[], live: Balancers): readonly BalancerRow[] {
  return listed
    .map((balancer): BalancerRow => {
      const told = live?.get(balancer.LoadBalancerId);
      return {
        id: balancer.LoadBalancerId,
        name: balancer.LoadBalancerName || balancer.LoadBalancerId,
        address: balancer.Address,
        status: told?.status ?? balancer.LoadBalancerStatus,
        live: told,
      };
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || compare(a.name, b.name) || compare(a.id, b.id));
}

function rankOf({ live, status }: BalancerRow): number {
  return live ? ranks[live.level] : status === 'active' ? ranks.ok : ranks.warning;
}

/** Of a thousand names; `localeCompare` would take many times as long. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface Totals {
  readonly balancers: number;
  readonly critical: number;
  readonly warning: number;
  readonly figures: TrafficFigures;
}

export function totalsOf(rows: readonly BalancerRow[]): Totals {
  const count = (level: BalancerSummary['level']): number =>
    rows.filter(({ live }) => live?.level === level).length;
  const sum = (index: 0 | 1 | 2 | 3): number =>
    rows.reduce((total, { live }) => total + (live?.figures[index] ?? 0), 0);
  return {
    balancers: rows.length,
    critical: count('critical'),
    warning: count('warning'),
    figures: [sum(0), sum(1), sum(2), sum(3)],
  };
}
