/**
 * Random sequences of calls against the built service and a simple model of what an account holds: no difference, no
 * orphan, no reference to a deleted thing. `HOTSPARE_MODEL_SEED` replays one sequence, `HOTSPARE_MODEL_CALLS` sets its length.
 */
import { expect, it } from 'vitest';
import { seedOf } from '../support/seed.ts';
import { type Figures, runSequence } from './sequence.ts';

const SEQUENCES = 20;
const LENGTH = Number(process.env['HOTSPARE_MODEL_CALLS'] ?? '2000');
/** Two at a time: while one waits for its service, the other one computes. */
const AT_ONCE = 2;

const first = seedOf('HOTSPARE_MODEL_SEED');
const alone = process.env['HOTSPARE_MODEL_SEED'] !== undefined;
const seeds = Array.from({ length: alone ? 1 : SEQUENCES }, (_, index) => first + index);

it(
  `${seeds.length} random sequences of ${LENGTH} calls, concurrent and with restarts, leave what a simple model says`,
  { timeout: 900_000 },
  async () => {
    const startedMs = performance.now();
    const left = [...seeds];
    const each: Figures[] = [];
    const failed = new AbortController();
    const worker = async (): Promise<void> => {
      for (let seed = left.shift(); seed !== undefined && !failed.signal.aborted; seed = left.shift())
        each.push(await runSequence(seed, LENGTH, failed.signal));
    };
    // The first difference ends the other sequence too, which must not leave its service behind.
    const stopping = (error: unknown): never => {
      failed.abort();
      throw error;
    };
    const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => worker().catch(stopping)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    const seconds = (performance.now() - startedMs) / 1000;
    const sum = (name: keyof Figures): number => each.reduce((total, figures) => total + figures[name], 0);
    console.log(
      `From seed ${first}: ${sum('calls')} calls in ${Math.round(seconds)} s: ${sum('refused')} refused as they must be, ` +
        `${sum('atOnce')} at once with others; ${sum('restarts')} restarts, ${sum('kills')} kills that cut off ` +
        `${sum('unknown')} calls; ${sum('comparisons')} whole comparisons`,
    );
    expect(each).toHaveLength(seeds.length);
    expect(sum('calls')).toBeGreaterThanOrEqual(seeds.length * LENGTH);
  },
);
