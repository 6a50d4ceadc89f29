/** A list of objects as rows, with the text that goes over the wire one click away. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Choice } from '../ui/choice.tsx';
import { firstRows, readRows, type Row, type RowsType, writeRows } from './rows.ts';
import { ScalarControl } from './scalar-control.tsx';
import { texts } from './texts.ts';
import { useDraft } from './use-draft.ts';
import { type FormValues, withValue } from './values.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly type: RowsType;
  /** Of this parameter alone. */
  readonly parts: FormValues;
  readonly onChange: (parts: FormValues) => void;
  readonly values: FormValues;
  readonly invalid: boolean;
}

export function RowsControl(props: Props) {
  const t = useTexts(texts);
  const { id, name, type, parts, onChange, invalid } = props;
  const [raw, setRaw] = useState(false);
  const rows = readRows(type, name, parts);
  const asText = raw || rows === undefined;
  return (
    <div className="stack">
      {type.kind === 'json-list' && (
        <Choice
          label={name}
          value={asText ? 'raw' : 'rows'}
          onChange={(choice) => setRaw(choice === 'raw')}
          options={[
            { value: 'rows', label: t.rows, disabled: rows === undefined },
            { value: 'raw', label: t.raw },
          ]}
        />
      )}
      {asText ? (
        <>
          <textarea
            id={id}
            aria-label={name}
            aria-invalid={invalid}
            className="control mono"
            rows={5}
            value={parts[name] ?? ''}
            onChange={(event) => onChange(withValue({}, name, event.target.value))}
            spellCheck={false}
          />
          {rows === undefined && <p className="quiet">{t.rawOnly}</p>}
        </>
      ) : (
        <Rows {...props} written={rows} />
      )}
    </div>
  );
}

function Rows(props: Props & { readonly written: readonly Row[] }) {
  const { id, name, type, parts, written, onChange, values, invalid } = props;
  const t = useTexts(texts);
  const toParts = (rows: readonly Row[]): FormValues => writeRows(type, name, rows);
  const [draft, setDraft] = useDraft(parts, written, toParts);
  const rows = draft.length === 0 ? firstRows(type) : draft;
  const members = Object.entries(type.members);
  const write = (next: readonly Row[]): void => {
    setDraft(next);
    onChange(toParts(next));
  };
  return (
    <>
      {rows.map((row, index) => (
        // Rows have no identity but their place.
        <fieldset className="form-row" key={index}>
          <legend className="visually-hidden">{`${name} ${index + 1}`}</legend>
          {members.map(([member, param], at) => (
            <label key={member} className="form-cell">
              <span>
                {member}
                {param.required && <span aria-hidden="true"> *</span>}
              </span>
              <ScalarControl
                id={index === 0 && at === 0 ? id : `${id}-${index}-${member}`}
                name={member}
                param={param}
                value={row[member] ?? ''}
                onChange={(value) =>
                  write(rows.map((old, place) => (place === index ? withValue(old, member, value) : old)))
                }
                values={values}
                invalid={invalid}
                label={t.item(name, index + 1, member)}
              />
            </label>
          ))}
          {rows.length > 1 && (
            <Button
              size="small"
              aria-label={t.remove(index + 1)}
              onClick={() => write(rows.filter((_, place) => place !== index))}
            >
              ✕
            </Button>
          )}
        </fieldset>
      ))}
      {rows.length < type.maxItems && (
        <div>
          <Button size="small" onClick={() => write([...rows, {}])}>
            {t.add}
          </Button>
        </div>
      )}
    </>
  );
}
