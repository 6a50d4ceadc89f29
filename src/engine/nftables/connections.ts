/** The connections of our listeners in the kernel's table: counted, and ended when a plan says so. */
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { Conntrack, ConnectionFilter, TrackedConnection } from '../../net/netlink/conntrack.ts';
import type { RawTcp } from '../../net/raw-tcp.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sentence } from './sentence.ts';
import { byPlace, keyOf } from './sentence.ts';
import { Unanswered } from './unanswered.ts';

/** More places than this are looked up in one go through the whole table. */
const singleLookups = 8;
/** Longer than a server needs that lives, and much shorter than the second until a client tries again. */
const answersWithinMs = 50;

export class Connections {
  readonly conntrack: Conntrack;
  readonly #raw: RawTcp | undefined;
  readonly #unanswered: Unanswered;

  constructor(conntrack: Conntrack, raw: RawTcp | undefined, clock: Clock) {
    this.conntrack = conntrack;
    this.#raw = raw;
    this.#unanswered = new Unanswered({
      conntrack,
      clock,
      answersWithinMs,
      found: (connections) => conntrack.delete(connections),
    });
  }

  /** All of all balancers, by the key of the place that their clients asked for. Others' are among them. */
  async byPlace(): Promise<ReadonlyMap<string, readonly TrackedConnection[]>> {
    const found = new Map<string, TrackedConnection[]>();
    for (const connection of await this.conntrack.list()) {
      const key = keyOf(connection);
      const list = found.get(key);
      if (list === undefined) found.set(key, [connection]);
      else list.push(connection);
    }
    return found;
  }

  find(place: ConnectionFilter, client: TrackedConnection['client']): Promise<TrackedConnection | undefined> {
    return this.conntrack.find(place, client);
  }

  /** Ends those that are sentenced; says how many clients will notice. */
  async carryOut(sentences: readonly Sentence[]): Promise<number> {
    if (sentences.length === 0) return 0;
    const sentenced = byPlace(sentences);
    const candidates =
      sentenced.size <= singleLookups
        ? (await Promise.all([...sentenced.values()].map((each) => this.conntrack.list(each)))).flat()
        : await this.conntrack.list();
    const doomed = candidates.filter(
      (connection) => sentenced.get(keyOf(connection))?.judge(connection) === true,
    );
    await this.conntrack.delete(doomed);
    const alive = doomed.filter((connection) => connection.alive);
    for (const connection of alive) this.#reset(connection);
    return alive.length;
  }

  /**
   * Takes connects from targets that have lost their place and do not answer, so that the client's own repetition, after a
   * second, meets who serves then. To take one from a server that lives would cost its client that second, or, when the
   * answer comes just then, the connection. Resolves when it is done; rejects with `SystemCallError`.
   */
  moveUnanswered(sentences: readonly Sentence[]): Promise<void> {
    return this.#unanswered.seeTo(sentences);
  }

  close(): void {
    this.conntrack.close();
    this.#raw?.close();
  }

  /**
   * With its entry gone, the next segment of either side is answered by a reset. This makes both sides send one now, in
   * the name of the other, so that nobody who is silent is left behind.
   */
  #reset({ protocol, client, destination, seenAs, target }: TrackedConnection): void {
    if (protocol === 'udp') return;
    this.#raw?.sendSyn({ from: destination, to: client });
    this.#raw?.sendSyn({ from: seenAs, to: target });
  }
}

/** All of a listener's connections, of every target: for one that goes. */
export function everyConnection({ protocol, address, port }: PlannedTransportListener): Sentence {
  return { protocol, address, port, judge: () => true };
}
