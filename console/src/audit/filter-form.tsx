import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import './audit.css';
import { type Filter, noFilter } from './filter.ts';
import { texts } from './texts.ts';

export function FilterForm({ onFilter }: { readonly onFilter: (filter: Filter) => void }) {
  const t = useTexts(texts);
  const [draft, setDraft] = useState(noFilter);
  const bind = (name: Exclude<keyof Filter, 'changesOnly'>) => ({
    value: draft[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setDraft({ ...draft, [name]: event.target.value }),
  });
  const reset = (): void => {
    setDraft(noFilter);
    onFilter(noFilter);
  };
  return (
    <form
      className="audit-filter"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(draft);
      }}
    >
      <Field label={t.action}>{(id) => <Input id={id} {...bind('action')} spellCheck={false} />}</Field>
      <Field label={t.user}>{(id) => <Input id={id} {...bind('user')} spellCheck={false} />}</Field>
      <Field label={t.value}>
        {(id) => <Input id={id} {...bind('value')} placeholder={t.valueHint} spellCheck={false} />}
      </Field>
      <Field label={t.from}>
        {(id) => <input id={id} className="control" type="datetime-local" {...bind('from')} />}
      </Field>
      <Field label={t.until}>
        {(id) => <input id={id} className="control" type="datetime-local" {...bind('until')} />}
      </Field>
      <label className="audit-switch">
        <input
          type="checkbox"
          checked={draft.changesOnly}
          onChange={(event) => {
            const changed = { ...draft, changesOnly: event.target.checked };
            setDraft(changed);
            onFilter(changed);
          }}
        />
        {t.changesOnly}
      </label>
      <div className="row">
        <Button type="primary" htmlType="submit">
          {t.show}
        </Button>
        <Button onClick={reset}>{t.reset}</Button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className="audit-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
