/** `npm run bench`: see bench/README.md. */
import { isInside, runInside, whyNoNamespaces } from './bed/re-execute.ts';
import { engines } from './engines/index.ts';
import { compileLoad } from './load/load.ts';
import { Measurement } from './measure.ts';
import { metrics } from './metrics/index.ts';
import { parseOptions, usage, type Options } from './options.ts';
import { conditionsOf } from './report/conditions.ts';
import { judgeFloors } from './report/floors.ts';
import { judgeNoise } from './report/noise.ts';
import type { Results } from './report/results.ts';
import { printReport, writeReport } from './report/report.ts';
import { buildIfStale } from './results-files.ts';

const all = { engines, metrics };

async function measure(options: Options, load: string): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Also when it comes twice: the terminal tells the whole group, and the outer process passes on what it is told.
    process.on(signal, () => stop.abort(new Error(`ended by ${signal}`)));
  }
  const measured = await Measurement.run(options, load, stop.signal);
  const { cells, omissions } = measured;
  const results: Results = { conditions: conditionsOf(options, measured), cells, omissions };
  const noise = judgeNoise(results);
  const verdicts = judgeFloors(results);
  printReport(results, verdicts, noise);
  await writeReport(results, verdicts, noise, options);
  return noise.quiet && verdicts.some(({ verdict }) => verdict === 'missed') ? 1 : 0;
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), all);
  if (options.help) {
    console.log(usage(all));
    return 0;
  }
  if (isInside()) return measure(options, compileLoad());
  const whyNot = whyNoNamespaces();
  if (whyNot !== undefined) throw new Error(whyNot);
  // Here, where files belong to who asked for them.
  compileLoad();
  buildIfStale();
  return runInside();
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
