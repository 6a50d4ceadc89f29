/**
 * Connects that are left without an answer. They are looked at twice: a server that lives answers in between, and what it
 * answers must not be taken for what it leaves.
 */
import type { Clock } from '../../lib/clock.ts';
import { sleep } from '../../lib/clock.ts';
import type { Conntrack, TrackedConnection } from '../../net/netlink/conntrack.ts';
import type { Sentence } from './sentence.ts';
import { byPlace, keyOf } from './sentence.ts';

export interface UnansweredOptions {
  readonly conntrack: Pick<Conntrack, 'list'>;
  readonly clock: Clock;
  /** Between the two looks. */
  readonly answersWithinMs: number;
  /** With those that had no answer either time. */
  readonly found: (connections: readonly TrackedConnection[]) => Promise<void> | void;
}

export class Unanswered {
  readonly #options: UnansweredOptions;
  /** By place: of several sentences on one the latest counts. */
  #waiting = new Map<string, Sentence>();
  #working: Promise<void> | undefined;

  constructor(options: UnansweredOptions) {
    this.#options = options;
  }

  /** Resolves when they have been seen to, and all that came meanwhile. Rejects with `SystemCallError`. */
  seeTo(sentences: readonly Sentence[]): Promise<void> {
    if (sentences.length === 0) return Promise.resolve();
    // Ten thousand may come one by one.
    for (const [place, sentence] of byPlace(sentences)) this.#waiting.set(place, sentence);
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
    return this.#working;
  }

  /** However many are asked for, the table of connections is looked through at this pace. */
  async #work(): Promise<void> {
    const { clock, answersWithinMs, found } = this.#options;
    while (this.#waiting.size > 0) {
      const sentences = this.#waiting;
      this.#waiting = new Map();
      const before = new Set((await this.#meant(sentences)).map(({ id }) => id.toString('hex')));
      await sleep(clock, answersWithinMs);
      if (before.size === 0) continue;
      const still = await this.#meant(sentences);
      await found(still.filter(({ id }) => before.has(id.toString('hex'))));
    }
  }

  async #meant(sentences: ReadonlyMap<string, Sentence>): Promise<readonly TrackedConnection[]> {
    const [only] = sentences.size === 1 ? sentences.values() : [];
    const all = await this.#options.conntrack.list(only);
    return all.filter((connection) => sentences.get(keyOf(connection))?.judge(connection) === true);
  }
}
