/** What DescribeTrafficHistory tells as columns that a chart draws; rates come as text. Pure. */
import type { Answer } from '../../api/use-call.ts';

export type TrafficPoint = Answer<'DescribeTrafficHistory'>['Points'][number];

export type ChartName = 'connections' | 'newConnections' | 'traffic' | 'latency' | 'health';
export type SeriesName =
  'connections' | 'newConnections' | 'dropped' | 'bytesIn' | 'bytesOut' | 'latency' | 'healthy';

export interface ChartData {
  readonly name: ChartName;
  readonly series: readonly { readonly name: SeriesName; readonly values: readonly (number | null)[] }[];
}

const charts: Readonly<
  Record<ChartName, Partial<Record<SeriesName, (point: TrafficPoint) => number | string | undefined>>>
> = {
  connections: { connections: ({ Connections }) => Connections },
  newConnections: {
    newConnections: ({ NewConnectionsPerSecond }) => NewConnectionsPerSecond,
    dropped: ({ DroppedConnectionsPerSecond }) => DroppedConnectionsPerSecond,
  },
  traffic: {
    bytesIn: ({ BytesInPerSecond }) => BytesInPerSecond,
    bytesOut: ({ BytesOutPerSecond }) => BytesOutPerSecond,
  },
  latency: { latency: ({ LatencyMs }) => LatencyMs },
  health: {
    healthy: ({ HealthyTargets, Targets }) => (Targets === 0 ? undefined : (HealthyTargets / Targets) * 100),
  },
};

/** Seconds since 1970, as charts count. */
export function timesOf(points: readonly TrafficPoint[]): readonly number[] {
  return points.map(({ Time }) => Date.parse(Time) / 1000);
}

export function chartsOf(points: readonly TrafficPoint[]): readonly ChartData[] {
  return Object.entries(charts).map(([name, series]) => ({
    name: name as ChartName,
    series: Object.entries(series).map(([seriesName, valueOf]) => ({
      name: seriesName as SeriesName,
      values: points.map((point) => numberOf(valueOf(point))),
    })),
  }));
}

function numberOf(value: number | string | undefined): number | null {
  return value === undefined ? null : Number(value);
}

/** The latest value and the greatest; undefined when there is none. */
export function extremesOf(
  values: readonly (number | null)[],
): { readonly latest: number; readonly most: number } | undefined {
  const known = values.filter((value) => value !== null);
  const latest = known.at(-1);
  return latest === undefined ? undefined : { latest, most: Math.max(...known) };
}
