/**
 * A small time series in memory: some figures at three widths, the newest finest. A point of a wider tier is made of those
 * of the finer one; what is older than the widest is forgotten. Bounded, and nothing of it is on disk.
 */
export interface Tier {
  readonly stepSeconds: number;
  readonly points: number;
}

/** Ten minutes, two hours, and a day. */
export const tiers: readonly [Tier, Tier, Tier] = [
  { stepSeconds: 5, points: 120 },
  { stepSeconds: 60, points: 120 },
  { stepSeconds: 600, points: 144 },
];

/** How the values of a time are put together; those that are not known (NaN) do not count. */
export type Merge = 'average' | 'lowest';

/** One row per tier; a value that is not known is NaN. */
export class Series {
  readonly #merges: readonly Merge[];
  readonly #rings: readonly Ring[];

  constructor(merges: readonly Merge[]) {
    this.#merges = merges;
    this.#rings = tiers.map((tier) => new Ring(tier, merges.length));
  }

  /** Times never go back. */
  add(atSeconds: number, values: readonly number[]): void {
    let row: Closed | undefined = { atSeconds, values };
    for (const ring of this.#rings) row = row && ring.add(row, this.#merges);
  }

  /** Whether the tier has everything since the series began: nothing was forgotten yet. */
  holdsAll(tier: number): boolean {
    return this.#rings[tier]?.isFull === false;
  }

  /** Oldest first, gaps left out. */
  since(tier: number, fromSeconds: number): readonly Closed[] {
    return (this.#rings[tier]?.rows() ?? []).filter(({ atSeconds }) => atSeconds >= fromSeconds);
  }
}

interface Closed {
  readonly atSeconds: number;
  readonly values: readonly number[];
}

class Ring {
  readonly #tier: Tier;
  readonly #width: number;
  /** Made with the first point, so that a tier that is not reached yet takes no room. */
  #values: Float32Array | undefined;
  readonly #times: number[] = [];
  #next = 0;
  /** Rows of the step that is not over yet. */
  #open: { step: number; rows: Closed[] } | undefined;

  constructor(tier: Tier, width: number) {
    this.#tier = tier;
    this.#width = width;
  }

  /** Returns the row of the step that has just ended, if one has. */
  add(row: Closed, merges: readonly Merge[]): Closed | undefined {
    const step = Math.floor(row.atSeconds / this.#tier.stepSeconds);
    if (this.#open?.step === step) {
      this.#open.rows.push(row);
      return undefined;
    }
    const ended = this.#open && this.#close(this.#open, merges);
    this.#open = { step, rows: [row] };
    return ended;
  }

  get isFull(): boolean {
    return this.#times.length === this.#tier.points;
  }

  rows(): readonly Closed[] {
    const values = this.#values;
    if (!values) return [];
    // Until it is full, the oldest stands first; after that, where the next one will.
    const oldest = this.isFull ? this.#next : 0;
    return this.#times.map((_, index) => {
      const slot = (oldest + index) % this.#times.length;
      return {
        atSeconds: this.#times[slot] ?? 0,
        values: [...values.subarray(slot * this.#width, (slot + 1) * this.#width)],
      };
    });
  }

  #close({ step, rows }: { step: number; rows: Closed[] }, merges: readonly Merge[]): Closed {
    const row = {
      atSeconds: step * this.#tier.stepSeconds,
      values: merges.map((merge, column) =>
        merged(
          rows.map(({ values }) => values[column] ?? Number.NaN),
          merge,
        ),
      ),
    };
    this.#values ??= new Float32Array(this.#tier.points * this.#width);
    this.#values.set(row.values, this.#next * this.#width);
    this.#times[this.#next] = row.atSeconds;
    this.#next = (this.#next + 1) % this.#tier.points;
    return row;
  }
}

function merged(values: readonly number[], merge: Merge): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return Number.NaN;
  return merge === 'lowest'
    ? Math.min(...known)
    : known.reduce((sum, value) => sum + value, 0) / known.length;
}
