/** The form of an action, from its contract alone. */
import { useState } from 'react';
import type { ActionContract } from '../../../src/contract/define.ts';
import { useTexts } from '../i18n/texts.ts';
import './form.css';
import { ParamField } from './param-field.tsx';
import { texts } from './texts.ts';
import { type FormValues, partsOf } from './values.ts';

interface Props {
  readonly contract: Pick<ActionContract, 'params'>;
  readonly values: FormValues;
  readonly onChange: (values: FormValues) => void;
  readonly problems: Readonly<Record<string, string>>;
  /** Not asked for: given by the page, or not for people. */
  readonly hidden?: readonly string[];
  /** Shown before the rest, though they are optional. */
  readonly first?: readonly string[];
}

export function ActionForm({ contract, values, onChange, problems, hidden = [], first = [] }: Props) {
  const t = useTexts(texts);
  const all = Object.entries(contract.params).filter(([name]) => !hidden.includes(name));
  const place = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  const shown = all
    .filter(([name, param]) => param.required || first.includes(name))
    .sort(([a], [b]) => place(a) - place(b));
  const others = all.filter((entry) => !shown.includes(entry));
  const isSet = others.some(([name]) => Object.keys(partsOf(values, name)).length > 0);
  const [open, setOpen] = useState(isSet || shown.length === 0);
  const field = ([name, param]: (typeof all)[number]) => (
    <ParamField
      key={name}
      name={name}
      param={param}
      values={values}
      onChange={onChange}
      problem={problems[name]}
    />
  );
  return (
    <div className="form">
      {shown.map(field)}
      {others.length > 0 && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t.optional(others.length)}</summary>
          <div className="form">{others.map(field)}</div>
        </details>
      )}
    </div>
  );
}
