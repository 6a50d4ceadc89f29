/** Any answer as tables: its plain members in one, every list of objects in one of its own. */
import Table from 'cli-table3';
import type { Colors } from '../terminal.ts';

type Members = ReadonlyMap<string, unknown>;

export function answerTables(answer: unknown, colors: Colors): string {
  const tables: string[] = [];
  collect('', answer, colors, tables);
  return tables.join('\n\n');
}

function collect(title: string, value: unknown, colors: Colors, tables: string[]): void {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    tables.push(titled(title, items.length === 0 ? colors.dim('none') : listTable(items, colors), colors));
    return;
  }
  const members = membersOf(value);
  const plain = [...members].filter(([, member]) => !isCompound(member));
  if (plain.length > 0) {
    const table = new Table(style);
    table.push(...plain.map(([name, member]) => [colors.bold(name), cell(member)]));
    tables.push(titled(title, table.toString(), colors));
  }
  for (const [name, member] of members) {
    if (isCompound(member)) collect(title === '' ? name : `${title}.${name}`, member, colors, tables);
  }
}

/** One row an item; lists and objects inside an item as JSON, since a table has no depth. */
function listTable(items: readonly unknown[], colors: Colors): string {
  const names = [...new Set(items.flatMap((item) => [...membersOf(item).keys()]))];
  const table = new Table({ head: names.map((name) => colors.bold(name)), ...style });
  for (const item of items) {
    const members = membersOf(item);
    table.push(names.length === 0 ? [cell(item)] : names.map((name) => cell(members.get(name))));
  }
  return table.toString();
}

function titled(title: string, text: string, { cyan }: Colors): string {
  return title === '' ? text : `${cyan(title)}\n${text}`;
}

/** cli-table3 colours by itself, also where nobody sees colours. */
const style = { style: { head: [], border: [], compact: true } };

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isCompound(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Map();
}
