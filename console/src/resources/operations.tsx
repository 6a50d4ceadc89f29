/** Buttons for what can be done with one thing; what they open is loaded when it is. */
import { Button } from 'antd';
import type { ActionName } from '../../../src/contract/index.ts';
import { type FocusEvent, useRef } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/texts.ts';
import { boundTo, type Operation } from './operation.ts';
import { useOpenOperation } from './operation-host.tsx';
import './resources.css';
import { texts } from './texts.ts';

interface Props<R> {
  readonly operations: readonly Operation<R>[];
  readonly row: R;
  /** What it is called; must be typed before it is deleted. Empty where something is made. */
  readonly name: string;
  /** So many are buttons, the rest a menu. */
  readonly shown?: number;
  /** The first one is what the page is for. */
  readonly primary?: boolean;
  /** After an operation went well, by its action. */
  readonly onDone?: (action: ActionName) => void;
}

export function Operations<R>({
  operations,
  row,
  name,
  shown = operations.length,
  primary = false,
  onDone,
}: Props<R>) {
  const t = useTexts(texts);
  const language = useLanguage();
  const openDialog = useOpenOperation();
  const offered = operations.filter(({ when }) => when?.(row) ?? true);
  // A menu of one is a detour.
  const buttons = offered.length === shown + 1 ? offered : offered.slice(0, shown);
  const open = (operation: Operation<R>): void =>
    openDialog({ operation: boundTo(operation, row), name, onDone: () => onDone?.(operation.action) });
  const label = ({ label: words }: Operation<R>): string => words[language];
  return (
    <span className="operations" data-size={name === '' ? 'large' : 'small'}>
      {buttons.map((operation, index) => (
        <Button
          key={operation.action + label(operation)}
          {...(name !== '' && { size: 'small', 'aria-label': t.of(label(operation), name) })}
          {...(primary && index === 0 && { type: 'primary' })}
          onClick={() => open(operation)}
        >
          {label(operation)}
        </Button>
      ))}
      {buttons.length < offered.length && (
        <Menu
          label={t.moreOf(name)}
          items={offered.slice(buttons.length).map((operation) => ({
            label: label(operation),
            choose: () => open(operation),
          }))}
        />
      )}
    </span>
  );
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly choose: () => void }[];
}

/** Closes when something is chosen, at Escape, and when the focus goes elsewhere. */
function Menu({ label, items }: MenuProps) {
  const t = useTexts(texts);
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): void => menu.current?.removeAttribute('open');
  const leave = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };
  return (
    <details
      ref={menu}
      className="menu"
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close();
        menu.current?.querySelector('summary')?.focus();
      }}
    >
      <summary className="menu-button" aria-label={label}>
        {t.more}
      </summary>
      <div className="menu-items">
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            onClick={() => {
              close();
              item.choose();
            }}
          >
            {item.label}
          </button>
        ))}
      </div>
    </details>
  );
}
