/**
 * Group commit: while one group is on its way to the disk, further changes gather; then all of them go as the next group.
 * Under load the disk is waited for once per group, not once per change.
 */
import type { Revision } from '../store.ts';
import { fromFailure } from './failures.ts';
import type { Operation, Outcome } from './protocol.ts';
import { unexpected } from './thread.ts';

// Bounds the wait of the first change in a large group.
const maxGroup = 256;

export type Applied = Extract<Outcome, { kind: 'done' }>;

interface Queued {
  readonly operation: Operation;
  readonly resolve: (applied: Applied) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupWriter {
  readonly #apply: (operations: readonly Operation[]) => Promise<readonly Outcome[]>;
  readonly #onApplied: (operation: Operation, applied: Applied) => void;
  #queue: Queued[] = [];
  #running: Promise<void> | undefined;

  /** `onApplied` is called in revision order, before the submitter learns of it. */
  constructor(
    apply: (operations: readonly Operation[]) => Promise<readonly Outcome[]>,
    onApplied: (operation: Operation, applied: Applied) => void,
  ) {
    this.#apply = apply;
    this.#onApplied = onApplied;
  }

  /** Resolves when the operation is durable. Operations are applied in the order of the calls. */
  async submit(operation: Operation): Promise<Revision> {
    const applied = await new Promise<Applied>((resolve, reject) => {
      this.#queue.push({ operation, resolve, reject });
      this.#running ??= this.#run();
    });
    return applied.revision;
  }

  /** Resolves when nothing is queued or on its way. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Lets everything submitted in the same turn join the first group.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, maxGroup);
      try {
        this.#settle(group, await this.#apply(group.map((queued) => queued.operation)));
      } catch (error) {
        for (const queued of group) queued.reject(error);
      }
    }
    this.#running = undefined;
  }

  #settle(group: readonly Queued[], outcomes: readonly Outcome[]): void {
    group.forEach((queued, index) => {
      const outcome = outcomes[index];
      if (outcome?.kind === 'done') {
        if (outcome.changed) this.#onApplied(queued.operation, outcome);
        queued.resolve(outcome);
      } else {
        queued.reject(outcome === undefined ? unexpected('too few outcomes') : fromFailure(outcome.failure));
      }
    });
  }
}
