/** The last day of every listener that has carried traffic, for charts. Begins anew with the service. */
import type { ListenerTraffic } from '../../domain/live-view.ts';
import { verdictOf } from '../../domain/sides.ts';
import type { ListenerKey } from '../../domain/plan-types.ts';
import type { ResolvedListener } from '../../domain/resolve.ts';
import type { TrafficHistoryView, TrafficPoint } from '../../domain/traffic-history.ts';
import type { HealthMonitor } from '../../health/monitor-types.ts';
import { type Merge, Series, tiers } from './series.ts';

const columns = [
  'connections',
  'newConnections',
  'droppedConnections',
  'bytesFromClients',
  'bytesToClients',
  'latencyMs',
  'healthyTargets',
  'targets',
] as const;
type Column = (typeof columns)[number];
const merges: readonly Merge[] = columns.map((column) =>
  column === 'healthyTargets' ? 'lowest' : 'average',
);

interface Sources {
  readonly listeners: () => ReadonlyMap<ListenerKey, ResolvedListener>;
  readonly trafficOf: (key: ListenerKey) => ListenerTraffic;
  readonly monitor: Pick<HealthMonitor, 'view'>;
}

export class TrafficHistory implements TrafficHistoryView {
  readonly #sources: Sources;
  readonly #series = new Map<ListenerKey, Series>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Each second. `nowMs` is wall time. */
  sample(nowMs: number): void {
    const listeners = this.#sources.listeners();
    for (const key of this.#series.keys()) if (!listeners.has(key)) this.#series.delete(key);
    for (const [key, listener] of listeners) {
      const traffic = this.#sources.trafficOf(key);
      const series = this.#series.get(key) ?? this.#newFor(key, traffic);
      series?.add(nowMs / 1000, this.#valuesOf(listener, traffic));
    }
  }

  points(keys: readonly ListenerKey[], minutes: number, nowMs: number) {
    const wanted = keys.flatMap((key) => this.#series.get(key) ?? []);
    // A young service has in its finest tier all that there is.
    const reaches = tiers.findIndex(
      ({ stepSeconds, points }, tier) =>
        stepSeconds * points >= minutes * 60 || wanted.every((series) => series.holdsAll(tier)),
    );
    const tier = reaches === -1 ? tiers.length - 1 : reaches;
    const from = nowMs / 1000 - minutes * 60;
    const rows = new Map<number, (readonly number[])[]>();
    for (const { atSeconds, values } of wanted.flatMap((series) => series.since(tier, from))) {
      rows.set(atSeconds, [...(rows.get(atSeconds) ?? []), values]);
    }
    return {
      stepSeconds: tiers[tier]?.stepSeconds ?? 0,
      points: [...rows].sort(([a], [b]) => a - b).map(([atSeconds, of]) => together(atSeconds, of)),
    };
  }

  /** Ten thousand idle listeners need no memory for charts that nobody would look at. */
  #newFor(key: ListenerKey, { connections, newConnections }: ListenerTraffic): Series | undefined {
    if (connections === 0 && newConnections === 0) return undefined;
    const series = new Series(merges);
    this.#series.set(key, series);
    return series;
  }

  #valuesOf({ targets }: ResolvedListener, traffic: ListenerTraffic): readonly number[] {
    const view = this.#sources.monitor.view();
    const probed = targets.filter(({ probe }) => probe);
    const passed = probed.flatMap(({ probe }) => {
      const last = probe && view.get(probe.key)?.lastResult;
      return last?.outcome === 'ok' ? [last.durationMs] : [];
    });
    const values: Readonly<Record<Column, number>> = {
      ...traffic,
      latencyMs: passed.length === 0 ? Number.NaN : passed.reduce((sum, ms) => sum + ms, 0) / passed.length,
      healthyTargets: targets.filter((target) => verdictOf(target, view) === 'healthy').length,
      targets: targets.length,
    };
    return columns.map((column) => values[column]);
  }
}

function together(atSeconds: number, rows: readonly (readonly number[])[]): TrafficPoint {
  const column = (name: Column): readonly number[] =>
    rows.map((row) => row[columns.indexOf(name)] ?? Number.NaN).filter((value) => !Number.isNaN(value));
  const sum = (name: Column): number => column(name).reduce((total, value) => total + value, 0);
  const latencies = column('latencyMs');
  return {
    atMs: atSeconds * 1000,
    connections: sum('connections'),
    newConnections: sum('newConnections'),
    droppedConnections: sum('droppedConnections'),
    bytesFromClients: sum('bytesFromClients'),
    bytesToClients: sum('bytesToClients'),
    latencyMs:
      latencies.length === 0 ? null : latencies.reduce((total, ms) => total + ms, 0) / latencies.length,
    healthyTargets: sum('healthyTargets'),
    targets: sum('targets'),
  };
}
