/** Connections to servers that carry nothing now, for the next request; the one used last is taken first. */
import type { Clock } from '../../../lib/clock.ts';
import type { TargetState } from '../target-state.ts';
import type { UpstreamConnection } from './upstream-connection.ts';

/** A target's; what is given back beyond is closed. */
const maxIdle = 256;

export class IdleConnections {
  readonly #clock: Clock;
  readonly #byTarget = new Map<TargetState, UpstreamConnection[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** One that has been idle for `withinMs` at most. */
  take(target: TargetState, withinMs: number): UpstreamConnection | undefined {
    const idle = this.#byTarget.get(target);
    const last = idle?.at(-1);
    if (!last || this.#clock.monotonic() - last.idleSinceMs > withinMs) return undefined;
    idle?.pop();
    if (last.usable) return last;
    last.destroy();
    return this.take(target, withinMs);
  }

  give(connection: UpstreamConnection): void {
    const idle = this.#byTarget.get(connection.target) ?? [];
    if (!connection.usable || idle.length >= maxIdle) {
      connection.destroy();
      return;
    }
    if (!connection.reused) connection.onClosed(() => this.#forget(connection));
    connection.reused = true;
    connection.idleSinceMs = this.#clock.monotonic();
    idle.push(connection);
    this.#byTarget.set(connection.target, idle);
  }

  /** Closes those of all targets that `isKept` does not want. */
  keepOnly(isKept: (target: TargetState) => boolean): void {
    for (const [target, idle] of this.#byTarget) {
      if (isKept(target)) continue;
      this.#byTarget.delete(target);
      for (const connection of idle) connection.destroy();
    }
  }

  #forget(connection: UpstreamConnection): void {
    const idle = this.#byTarget.get(connection.target);
    const at = idle?.indexOf(connection) ?? -1;
    if (at >= 0) idle?.splice(at, 1);
    if (idle?.length === 0) this.#byTarget.delete(connection.target);
  }
}
