import { Button } from 'antd';
import { useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

const SHOWN_MS = 1_500;

export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const t = useTexts(texts);
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    });
  };
  return (
    <Button size="small" onClick={copy}>
      <span aria-live="polite">{copied ? t.copied : (label ?? t.copy)}</span>
    </Button>
  );
}
