/** One value: text, number, yes or no, one of a few words. Native controls, which every keyboard and reader knows. */
import { Input } from 'antd';
import { useId } from 'react';
import type { Param } from '../../../src/contract/params.ts';
import { useTexts } from '../i18n/texts.ts';
import { useSuggestions } from './suggestions.ts';
import { texts } from './texts.ts';
import type { FormValues } from './values.ts';

/** Longer ones are documents: certificates, policies. */
const LINE_LENGTH = 1_024;

export interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly param: Param<unknown>;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The whole form: what exists may depend on what is filled in. */
  readonly values: FormValues;
  readonly invalid: boolean;
  readonly describedBy?: string;
  /** Where no label is near. */
  readonly label?: string;
}

export function ScalarControl(props: ControlProps) {
  const { type } = props.param;
  switch (type.kind) {
    case 'flag':
      return <Choice {...props} choices={['true', 'false']} />;
    case 'choice':
      return <Choice {...props} choices={type.choices} />;
    case 'text':
      return type.maxLength > LINE_LENGTH ? <LongText {...props} /> : <Line {...props} />;
    default:
      return <Line {...props} />;
  }
}

function common({ id, invalid, describedBy, label }: ControlProps) {
  return {
    id,
    'aria-invalid': invalid,
    ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
    ...(label !== undefined && { 'aria-label': label }),
  };
}

function Choice(props: ControlProps & { readonly choices: readonly string[] }) {
  const t = useTexts(texts);
  const { param, value, onChange, choices } = props;
  // A link may bring a word that is none of the choices; it is shown, and refused as the service would.
  const shown = value === '' || choices.includes(value) ? choices : [...choices, value];
  return (
    <select {...common(props)} className="control" value={value} onChange={(e) => onChange(e.target.value)}>
      <option value="">{param.defaultText === undefined ? t.notSet : t.byDefault(param.defaultText)}</option>
      {shown.map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}

function Line(props: ControlProps) {
  const t = useTexts(texts);
  const list = useId();
  const { name, param, value, onChange, values } = props;
  const suggestions = useSuggestions(name, values);
  const hint = param.defaultText ? t.byDefault(param.defaultText) : (param.sample ?? '');
  return (
    <>
      <Input
        {...common(props)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={hint}
        spellCheck={false}
        autoComplete="off"
        {...(props.invalid && { status: 'error' as const })}
        {...(param.type.kind === 'integer' && { inputMode: 'numeric' as const })}
        {...(suggestions.length > 0 && { list })}
      />
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion.value} value={suggestion.value}>
              {suggestion.label}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

function LongText(props: ControlProps) {
  const t = useTexts(texts);
  const { value, onChange } = props;
  const read = (files: FileList | null): void => {
    void files?.[0]?.text().then(onChange);
  };
  return (
    <>
      <textarea
        {...common(props)}
        className="control mono"
        rows={6}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={props.param.sample ?? ''}
        spellCheck={false}
      />
      <label className="quiet">
        {t.fromFile} <input type="file" onChange={(event) => read(event.target.files)} />
      </label>
    </>
  );
}
