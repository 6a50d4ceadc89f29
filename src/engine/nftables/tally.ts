/**
 * Connections by target, where the kernel counts by listener only: what its counters have grown by since the last look
 * belongs to the target that was active then.
 */
import type { ListenerKey } from '../../domain/plan-types.ts';

export interface TargetCount {
  readonly newConnections: number;
  readonly connectFailures: number;
}

interface Listening {
  /** Of the kernel, at the last look. */
  attempts: number;
  refused: number;
  target: string | undefined;
  readonly counts: Map<string, { newConnections: number; connectFailures: number }>;
}

export class Tally {
  readonly #listening = new Map<ListenerKey, Listening>();

  /** What the kernel says now. Lower than before: its counters were made anew. */
  look(key: ListenerKey, attempts: number, refused: number): void {
    const each = this.#of(key);
    const tried = attempts >= each.attempts ? attempts - each.attempts : attempts;
    const failures = refused >= each.refused ? refused - each.refused : refused;
    each.attempts = attempts;
    each.refused = refused;
    if (each.target === undefined) return;
    const count = each.counts.get(each.target) ?? { newConnections: 0, connectFailures: 0 };
    count.newConnections += tried - failures;
    count.connectFailures += failures;
    each.counts.set(each.target, count);
  }

  /** From here on new connections are this target's; undefined: nobody's, or counted elsewhere. */
  serve(key: ListenerKey, target: string | undefined): void {
    this.#of(key).target = target;
  }

  of(key: ListenerKey, target: string): TargetCount {
    return this.#listening.get(key)?.counts.get(target) ?? { newConnections: 0, connectFailures: 0 };
  }

  forget(key: ListenerKey): void {
    this.#listening.delete(key);
  }

  #of(key: ListenerKey): Listening {
    const there = this.#listening.get(key);
    if (there !== undefined) return there;
    const made: Listening = { attempts: 0, refused: 0, target: undefined, counts: new Map() };
    this.#listening.set(key, made);
    return made;
  }
}
