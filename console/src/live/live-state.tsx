/** Says whether what is shown is true now. */
import { useTexts } from '../i18n/texts.ts';
import { Status } from '../ui/status.tsx';
import type { Connection } from './shared-stream.ts';
import { texts } from './texts.ts';

const levels = { live: 'ok', connecting: 'off', lost: 'warning', off: 'off' } as const;

export function LiveState({ connection }: { readonly connection: Connection }) {
  const t = useTexts(texts);
  return (
    <span role="status" title={t.explained[connection]}>
      <Status level={levels[connection]}>{t[connection]}</Status>
    </span>
  );
}
