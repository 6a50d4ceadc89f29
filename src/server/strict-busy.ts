/**
 * Imitation of a habit of the vendor that this service does not have: a load balancer that is being changed, or was a
 * moment ago, refuses further changes. For testing that clients try again (setting strictBusy).
 */
import { ApiError } from '../contract/api-error.ts';
import type { ActionContract } from '../contract/define.ts';
import type { AccessTarget } from '../domain/ram-policy.ts';
import type { Clock } from '../lib/clock.ts';

/** How long a change takes at the vendor's; seconds there, short here so that tests are. */
export const BUSY_MS = 500;

export class StrictBusy {
  readonly #clock: Clock;
  readonly #untilMs = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs the call unless it changes a load balancer that is busy: then it throws `ApiError` operationBusy. */
  async run<T>(
    { write }: Pick<ActionContract, 'write'>,
    targets: readonly AccessTarget[],
    call: () => Promise<T>,
  ): Promise<T> {
    const ids = write ? loadBalancersOf(targets) : [];
    this.#forget();
    const busy = ids.find((id) => this.#untilMs.has(id));
    if (busy !== undefined) throw new ApiError('operationBusy', { loadBalancerId: busy });
    for (const id of ids) this.#untilMs.set(id, Infinity);
    try {
      const result = await call();
      for (const id of ids) this.#untilMs.set(id, this.#clock.monotonic() + BUSY_MS);
      return result;
    } catch (error) {
      for (const id of ids) this.#untilMs.delete(id);
      throw error;
    }
  }

  #forget(): void {
    const nowMs = this.#clock.monotonic();
    for (const [id, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#untilMs.delete(id);
  }
}

function loadBalancersOf(targets: readonly AccessTarget[]): readonly string[] {
  const ids = targets.map(({ arn = '' }) => /:loadbalancer\/([^*]+)$/.exec(arn)?.[1]);
  return [...new Set(ids.filter((id) => id !== undefined))];
}
