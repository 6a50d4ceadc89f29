/** What an action only keeps and does not do is said where it is asked for. */
import type { Effect } from '../../../src/contract/define.ts';
import { useContractTexts } from '../i18n/contract-texts.ts';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

export function EffectNote({ effect }: { readonly effect: Effect }) {
  const t = useTexts(texts);
  const translate = useContractTexts();
  const words = effect.kind === 'stored' ? effect.why : effect.except;
  if (words === undefined) return null;
  return (
    <p className="note">
      <strong>{effect.kind === 'stored' ? t.stored : t.except}</strong> {translate(words)}
    </p>
  );
}
