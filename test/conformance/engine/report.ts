/** The suite's case list and the engines' features as Markdown, for docs/engines.md. Runs nothing. */
import type { EngineFeature } from '../../../src/engine/engine.ts';
import type { EngineCase } from './case.ts';

/** An engine as it stands in the report. */
export interface ReportedEngine {
  readonly name: string;
  readonly features: ReadonlySet<EngineFeature>;
}

/**
 * Two tables: which engine declares which feature, and which case is held to which engine. A case that an engine is
 * held to passes, for the build fails otherwise; one that it is not held to names the features it lacks.
 */
export function renderEngineReport(engines: readonly ReportedEngine[], cases: readonly EngineCase[]): string {
  const features = [...new Set(engines.flatMap((engine) => [...engine.features]))].toSorted();
  const names = engines.map(({ name }) => name);
  const featureRows = features.map((feature) => [
    `\`${feature}\``,
    ...engines.map((engine) => (engine.features.has(feature) ? 'yes' : 'no')),
  ]);
  const caseRows = cases.map((each) => [each.name, ...engines.map((engine) => verdict(each, engine))]);
  return [
    '## Features',
    '',
    ...table(['Feature', ...names], featureRows),
    '',
    '## Conformance',
    '',
    ...table(['What an engine does', ...names], caseRows),
    '',
  ].join('\n');
}

function verdict(each: EngineCase, engine: ReportedEngine): string {
  const missing = each.needs.filter((feature) => !engine.features.has(feature));
  return missing.length === 0 ? 'passes' : `skipped: no ${missing.join(', ')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
