/** Everything that was measured, and under which conditions; and the medians that are shown and judged. */
import type { Disturbance } from '../bed/processor-times.ts';
import type { EngineId } from '../engines/engine.ts';
import type { Figures } from '../metrics/metric.ts';

export interface CellResult {
  readonly metric: string;
  readonly engine: EngineId;
  /** From 1. */
  readonly round: number;
  readonly figures: Figures;
  readonly disturbance: Disturbance;
}

/** What could not be measured, and why. */
export interface Omission {
  readonly what: string;
  readonly why: string;
}

export interface Results {
  readonly conditions: Conditions;
  readonly cells: readonly CellResult[];
  readonly omissions: readonly Omission[];
}

export interface Conditions {
  readonly date: string;
  readonly kernel: string;
  readonly cpu: string;
  readonly cpus: number;
  readonly memoryGb: number;
  readonly user: 'root' | 'unprivileged';
  readonly rounds: number;
  readonly seconds: number;
  readonly quick: boolean;
  readonly commit: string;
  /** By engine: version or way of working. */
  readonly engines: Readonly<Partial<Record<EngineId, string>>>;
  /** Settings of the networks that could not be made. */
  readonly missedSettings: readonly string[];
  /** From `HOTSPARE_BENCH_NOTE`: what else should be known. */
  readonly note: string;
}

export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Undefined when nothing was measured. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return undefined;
  return { count: sorted.length, median: medianOf(sorted), min, max };
}

/** Of sorted values: the middle one, or the mean of both. */
function medianOf(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (upper + lower) / 2;
}

export function figuresOf(
  results: Results,
  metric: string,
  engine: EngineId,
  figure: string,
): readonly number[] {
  return results.cells.flatMap((cell) => {
    const value = cell.figures[figure];
    return cell.metric === metric && cell.engine === engine && value !== undefined ? [value] : [];
  });
}

export function spreadFor(
  results: Results,
  metric: string,
  engine: EngineId,
  figure: string,
): Spread | undefined {
  return spreadOf(figuresOf(results, metric, engine, figure));
}

export function medianFor(
  results: Results,
  metric: string,
  engine: EngineId,
  figure: string,
): number | undefined {
  return spreadFor(results, metric, engine, figure)?.median;
}
