/**
 * A dialog of the browser's own kind: it keeps the focus, closes on Escape and gives the focus back, and needs no style that
 * a strict policy would refuse.
 */
import { Button } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../i18n/texts.ts';
import './dialog.css';
import { texts } from './texts.ts';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly footer: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** Open as long as it is there. */
export function Dialog({ title, onClose, footer, wide = false, children }: Props) {
  const t = useTexts(texts);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-wide={wide}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Who shows it takes it away.
        event.preventDefault();
        onClose();
      }}
    >
      <header className="row">
        <h2 id={titleId}>{title}</h2>
        <Button className="push" type="text" size="small" aria-label={t.close} onClick={onClose}>
          ✕
        </Button>
      </header>
      <div className="dialog-body">{children}</div>
      <footer>{footer}</footer>
    </dialog>
  );
}
