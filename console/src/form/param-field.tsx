/** One parameter: its name, whether it must be given, what it means and may be, and why it would be refused. */
import { useId } from 'react';
import type { Param, ParamType } from '../../../src/contract/params.ts';
import { useContractTexts } from '../i18n/contract-texts.ts';
import { useTexts } from '../i18n/texts.ts';
import { ListControl } from './list-control.tsx';
import { RowsControl } from './rows-control.tsx';
import { ScalarControl } from './scalar-control.tsx';
import { texts } from './texts.ts';
import { type FormValues, partsOf, withParts, withValue } from './values.ts';
import { Badge } from '../ui/badge.tsx';

interface Props {
  readonly name: string;
  readonly param: Param<unknown>;
  readonly values: FormValues;
  readonly onChange: (values: FormValues) => void;
  readonly problem: string | undefined;
}

export function ParamField({ name, param, values, onChange, problem }: Props) {
  const t = useTexts(texts);
  const translate = useContractTexts();
  const id = useId();
  const notes = [translate(param.summary), useBounds(param.type)].filter((note) => note !== '');
  return (
    <div className="form-field" data-param={name}>
      <div className="row">
        <label htmlFor={id} className="form-label">
          <code>{name}</code>
        </label>
        {param.required && <span className="quiet">{t.required}</span>}
        {param.extension && <Badge>{t.extension}</Badge>}
      </div>
      <Control id={id} name={name} param={param} values={values} onChange={onChange} problem={problem} />
      {problem !== undefined && (
        <p className="form-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {notes.length > 0 && (
        <p className="form-help" id={`${id}-help`}>
          {notes.join(' ')}
        </p>
      )}
    </div>
  );
}

function Control({ id, name, param, values, onChange, problem }: Props & { readonly id: string }) {
  const { type } = param;
  const invalid = problem !== undefined;
  const common = { id, name, param, values, invalid };
  const parts = partsOf(values, name);
  const change = (changed: FormValues): void => onChange(withParts(values, name, changed));
  switch (type.kind) {
    case 'numbered-list':
    case 'comma-list':
      return <ListControl {...common} type={type} parts={parts} onChange={change} />;
    case 'numbered-objects':
    case 'json-list':
      return <RowsControl {...common} type={type} parts={parts} onChange={change} />;
    default:
      return (
        <ScalarControl
          {...common}
          value={values[name] ?? ''}
          onChange={(value) => onChange(withValue(values, name, value))}
          describedBy={`${id}-help${invalid ? ` ${id}-problem` : ''}`}
        />
      );
  }
}

/** In words; nothing where there is nothing to say. */
function useBounds(type: ParamType): string {
  const t = useTexts(texts);
  switch (type.kind) {
    case 'integer':
      return type.max >= Number.MAX_SAFE_INTEGER ? '' : t.range(type.min, type.max);
    case 'numbered-list':
    case 'comma-list':
    case 'numbered-objects':
    case 'json-list':
      return t.items(type.maxItems);
    case 'text':
    case 'flag':
    case 'choice':
      return '';
  }
}
