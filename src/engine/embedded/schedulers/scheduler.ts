/** Which target of a pool gets the next new connection. One file per algorithm, one line each in registry.ts. */
import type { Client } from '../client.ts';

export interface Schedulable {
  readonly id: string;
  readonly weight: number;
  /** Connections or flows that it has now, those being opened included. */
  readonly load: number;
}

export interface Scheduler<T extends Schedulable> {
  /** Replaces the targets; what the algorithm has learnt about targets that stay is kept, so an edit skews no share. */
  update(targets: readonly T[]): void;
  /**
   * Target for a new connection of the client. Targets in `skip` have already failed it. Undefined when none is left.
   */
  pick(client: Client, skip: ReadonlySet<T>): T | undefined;
}
