/** What a worker is told about the listeners that it does not carry alone. */
import type { ListenerKey } from '../../../domain/plan-types.ts';
import type { PlanChange } from '../plan-change.ts';

/**
 * `first`: binds the port and lets the others join. `other`: joins. `first-takes-all`: others have joined before, and from
 * now on every new client is the first one's.
 */
export type Seat = 'first' | 'other' | 'first-takes-all';

/** A change as one worker is told it. */
export interface SeatedChange extends PlanChange {
  /** Of listeners in `set`; who has none carries the listener alone, as a single worker does with all. */
  readonly seats?: Readonly<Record<ListenerKey, Seat>>;
}
