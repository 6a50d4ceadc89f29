/** The pictures and the tables of docs/guides/failover-tuning.md, from the simulator, so that they say what the service does. */
import { readFileSync } from 'node:fs';
import { drawTimeline } from '../../console/src/simulator/drawing/draw.ts';
import { svgText } from '../../console/src/simulator/drawing/svg.ts';
import { shortDuration, wordsEn } from '../../console/src/simulator/drawing/words.ts';
import { detectionRange, totals } from '../../console/src/simulator/model/figures.ts';
import type { Fault, Scenario } from '../../console/src/simulator/model/scenario.ts';
import { simulate } from '../../console/src/simulator/model/simulate.ts';
import { compared, masterFails, pictures, type Tuning, tunings } from './tuning-scenarios.ts';

const GUIDE = 'docs/guides/failover-tuning.md';
const PICTURE_WIDTH = 860;

/** Path below the project → content. The guide's prose is kept as it is. */
export function renderFailoverTuning(): readonly (readonly [string, string])[] {
  const guide = readFileSync(new URL(`../../${GUIDE}`, import.meta.url), 'utf8');
  return [
    ...pictures.map(({ file, title, scenario, view }): readonly [string, string] => [
      `docs/guides/images/${file}.svg`,
      svgText(drawTimeline(simulate(scenario), view, PICTURE_WIDTH, wordsEn), title),
    ]),
    [GUIDE, withTable(withTable(guide, 'detection', detectionTable()), 'clients', clientsTable())],
  ];
}

/** Between `<!-- name -->` and `<!-- end -->`. */
function withTable(guide: string, name: string, table: string): string {
  const opening = `<!-- ${name} -->`;
  const from = guide.indexOf(opening);
  const to = guide.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`${GUIDE} has no place for the table ${name}`);
  return `${guide.slice(0, from + opening.length)}\n\n${table}\n\n${guide.slice(to)}`;
}

function detectionTable(): string {
  const row = (tuning: Tuning): readonly string[] => [
    tuning.name,
    rangeText(masterFails('killed', tuning)),
    rangeText(masterFails('silent', tuning)),
  ];
  return alignedTable(['Check', 'Killed: decided after', 'Silent: decided after'], tunings.map(row));
}

function rangeText(scenario: Scenario): string {
  const range = detectionRange(scenario);
  if (!range) throw new Error('a scenario of the table ends before its decision');
  return `${shortDuration(range.shortestMs)} – ${shortDuration(range.longestMs)}`;
}

function clientsTable(): string {
  const rules = ['fallback', 'hold', 'fail'] as const;
  const faults: readonly Fault['kind'][] = ['killed', 'silent'];
  const rows = compared.flatMap((tuning) =>
    rules.map((rule) => [
      tuning.name,
      `\`${rule}\``,
      ...faults.map((fault) => costText(tuning, rule, fault)),
    ]),
  );
  const head = ['Check', '`ConnectFailurePolicy`', 'Killed', 'Silent'];
  return alignedTable(head, rows);
}

function costText(tuning: Tuning, rule: 'fallback' | 'hold' | 'fail', fault: Fault['kind']): string {
  const onConnectFailure = rule === 'hold' ? ({ kind: rule, maxMs: 30_000 } as const) : { kind: rule };
  const scenario = masterFails(fault, { ...tuning, policy: { ...tuning.policy, onConnectFailure } });
  const { failed, delayed, worstDelayMs } = totals(simulate(scenario));
  if (failed === 0 && delayed === 0) return 'nobody notices';
  const worst = delayed === 0 ? '' : `, the worst ${shortDuration(worstDelayMs)}`;
  return `${failed} failed, ${delayed} delayed${worst}`;
}

/** Padded as the formatter does it, which looks at the guide too. */
function alignedTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((cells) => (cells[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  );
}
