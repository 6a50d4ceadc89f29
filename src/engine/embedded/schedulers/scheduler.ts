/** Which target of a pool gets the next new connection. One file per algorithm, one line each in registry.ts. */
export interface Schedulable {
  readonly id: string;
  readonly weight: number;
}

export interface Scheduler<T extends Schedulable> {
  /** Replaces the targets; what the algorithm has learnt about targets that stay is kept, so an edit skews no share. */
  update(targets: readonly T[]): void;
  /**
   * Target for a new connection from `source` (the client's address without port). Targets in `skip` have already
   * failed this client. Undefined when none is left.
   */
  pick(source: string, skip: ReadonlySet<T>): T | undefined;
}
