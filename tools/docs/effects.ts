/** docs/effects.md: which actions do what they say, and which only keep what they are given. */
import type { ActionContract } from '../../src/contract/define.ts';
import { contracts } from '../../src/contract/index.ts';
import { page, table } from './markdown.ts';

export function renderEffects(): string {
  const all: readonly ActionContract[] = Object.values(contracts);
  const stored = all.filter(({ effect }) => effect.kind === 'stored').length;
  return page(
    '# Effects',
    `What each action brings about besides its answer. **Real:** the service does what the action says, or tells what is so. **Stored:** what is sent is checked, kept and given back, so that clients find what they set; nothing else comes of it. ${all.length - stored} actions are real, ${stored} are stored.`,
    table(['Action', 'Effect', 'What is only kept, and why'], all.map(row)),
  );
}

function row({ name, resource, effect }: ActionContract): readonly string[] {
  const link = `[${name}](api/${resource}.md#${name.toLowerCase()})`;
  return effect.kind === 'stored' ? [link, 'stored', effect.why] : [link, 'real', effect.except ?? ''];
}
