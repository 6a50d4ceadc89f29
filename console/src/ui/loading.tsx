import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

export function Loading() {
  return (
    <p className="quiet" role="status" data-loading>
      {useTexts(texts).loading}
    </p>
  );
}
