/** What a soak must show: nothing wrong was seen, and the engine is as it was before. Pure. */
import type { Sample, SoakResults } from './results.ts';

/** At rest, above the base line: a heap that has once been larger is not given back whole. */
export const MEMORY_BOUND_KB = 32 * 1_024;
/** Of the pipes that bytes go through from socket to socket eight may stay open, with two ends each. */
export const SPARE_PIPE_ENDS = 16;
/** While the heap finds its size nothing can be said about a slope. */
const SETTLING = 0.25;
/** Of the mean, over the time that the slope is fitted to: less cannot be told from noise. */
export const GROWTH_BOUND = 0.05;
/** Over less, a heap is still finding its size. */
const TOLD_MINUTES = 6;
/** Of normal errors, so that a slope is beyond doubt. */
const DOUBTS = 2;

export interface Slope {
  readonly kbPerMinute: number;
  /** Over so long. */
  readonly minutes: number;
  /** Standard error of it. */
  readonly errorKbPerMinute: number;
  /** By the fit, from the first sample that it looks at to the last, of the mean. */
  readonly growth: number;
}

export interface Judged {
  readonly what: string;
  readonly measured: string;
  readonly ok: boolean;
}

/** Least squares of PSS over time, without the first quarter. Undefined with fewer than three samples. */
export function slopeOf(samples: readonly Sample[]): Slope | undefined {
  const last = samples.at(-1)?.seconds ?? 0;
  const first = samples[0]?.seconds ?? 0;
  const fitted = samples.filter(({ seconds }) => seconds >= first + (last - first) * SETTLING);
  const count = fitted.length;
  if (count < 3) return undefined;
  const points = fitted.map(({ seconds, pssKb }) => ({ x: seconds / 60, y: pssKb }));
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  const minutes = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  return {
    kbPerMinute: slope,
    minutes,
    errorKbPerMinute: Math.sqrt(rest / (count - 2) / spread),
    growth: (slope * minutes) / meanY,
  };
}

export function judge({ violationCount, fresh, baseLine, final, samples }: SoakResults): readonly Judged[] {
  const slope = slopeOf(samples);
  const grown = final.pssKb - baseLine.pssKb;
  const told = slope !== undefined && slope.minutes >= TOLD_MINUTES;
  const leaks = told && slope.growth > GROWTH_BOUND && slope.kbPerMinute > DOUBTS * slope.errorKbPerMinute;
  return [
    {
      what: 'wrong answers, changed bytes, counters that shrank, clients failed without a cause',
      measured: String(violationCount),
      ok: violationCount === 0,
    },
    {
      what: 'connections and flows at rest: as many as at the base line, none',
      measured: `${final.live}`,
      ok: final.live === 0 && baseLine.live === 0,
    },
    {
      what: 'descriptors at rest: as many as at the base line',
      measured: `${final.descriptors}, ${baseLine.descriptors} before`,
      ok: final.descriptors === baseLine.descriptors,
    },
    {
      what: `ends of pipes at rest: at most ${SPARE_PIPE_ENDS} more than before the first connection`,
      measured: `${final.pipeEnds}, ${fresh.pipeEnds} before`,
      ok: final.pipeEnds <= fresh.pipeEnds + SPARE_PIPE_ENDS,
    },
    {
      what: `memory at rest: at most ${MEMORY_BOUND_KB / 1_024} MB above the base line`,
      measured: `${megabytes(final.pssKb)} MB, ${megabytes(baseLine.pssKb)} MB before`,
      ok: grown <= MEMORY_BOUND_KB,
    },
    {
      what: `memory under load: no growth by a least-squares fit over the last three quarters (above ${GROWTH_BOUND * 100} % and twice its error)`,
      measured: `${slope === undefined ? 'too few samples' : tellSlope(slope)}${told ? '' : '; too short a run to judge'}`,
      ok: !leaks,
    },
  ];
}

function tellSlope({ kbPerMinute, errorKbPerMinute, growth }: Slope): string {
  return `${Math.round(kbPerMinute)} ± ${Math.round(errorKbPerMinute)} KB a minute, ${(growth * 100).toFixed(1)} % in all`;
}

export function megabytes(kilobytes: number): string {
  return (kilobytes / 1_024).toFixed(1);
}
