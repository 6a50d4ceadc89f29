/** What the engine's counters say per second. */
import { type ListenerTraffic, noTraffic } from '../../domain/live-view.ts';
import type { ListenerKey } from '../../domain/plan-types.ts';
import type { ListenerStats } from '../../engine/engine.ts';

type Stats = ReadonlyMap<ListenerKey, ListenerStats>;

interface Known {
  readonly stats: ListenerStats;
  readonly traffic: ListenerTraffic;
  /** The counters stood still: while they go on doing so there is nothing to work out. */
  readonly still: boolean;
}

export class Traffic {
  #takenMs = 0;
  readonly #known = new Map<ListenerKey, Known>();

  of(key: ListenerKey): ListenerTraffic {
    return this.#known.get(key)?.traffic ?? noTraffic;
  }

  /** Returns the listeners whose traffic is not what it was. `nowMs` is monotonic. */
  take(stats: Stats, nowMs: number): readonly ListenerKey[] {
    // Without anything to compare with, only what is established is known.
    const seconds = this.#takenMs === 0 ? undefined : (nowMs - this.#takenMs) / 1000;
    const changed: ListenerKey[] = [];
    for (const [key, after] of stats) {
      const known = this.#known.get(key);
      const still = known?.stats === after;
      if (still && known.still) continue;
      const now = trafficNow(known?.stats, after, seconds);
      const isSame = same(now, this.of(key));
      this.#known.set(key, { stats: after, traffic: isSame ? this.of(key) : now, still });
      if (!isSame) changed.push(key);
    }
    for (const key of this.#known.keys()) {
      if (stats.has(key)) continue;
      this.#known.delete(key);
      changed.push(key);
    }
    this.#takenMs = nowMs;
    return changed;
  }
}

/** Of ten thousand listeners most never carry anything: they share one value. */
function trafficNow(
  before: ListenerStats | undefined,
  after: ListenerStats,
  seconds: number | undefined,
): ListenerTraffic {
  const { newConnections, droppedConnections, activeConnections, fallbacks } = after;
  if (newConnections + droppedConnections + activeConnections + fallbacks === 0) return noTraffic;
  return seconds === undefined ? trafficOf(after, after, 1) : trafficOf(before, after, seconds);
}

function trafficOf(
  before: ListenerStats | undefined,
  after: ListenerStats,
  seconds: number,
): ListenerTraffic {
  const rate = (counter: Counter): number => perSecond(before?.[counter], after[counter], seconds);
  return {
    connections: after.activeConnections,
    newConnections: rate('newConnections'),
    droppedConnections: rate('droppedConnections'),
    bytesFromClients: rate('bytesFromClients'),
    bytesToClients: rate('bytesToClients'),
    fallbacks: after.fallbacks,
    targets: new Map(
      after.targets.map(({ id, activeConnections, newConnections }) => {
        const earlier = before?.targets.find((target) => target.id === id)?.newConnections;
        return [
          id,
          { connections: activeConnections, newConnections: perSecond(earlier, newConnections, seconds) },
        ];
      }),
    ),
  };
}

type Counter = 'newConnections' | 'droppedConnections' | 'bytesFromClients' | 'bytesToClients';

/** A counter that is lower than before began anew, with the engine. */
function perSecond(before: number | undefined, after: number, seconds: number): number {
  const grown = before === undefined || after < before ? after : after - before;
  return seconds > 0 ? grown / seconds : 0;
}

function same(a: ListenerTraffic, b: ListenerTraffic): boolean {
  return (
    a.connections === b.connections &&
    a.newConnections === b.newConnections &&
    a.droppedConnections === b.droppedConnections &&
    a.bytesFromClients === b.bytesFromClients &&
    a.bytesToClients === b.bytesToClients &&
    a.fallbacks === b.fallbacks &&
    a.targets.size === b.targets.size &&
    [...a.targets].every(([id, target]) => {
      const other = b.targets.get(id);
      return other?.connections === target.connections && other.newConnections === target.newConnections;
    })
  );
}
