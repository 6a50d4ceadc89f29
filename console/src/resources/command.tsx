import { useTexts } from '../i18n/texts.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import './resources.css';
import { texts } from './texts.ts';

/** How to do the same without a page. */
export function Command({ children }: { readonly children: string }) {
  const line = `npx hotspare call ${children}`;
  return (
    <div className="stack">
      <p className="quiet">{useTexts(texts).orCommand}</p>
      <div className="command">
        <code>{line}</code>
        <CopyButton text={line} />
      </div>
    </div>
  );
}
