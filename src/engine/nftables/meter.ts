/** Reads the kernel's counters and makes the engine's statistics of them. */
import type { ListenerKey, PlannedTransportListener, PlannedTarget } from '../../domain/plan-types.ts';
import type { TrackedConnection } from '../../net/netlink/conntrack.ts';
import type { ListenerStats, TargetStats } from '../engine.ts';
import type { CounterSet } from './base.ts';
import { counterSets } from './base.ts';
import { placeOf } from './doomed.ts';
import { Growth } from './growth.ts';
import type { Lookup } from './counters.ts';
import { readListenerCounters, readListenerPackets } from './counters.ts';
import type { Kernel } from './kernel.ts';
import { type Counted, nothingCounted } from '../../net/netlink/counted.ts';
import { readCounters } from './listing.ts';
import type { Family } from './names.ts';
import { familyOf, placeKey, tableName } from './names.ts';
import { targetCounter } from './pool.ts';
import { directTarget, holdsRefusals, keptTargets, servingTargets } from './render.ts';
import { Tally } from './tally.ts';
import type { Traffic } from './traffic.ts';
import { nothingCarried } from './traffic.ts';

type Counters = Readonly<Record<CounterSet, Lookup>>;

interface Reading {
  readonly sets: Counters;
  readonly targets: ReadonlyMap<string, Counted>;
}

/** Of headers in a datagram: what is counted is the packet, what is told its content. */
const headerBytes = { ip: { udp: 28, tcp: 40 }, ip6: { udp: 48, tcp: 60 } } as const;
/** More listeners than this are read as whole sets. */
const singleReads = 16;

export class Meter {
  readonly #kernel: Kernel;
  readonly #tally = new Tally();
  readonly #growth = new Growth();
  /** Absent where connections cannot be seen. */
  readonly #traffic: Traffic | undefined;

  constructor(kernel: Kernel, traffic: Traffic | undefined) {
    this.#kernel = kernel;
    this.#traffic = traffic;
  }

  /** New connections of these listeners are counted for the targets that they have from here on. */
  async changeTargets(listeners: readonly PlannedTransportListener[]): Promise<void> {
    if (listeners.length === 0) return;
    if (listeners.length <= singleReads) for (const listener of listeners) await this.#lookAt(listener);
    else await this.#lookAtAll(listeners);
    for (const listener of listeners) this.#tally.serve(listener.key, directTarget(listener)?.id);
  }

  forget(key: ListenerKey): void {
    this.#tally.forget(key);
    this.#traffic?.forget(key);
    for (const set of counterSets) this.#growth.forget(`${key} ${set}`);
  }

  async stats(listeners: readonly PlannedTransportListener[]): Promise<readonly ListenerStats[]> {
    if (listeners.length === 0) return [];
    const families = new Set(listeners.map(({ address }) => familyOf(address)));
    const readings = new Map<Family, Reading>();
    for (const family of families) readings.set(family, await this.#read(family, listeners.some(hasPool)));
    const connections = (await this.#kernel.connections?.byPlace()) ?? new Map<string, TrackedConnection[]>();
    return listeners.map((listener) => {
      const reading = readings.get(familyOf(listener.address));
      const key = placeKey(listener.protocol, listener);
      return this.#statsOf(listener, reading, connections.get(key) ?? []);
    });
  }

  #statsOf(
    listener: PlannedTransportListener,
    reading: Reading | undefined,
    connections: readonly TrackedConnection[],
  ): ListenerStats {
    const kernel = (set: CounterSet): Counted => reading?.sets[set](listener) ?? nothingCounted;
    const count = (set: CounterSet): Counted => this.#growth.total(`${listener.key} ${set}`, kernel(set));
    this.#tally.look(listener.key, kernel('attempts').packets, kernel('refused').packets);
    const [attempts, refused] = [count('attempts').packets, count('refused').packets];
    const living = connections.filter(({ alive }) => alive);
    const { fromClients: from, toClients: to } =
      this.#traffic?.of(listener.key, connections) ?? nothingCarried;
    const header = headerBytes[familyOf(listener.address)][listener.protocol];
    return {
      key: listener.key,
      activeConnections: living.length,
      newConnections: attempts - refused,
      failedConnections: count('failed').packets + (holdsRefusals(listener) ? 0 : refused),
      droppedConnections: count('dropped').packets,
      fallbacks: 0,
      bytesFromClients: Math.max(0, from.bytes - from.packets * header),
      bytesToClients: Math.max(0, to.bytes - to.packets * header),
      packetsFromClients: from.packets,
      packetsToClients: to.packets,
      targets: targetsOf(listener).map((target) => this.#targetStats(listener, target, reading, living)),
    };
  }

  #targetStats(
    listener: PlannedTransportListener,
    target: PlannedTarget,
    reading: Reading | undefined,
    living: readonly TrackedConnection[],
  ): TargetStats {
    const place = placeOf(target);
    const counted = this.#tally.of(listener.key, target.id);
    const chosen = reading?.targets.get(targetCounter(listener, target))?.packets ?? 0;
    return {
      id: target.id,
      activeConnections: living.filter((connection) => placeOf(connection.target) === place).length,
      newConnections: counted.newConnections + chosen,
      connectFailures: counted.connectFailures,
    };
  }

  /** Counters of targets are there only where a pool chooses among several. */
  async #read(family: Family, pools: boolean): Promise<Reading> {
    const read = (set: CounterSet): Promise<Lookup> => readListenerCounters(this.#kernel, family, set);
    const list = `list counters table ${family} ${tableName}`;
    return {
      sets: {
        attempts: await read('attempts'),
        refused: await read('refused'),
        failed: await read('failed'),
        dropped: await read('dropped'),
      },
      targets: pools ? readCounters(await this.#kernel.transport.list(list)) : new Map<string, Counted>(),
    };
  }

  async #lookAt(listener: PlannedTransportListener): Promise<void> {
    const attempts = await readListenerPackets(this.#kernel, listener, 'attempts');
    const refused = await readListenerPackets(this.#kernel, listener, 'refused');
    this.#tally.look(listener.key, attempts, refused);
  }

  async #lookAtAll(listeners: readonly PlannedTransportListener[]): Promise<void> {
    for (const family of ['ip', 'ip6'] as const) {
      const own = listeners.filter(({ address }) => familyOf(address) === family);
      if (own.length === 0) continue;
      const attempts = await readListenerCounters(this.#kernel, family, 'attempts');
      const refused = await readListenerCounters(this.#kernel, family, 'refused');
      for (const listener of own)
        this.#tally.look(listener.key, attempts(listener).packets, refused(listener).packets);
    }
  }
}

function hasPool(listener: PlannedTransportListener): boolean {
  return servingTargets(listener).length > 0 && directTarget(listener) === undefined;
}

function targetsOf(listener: PlannedTransportListener): readonly PlannedTarget[] {
  const { backend } = listener;
  const spare = backend.kind === 'pair' ? [backend.standby] : (backend.spare ?? []);
  return [...keptTargets(listener), ...spare.filter((target) => target !== undefined)];
}
