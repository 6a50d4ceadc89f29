/**
 * What listeners carry: the kernel counts by connection, and tells each sum when the connection has ended. So a
 * listener's sum is that of those that have ended, heard here, and of those that live, which the caller has.
 */
import type { ListenerKey, PlannedListener } from '../../domain/plan-types.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import type { ConnectionEnds } from '../../net/netlink/connection-ends.ts';
import type { Counted, TrackedConnection } from '../../net/netlink/conntrack.ts';
import { placeKey } from './names.ts';

export interface Carried {
  readonly fromClients: Counted;
  readonly toClients: Counted;
}

export interface TrafficOptions {
  readonly ends: ConnectionEnds;
  readonly clock: Clock;
  /** The listener at a place; undefined: none of ours any more. */
  readonly listenerAt: (place: string) => PlannedListener | undefined;
}

/** The socket holds some thousands: enough for this long. */
const intervalMs = 50;
export const nothingCarried: Carried = {
  fromClients: { packets: 0, bytes: 0 },
  toClients: { packets: 0, bytes: 0 },
};

export class Traffic {
  readonly #options: TrafficOptions;
  readonly #ended = new Map<ListenerKey, Carried>();
  /** What was told last: a connection between the two readings is missing in both, and no sum may go back. */
  readonly #told = new Map<ListenerKey, Carried>();
  #timer: Timer | undefined;

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.#readIn(intervalMs);
  }

  /** All that the listener has carried since the engine has had it, given its connections of now. */
  of(key: ListenerKey, connections: readonly TrackedConnection[]): Carried {
    const living = connections.map(({ sent, answered }) => ({ fromClients: sent, toClients: answered }));
    const now = living.reduce(sum, this.#ended.get(key) ?? nothingCarried);
    const carried = later(this.#told.get(key) ?? nothingCarried, now);
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
    const { ended, more } = this.#options.ends.read();
    for (const { protocol, destination, sent, answered } of ended) {
      const key = this.#options.listenerAt(placeKey(protocol, destination))?.key;
      if (key === undefined) continue;
      const before = this.#ended.get(key) ?? nothingCarried;
      this.#ended.set(key, sum(before, { fromClients: sent, toClients: answered }));
    }
    return more;
  }
}

function sum(a: Carried, b: Carried): Carried {
  return {
    fromClients: add(a.fromClients, b.fromClients),
    toClients: add(a.toClients, b.toClients),
  };
}

function add(a: Counted, b: Counted): Counted {
  return { packets: a.packets + b.packets, bytes: a.bytes + b.bytes };
}

function later(a: Carried, b: Carried): Carried {
  return {
    fromClients: most(a.fromClients, b.fromClients),
    toClients: most(a.toClients, b.toClients),
  };
}

function most(a: Counted, b: Counted): Counted {
  return { packets: Math.max(a.packets, b.packets), bytes: Math.max(a.bytes, b.bytes) };
}
