/** Several values of one parameter, one line each: numbered names or one text with commas, as the contract says. */
import { Button } from 'antd';
import type { Param, ParamType } from '../../../src/contract/params.ts';
import { useTexts } from '../i18n/texts.ts';
import { ScalarControl } from './scalar-control.tsx';
import { texts } from './texts.ts';
import { useDraft } from './use-draft.ts';
import type { FormValues } from './values.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly param: Param<unknown>;
  readonly type: Extract<ParamType, { readonly kind: 'numbered-list' | 'comma-list' }>;
  /** Of this parameter alone. */
  readonly parts: FormValues;
  readonly onChange: (parts: FormValues) => void;
  readonly values: FormValues;
  readonly invalid: boolean;
}

export function ListControl({ id, name, param, type, parts, onChange, values, invalid }: Props) {
  const t = useTexts(texts);
  const toParts = (lines: readonly string[]): FormValues => writeItems(type.kind, name, lines);
  const [draft, setDraft] = useDraft(parts, readItems(type.kind, name, parts), toParts);
  const shown = draft.length === 0 ? [''] : draft;
  const line = { ...param, type: { kind: 'text', minLength: 1, maxLength: 256 } } as const;
  const write = (next: readonly string[]): void => {
    setDraft(next);
    onChange(toParts(next));
  };
  return (
    <div className="stack">
      {shown.map((item, index) => (
        // Lines have no identity but their place.
        <div className="row form-line" key={index}>
          <ScalarControl
            id={index === 0 ? id : `${id}-${index}`}
            name={name}
            param={line}
            value={item}
            onChange={(value) => write(shown.map((old, at) => (at === index ? value : old)))}
            values={values}
            invalid={invalid}
            label={`${name} ${index + 1}`}
          />
          <Button
            size="small"
            aria-label={t.remove(index + 1)}
            onClick={() => write(shown.filter((_, at) => at !== index))}
          >
            ✕
          </Button>
        </div>
      ))}
      {shown.length < type.maxItems && shown.at(-1) !== '' && (
        <Button size="small" onClick={() => write([...shown, ''])}>
          {t.add}
        </Button>
      )}
    </div>
  );
}

function readItems(kind: 'numbered-list' | 'comma-list', name: string, parts: FormValues): readonly string[] {
  if (kind === 'comma-list') return (parts[name] ?? '').split(',').filter((item) => item !== '');
  const plain = parts[name];
  if (plain !== undefined) return plain.split(',');
  return Object.entries(parts)
    .sort(([a], [b]) => Number(a.slice(name.length + 1)) - Number(b.slice(name.length + 1)))
    .map(([, value]) => value);
}

function writeItems(
  kind: 'numbered-list' | 'comma-list',
  name: string,
  items: readonly string[],
): FormValues {
  const filled = items.filter((item) => item !== '');
  if (filled.length === 0) return {};
  if (kind === 'comma-list') return { [name]: filled.join(',') };
  return Object.fromEntries(filled.map((item, index) => [`${name}.${index + 1}`, item]));
}
