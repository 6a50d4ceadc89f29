/** Typed columns of an untyped row. */

/** A column holds another type than the schema says: the file is not what we wrote. */
export class UnexpectedColumn extends Error {
  override readonly name = 'UnexpectedColumn';

  constructor(column: string, value: unknown) {
    super(`the column ${column} holds ${value === null ? 'null' : typeof value}`);
  }
}

export function textColumn(row: unknown, name: string): string {
  const value = column(row, name);
  if (typeof value === 'string') return value;
  throw new UnexpectedColumn(name, value);
}

export function numberColumn(row: unknown, name: string): number {
  const value = column(row, name);
  if (typeof value === 'number') return value;
  throw new UnexpectedColumn(name, value);
}

export function bytesColumn(row: unknown, name: string): Uint8Array {
  const value = column(row, name);
  if (value instanceof Uint8Array) return value;
  throw new UnexpectedColumn(name, value);
}

function column(row: unknown, name: string): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  const value: unknown = Reflect.get(row, name);
  return value;
}
