/** docs/parity.md: what differs from the vendor's published API, and why. */
import type { ActionContract } from '../../src/contract/define.ts';
import { contracts } from '../../src/contract/index.ts';
import { code, page, table } from '../docs/markdown.ts';
import { compareAll } from './compare.ts';
import { EVERY_ACTION, type DifferenceKind } from './difference.ts';
import { loadFacts, type VendorFacts } from './facts.ts';
import { explain, type Explained } from './reason.ts';
import { reasons } from './reasons.ts';
import { kindWords, wordsFor } from './words.ts';

const kinds: readonly DifferenceKind[] = Object.keys(kindWords).filter((kind): kind is DifferenceKind =>
  Object.hasOwn(kindWords, kind),
);

export function renderParity(): string {
  const facts = loadFacts();
  const all: readonly ActionContract[] = Object.values(contracts);
  const { explained, unexplained } = explain(compareAll(contracts, facts), reasons);
  if (unexplained.length > 0) throw new Error(`differences without a reason: ${JSON.stringify(unexplained)}`);
  const of = (action: string): readonly Explained[] =>
    explained.filter(({ difference }) => difference.action === action);
  const offered = all.filter(({ extension }) => !extension);
  return page(
    '# Parity with the published API',
    `The vendor publishes ${facts.actions.length} actions of the API of ${facts.version}. ${offered.length} are offered; the other ${facts.actions.length - offered.length} are answered with \`InvalidAction.NotFound\`. ${all.length - offered.length} actions are extensions of ours. Facts as of ${facts.distilled}; their sources, and how they are compared: [tools/parity](../tools/parity/README.md).`,
    'What the answers have in common with the published ones has the same names, types and wrapping throughout.',
    table(
      ['Kind of difference', 'How many'],
      kinds.map((kind) => [kindWords[kind], String(count(explained, kind))]),
    ),
    '## Every action',
    differenceTable(of(EVERY_ACTION)),
    ...offered.map((action) => renderAction(action, of(action.name))),
    '## Actions not offered',
    notOfferedTable(facts, explained),
  );
}

function count(explained: readonly Explained[], kind: DifferenceKind): number {
  return explained.filter(({ difference }) => difference.kind === kind).length;
}

function renderAction({ name, resource }: ActionContract, differences: readonly Explained[]): string {
  const title = `## [${name}](api/${resource}.md#${name.toLowerCase()})`;
  return `${title}\n\n${differences.length === 0 ? 'No difference.' : differenceTable(differences)}`;
}

/** Differences of one kind with one reason share a row. */
function differenceTable(differences: readonly Explained[]): string {
  const rows = kinds.flatMap((kind) => {
    const texts = new Map<string, string[]>();
    for (const { difference, reason } of differences) {
      if (difference.kind !== kind) continue;
      const words = texts.get(reason.text) ?? [];
      texts.set(reason.text, [...words, wordsFor(difference)]);
    }
    return [...texts].map(([text, words]) => [kindWords[kind], words.join(', '), text]);
  });
  return table(['Kind', 'What', 'Reason'], rows);
}

function notOfferedTable({ actions }: VendorFacts, explained: readonly Explained[]): string {
  const summaries = new Map(actions.map(({ name, summary }) => [name, summary]));
  const rows = explained
    .filter(({ difference }) => difference.kind === 'action-not-offered')
    .map(({ difference: { action }, reason }) => [code(action), summaries.get(action) ?? '', reason.text]);
  return table(['Action', 'What it does', 'Reason'], rows);
}
