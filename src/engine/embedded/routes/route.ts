/**
 * Where a client's connection or flow goes, under the plan in force. A route is swapped whole when its listener's
 * backend changes; TCP and UDP ask the same questions of it.
 */
import type { Client } from '../client.ts';
import type { TargetState } from '../target-state.ts';

export type RouteStep =
  /** Try this target, for at most `withinMs` (absent: the listener's connect time-out). */
  | { readonly kind: 'try'; readonly target: TargetState; readonly withinMs?: number }
  /** Nobody can serve now; ask again, with nothing failed, after this long or at the next plan. */
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'refuse' };

export interface Route {
  /** Targets that take new connections, as the plan has it. */
  readonly serving: readonly TargetState[];
  /** Targets whose established connections are not touched: those that serve, and in pools those at rest. */
  readonly holding: readonly TargetState[];
  /** Everything the plan names, spares included. */
  readonly planned: readonly TargetState[];
  /** Of the election of a pair; undefined for a single pool. */
  readonly epoch: number | undefined;
  serves(target: TargetState): boolean;
  holds(target: TargetState): boolean;
  /** What to do for a client whose earlier tries failed on `failed`, and who has waited `waitedMs` in all. */
  next(client: Client, failed: ReadonlySet<TargetState>, waitedMs: number): RouteStep;
  /** Whether a try of `target` that is still under way is what this route would do as well. */
  keeps(target: TargetState, failed: ReadonlySet<TargetState>): boolean;
  /** `target` has accepted a connection or flow of `client`. */
  served(client: Client, target: TargetState): void;
}
