/**
 * What listeners carry: the kernel counts by connection, and tells each sum when the connection has ended. So a
 * listener's sum is that of those that have ended, heard here, and of those that live, which the caller has.
 */
import type { ListenerKey, PlannedTransportListener } from '../../domain/plan-types.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import type { ConnectionEnds } from '../../net/netlink/connection-ends.ts';
import type { ConnectionFilter, TrackedConnection } from '../../net/netlink/conntrack.ts';
import { type Counted, mostOf, nothingCounted, sumOf } from '../../net/netlink/counted.ts';
import { placeKey } from './names.ts';

export interface Carried {
  readonly fromClients: Counted;
  readonly toClients: Counted;
}

export interface TrafficOptions {
  readonly ends: ConnectionEnds;
  readonly clock: Clock;
  /** The listener at a place; undefined: none of ours any more. */
  readonly listenerAt: (place: string) => PlannedTransportListener | undefined;
}

/** The socket holds some thousands: enough for this long. */
const intervalMs = 50;
export const nothingCarried: Carried = { fromClients: nothingCounted, toClients: nothingCounted };

export class Traffic {
  readonly #options: TrafficOptions;
  readonly #ended = new Map<ListenerKey, Carried>();
  /** By the object that stands for the place. */
  readonly #names = new WeakMap<ConnectionFilter, string>();
  /** What was told last: a connection between the two readings is missing in both, and no sum may go back. */
  readonly #told = new Map<ListenerKey, Carried>();
  #timer: Timer | undefined;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.#readIn(intervalMs);
  }

  /** All that the listener has carried since the engine has had it, given its connections of now. */
  of(key: ListenerKey, connections: readonly TrackedConnection[]): Carried {
    let now = this.#ended.get(key) ?? nothingCarried;
    for (const each of connections) now = combine(now, carriedBy(each), sumOf);
    const carried = combine(this.#told.get(key) ?? nothingCarried, now, mostOf);
    this.#told.set(key, carried);
    return carried;
  }

  forget(key: ListenerKey): void {
    this.#ended.delete(key);
    this.#told.delete(key);
  }

  close(): void {
    this.#timer?.cancel();
    this.#options.ends.close();
  }

  #readIn(ms: number): void {
    this.#timer = this.#options.clock.setTimer(ms, () => {
      this.#readIn(this.#read() ? 0 : intervalMs);
    });
  }

  /** Whether there is more. */
  #read(): boolean {
    return this.#options.ends.read((place, fromClients, toClients) => {
      const key = this.#options.listenerAt(this.#nameOf(place))?.key;
      if (key === undefined) return;
      const before = this.#ended.get(key) ?? nothingCarried;
      this.#ended.set(key, combine(before, { fromClients, toClients }, sumOf));
    });
  }

  #nameOf(place: ConnectionFilter): string {
    const known = this.#names.get(place);
    if (known !== undefined) return known;
    const name = placeKey(place.protocol, place);
    this.#names.set(place, name);
    return name;
  }
}

function carriedBy({ sent, answered }: TrackedConnection): Carried {
  return { fromClients: sent, toClients: answered };
}

/** Both directions, each by `join`. */
function combine(a: Carried, b: Carried, join: typeof sumOf): Carried {
  return {
    fromClients: join(a.fromClients, b.fromClients),
    toClients: join(a.toClients, b.toClients),
  };
}
