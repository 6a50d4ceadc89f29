/** What the engine's counters say per second. */
import { type ListenerTraffic, noTraffic } from '../../domain/live-view.ts';
import type { ListenerKey } from '../../domain/plan-types.ts';
import type { ListenerStats } from '../../engine/engine.ts';

type Stats = ReadonlyMap<ListenerKey, ListenerStats>;

export class Traffic {
  #stats: Stats = new Map();
  #takenMs = 0;
  readonly #now = new Map<ListenerKey, ListenerTraffic>();

  of(key: ListenerKey): ListenerTraffic {
    return this.#now.get(key) ?? noTraffic;
  }

  /** Returns the listeners whose traffic is not what it was. `nowMs` is monotonic. */
  take(stats: Stats, nowMs: number): readonly ListenerKey[] {
    const seconds = (nowMs - this.#takenMs) / 1000;
    const changed: ListenerKey[] = [];
    for (const [key, after] of stats) {
      const before = this.#stats.get(key);
      const traffic = this.#takenMs === 0 ? standing(after) : trafficOf(before, after, seconds);
      if (same(traffic, this.of(key))) continue;
      this.#now.set(key, traffic);
      changed.push(key);
    }
    for (const key of this.#now.keys()) {
      if (stats.has(key)) continue;
      this.#now.delete(key);
      changed.push(key);
    }
    this.#stats = stats;
    this.#takenMs = nowMs;
    return changed;
  }
}

/** Without anything to compare with, only what is established is known. */
function standing(stats: ListenerStats): ListenerTraffic {
  return trafficOf(stats, stats, 1);
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
