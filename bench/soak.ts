/**
 * `npx tsx bench/soak.ts [--minutes 30] [--seed n] [--lane fast|plain] [--output folder]`: the embedded engine with some
 * tens of listeners under load of every kind, while servers fail and plans change at random. Nothing may be answered
 * wrongly, and when it is over the engine must have as many descriptors as before, and its memory. Exit status 1: it has
 * not. A run of half an hour writes docs/soak.md, a shorter one only into the folder of --output.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isInside, runInside, whyNoNamespaces } from './bed/re-execute.ts';
import { buildIfStale } from './results-files.ts';
import { judge } from './soak/judge.ts';
import { tellJudged, writeReport } from './soak/report.ts';
import { Soak, type SoakOptions } from './soak/soak.ts';

const WHOLE_MINUTES = 30;
const docs = fileURLToPath(new URL('../docs', import.meta.url));

function readOptions(): SoakOptions & { readonly output: string | undefined } {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: String(WHOLE_MINUTES) },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000)) },
      lane: { type: 'string', default: 'fast' },
      output: { type: 'string' },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  const { lane, output } = values;
  if (!(minutes > 0) || !Number.isInteger(seed)) throw new Error('--minutes and --seed take numbers.');
  if (lane !== 'fast' && lane !== 'plain') throw new Error('--lane is fast or plain.');
  return { minutes, seed, lane, output: output ?? (minutes >= WHOLE_MINUTES ? docs : undefined) };
}

async function run(): Promise<number> {
  const { output, ...options } = readOptions();
  if (!isInside()) {
    const why = whyNoNamespaces();
    if (why !== undefined) throw new Error(why);
    buildIfStale();
    return runInside();
  }
  const directory = mkdtempSync(join(tmpdir(), 'hotspare-soak-'));
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  try {
    const results = await Soak.run(options, directory, ending.signal);
    if (output !== undefined) await writeReport(output, results);
    const judged = judge(results);
    console.log(tellJudged(judged));
    for (const violation of results.violations) console.log(violation);
    return judged.every(({ ok }) => ok) ? 0 : 1;
  } finally {
    // What the engine writes at its very end may still come.
    await pause(100);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

process.exitCode = await run();
