/** The report of a soak: docs/soak.md, its figures and its picture. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { type Judged, judge, megabytes } from './judge.ts';
import type { Outcome } from './messages.ts';
import { renderPlot } from './plot.ts';
import type { SoakResults } from './results.ts';

const outcomes: readonly Outcome[] = ['whole', 'cut', 'refused', 'unserved'];

/** `soak.md`, and `benchmarks/soak.json` and `.svg`, in this folder. */
export async function writeReport(folder: string, results: SoakResults): Promise<void> {
  mkdirSync(join(folder, 'benchmarks'), { recursive: true });
  const write = async (name: string, text: string, parser: 'markdown' | 'json'): Promise<void> =>
    writeFileSync(join(folder, name), await format(text, { parser, printWidth: 110 }));
  await write('soak.md', renderMarkdown(results), 'markdown');
  await write('benchmarks/soak.json', JSON.stringify(results), 'json');
  writeFileSync(join(folder, 'benchmarks', 'soak.svg'), renderPlot(results));
}

export function tellJudged(judged: readonly Judged[]): string {
  return judged
    .map(({ what, measured, ok }) => `${ok ? 'met   ' : 'MISSED'} ${what}: ${measured}`)
    .join('\n');
}

function renderMarkdown(results: SoakResults): string {
  const { conditions, unrest, plans, load, final, violations } = results;
  const { date, kernel, cpu, cpus, node, commit, user, lane, minutes, seed, listeners } = conditions;
  const judged = judge(results);
  return [
    '# A soak of the embedded engine',
    'Written by `npx tsx bench/soak.ts` ([how it is made](../bench/README.md#npx-tsx-benchsoakts)); raw figures in `benchmarks/soak.json`.',
    [
      `- ${date}, Linux ${kernel}, ${cpu}, ${cpus} processors, ${user}, Node ${node}; commit ${commit}`,
      `- ${lane} lane, ${listeners} listeners, ${minutes} minutes of unrest, seed ${seed}`,
      `- ${final.connections.toLocaleString('en')} connections and flows, ${(load.bytesHeard / 2 ** 30).toFixed(1)} GB heard and checked by clients, ${plans.toLocaleString('en')} plans`,
    ].join('\n'),
    '## What it must show',
    table(
      ['', 'measured', 'verdict'],
      judged.map(({ what, measured, ok }) => [what, measured, ok ? 'met' : '**missed**']),
    ),
    ...(violations.length > 0 ? [violations.map((each) => `- ${each}`).join('\n')] : []),
    '## Over time',
    '![Memory, descriptors and connections of the engine process](benchmarks/soak.svg)',
    table(
      ['', 'descriptors', 'ends of pipes', 'PSS, MB', 'RSS, MB', 'live'],
      [
        sampleRow('before the first connection', results.fresh),
        sampleRow('base line, at rest', results.baseLine),
        sampleRow('at the end, at rest', final),
      ],
    ),
    '## What happened',
    table(
      ['', 'times'],
      Object.entries(unrest).map(([what, times]) => [what, times.toLocaleString('en')]),
    ),
    '## What became of clients',
    'Whole: everything was heard that was said. Cut: ended before, by a fault, a plan, or a reset that was meant. Refused, unserved: no answer at all. Of `udp` each datagram counts. Clients of listeners that were left in peace must be served whole: they are among these, and one that was not is a violation.',
    table(
      ['', ...outcomes],
      Object.entries(load.connections)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([kind, row]) => [kind, ...outcomes.map((each) => (row[each] ?? 0).toLocaleString('en'))]),
    ),
  ].join('\n\n');
}

function sampleRow(what: string, sample: SoakResults['final']): readonly string[] {
  const { descriptors, pipeEnds, pssKb, rssKb, live } = sample;
  return [what, String(descriptors), String(pipeEnds), megabytes(pssKb), megabytes(rssKb), String(live)];
}

/** The first column is text, the others are numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
