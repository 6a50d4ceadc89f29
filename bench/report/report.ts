/** A run's results for the terminal, and as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { metrics } from '../metrics/index.ts';
import type { Options } from '../options.ts';
import type { JudgedFloor } from './floors.ts';
import { renderMarkdown } from './markdown.ts';
import type { NoiseJudgement } from './noise.ts';
import { renderPlot } from './plot.ts';
import type { Results } from './results.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export function printReport(results: Results, verdicts: readonly JudgedFloor[], noise: NoiseJudgement): void {
  console.log(renderMarkdown(results, verdicts, noise, undefined));
  if (!noise.quiet) {
    console.error(
      `WARNING: this machine was too noisy to judge: ${noise.reasons.join('; ')}. A missed floor means nothing.`,
    );
  }
}

/** A whole run into docs/, any other only where it was told to. */
export async function writeReport(
  results: Results,
  verdicts: readonly JudgedFloor[],
  noise: NoiseJudgement,
  { output, whole }: Pick<Options, 'output' | 'whole'>,
): Promise<void> {
  const folder = output ?? (whole ? join(root, 'docs') : undefined);
  if (folder === undefined) return;
  const pictures = join(folder, 'benchmarks');
  mkdirSync(pictures, { recursive: true });
  const shown = metrics.filter(({ id }) => results.cells.some(({ metric }) => metric === id));
  for (const metric of shown) {
    writeFileSync(join(pictures, `engines-${metric.id}.svg`), renderPlot(metric, results));
  }
  const page = renderMarkdown(results, verdicts, noise, 'benchmarks');
  const config = (await resolveConfig(join(root, 'README.md'))) ?? {};
  writeFileSync(join(folder, 'benchmarks.md'), await format(page, { ...config, parser: 'markdown' }));
  const json = await format(JSON.stringify({ ...results, noise, floors: verdictsOf(verdicts) }), {
    ...config,
    parser: 'json',
  });
  writeFileSync(join(pictures, 'engines.json'), json);
}

function verdictsOf(verdicts: readonly JudgedFloor[]) {
  return verdicts.map(({ floor, value, verdict }) => ({
    what: floor.what,
    is: floor.is,
    floor: floor.floor,
    aim: floor.aim,
    value: value ?? null,
    verdict,
  }));
}
