/**
 * Connects that a target which has lost its place leaves without an answer are taken from it, so that the client's own
 * repetition, after a second, meets who serves then. They are looked at twice: a server that lives answers in between, and
 * to take a connect from it would cost its client that second, or, when the answer comes just then, the connection.
 */
import type { Clock } from '../../lib/clock.ts';
import { sleep } from '../../lib/clock.ts';
import type { Conntrack, TrackedConnection } from '../../net/netlink/conntrack.ts';
import type { Sentence } from './sentence.ts';
import { byPlace, keyOf } from './sentence.ts';

/** Longer than a server needs that lives, and much shorter than the second until a client tries again. */
const answersWithinMs = 50;

export class Unanswered {
  readonly #conntrack: Pick<Conntrack, 'list' | 'delete'>;
  readonly #clock: Clock;
  /** By place: of several sentences on one the latest counts. */
  #waiting = new Map<string, Sentence>();
  #working: Promise<void> | undefined;

  constructor(conntrack: Pick<Conntrack, 'list' | 'delete'>, clock: Clock) {
    this.#conntrack = conntrack;
    this.#clock = clock;
  }

  /** Resolves when they have been seen to, and all that came meanwhile. Rejects with `SystemCallError`. */
  move(sentences: readonly Sentence[]): Promise<void> {
    this.#waiting = new Map([...this.#waiting, ...byPlace(sentences)]);
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
    return this.#working;
  }

  /** However many plans come, the table of connections is looked through at this pace. */
  async #work(): Promise<void> {
    while (this.#waiting.size > 0) {
      const sentences = this.#waiting;
      this.#waiting = new Map();
      const before = new Set((await this.#doomed(sentences)).map(({ id }) => id.toString('hex')));
      await sleep(this.#clock, answersWithinMs);
      if (before.size === 0) continue;
      const still = await this.#doomed(sentences);
      await this.#conntrack.delete(still.filter(({ id }) => before.has(id.toString('hex'))));
    }
  }

  async #doomed(sentences: ReadonlyMap<string, Sentence>): Promise<readonly TrackedConnection[]> {
    const [only] = sentences.size === 1 ? sentences.values() : [];
    const all = await this.#conntrack.list(only);
    return all.filter((connection) => sentences.get(keyOf(connection))?.judge(connection) === true);
  }
}
