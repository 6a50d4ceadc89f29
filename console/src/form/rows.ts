/** Lists of objects as rows of a table, and how rows become parameters again. */
import type { ParamType } from '../../../src/contract/params.ts';
import type { FormValues } from './values.ts';

export type Row = Readonly<Record<string, string>>;
export type RowsType = Extract<ParamType, { readonly kind: 'numbered-objects' | 'json-list' }>;

/** Undefined: the text is no list that rows can show, so only the raw view can. */
export function readRows(type: RowsType, name: string, values: FormValues): readonly Row[] | undefined {
  return type.kind === 'json-list' ? rowsOfJson(values[name] ?? '') : numberedRows(name, values);
}

export function writeRows(type: RowsType, name: string, rows: readonly Row[]): FormValues {
  const filled = rows.map(withoutEmpty);
  if (type.kind === 'json-list') {
    return filled.every((row) => Object.keys(row).length === 0) ? {} : { [name]: JSON.stringify(filled) };
  }
  return Object.fromEntries(
    filled.flatMap((row, index) =>
      Object.entries(row).map(([member, value]) => [`${name}.${index + 1}.${member}`, value]),
    ),
  );
}

/** Where a member is one of two words, a list begins with a row for each: the pair opens as master and slave. */
export function firstRows(type: RowsType): readonly Row[] {
  for (const [name, { type: member }] of Object.entries(type.members)) {
    if (member.kind === 'choice' && member.choices.length === 2) {
      return member.choices.map((choice) => ({ [name]: choice }));
    }
  }
  return [{}];
}

function rowsOfJson(text: string): readonly Row[] | undefined {
  if (text === '') return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const rows: Row[] = [];
  for (const item of parsed as readonly unknown[]) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    rows.push(Object.fromEntries(Object.entries(item).map(([name, value]) => [name, String(value)])));
  }
  return rows;
}

function numberedRows(name: string, values: FormValues): readonly Row[] {
  const rows: Record<string, string>[] = [];
  for (const [key, value] of Object.entries(values)) {
    const match = /^\.(\d+)\.(.+)$/.exec(key.startsWith(name) ? key.slice(name.length) : '');
    if (!match) continue;
    const [, number = '1', member = ''] = match;
    (rows[Number(number) - 1] ??= {})[member] = value;
  }
  return Array.from(rows, (row) => row ?? {});
}

function withoutEmpty(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
}
