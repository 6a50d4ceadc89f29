/** What counts now, as an answer tells it, becomes what a form begins with. */
import type { Param, ParamSet } from '../../../src/contract/params.ts';
import { writeRows } from '../form/rows.ts';
import { type FormValues, problemOf } from '../form/values.ts';
import { numbered } from './operation.ts';

/** Parameters that answers call otherwise. */
const inAnswers: Readonly<Record<string, string>> = { HealthCheckSwitch: 'HealthCheck', AclId: 'AclIds' };

/**
 * Values of the answer under the names of the parameters. What the service would not take is left out: a 0 that only
 * says "off", an empty text.
 */
export function presentValues(params: ParamSet, answer: unknown, blank: readonly string[] = []): FormValues {
  const values: Record<string, string> = {};
  for (const [name, param] of Object.entries(params)) {
    if (blank.includes(name)) continue;
    const found = valuesOf(name, param, member(answer, inAnswers[name] ?? name));
    const filled = Object.values(found).some((value) => value !== '');
    if (filled && problemOf(name, param, found) === undefined) Object.assign(values, found);
  }
  return values;
}

function valuesOf(name: string, { type }: Param<unknown>, value: unknown): FormValues {
  if (!Array.isArray(value)) return { [name]: text(value) };
  const items: readonly unknown[] = value;
  if (type.kind === 'json-list') {
    const members = Object.keys(type.members);
    const rows = items.map((item) =>
      Object.fromEntries(members.map((column) => [column, text(member(item, column))])),
    );
    return writeRows(type, name, rows);
  }
  const texts = items.map(text);
  return type.kind === 'numbered-list' ? numbered(name, texts) : { [name]: texts.join(',') };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
