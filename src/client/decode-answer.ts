/** The reverse of how the service writes answers: JSON as it came → the plain value that the contract promises. */
import type { Result } from '../contract/define.ts';
import { type ActionName, contracts, type Contracts } from '../contract/index.ts';
import type { Field, Shape } from '../contract/result.ts';

/** An answer that does not fit the contract: another version of the service, or no such service at all. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** Throws `UnexpectedAnswer`. Fields that the contract does not know are left out. */
export function decodeAnswer<A extends ActionName>(action: A, answer: unknown): Result<Contracts[A]> {
  return decodeObject(contracts[action].result, answer, action) as Result<Contracts[A]>;
}

function decodeObject(shape: Shape, value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw mismatch(path, 'an object');
  const members: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  const decoded: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    const member = members.get(name);
    if (member === undefined && field.optional) continue;
    decoded[name] = decodeField(field, member, `${path}.${name}`);
  }
  return decoded;
}

function decodeField(field: Field, value: unknown, path: string): unknown {
  switch (field.kind) {
    case 'text':
      if (typeof value !== 'string') throw mismatch(path, 'text');
      return value;
    case 'integer':
      if (typeof value !== 'number') throw mismatch(path, 'a number');
      return value;
    case 'flag':
      if (typeof value !== 'boolean') throw mismatch(path, 'true or false');
      return value;
    case 'object':
      return decodeObject(field.members, value, path);
    case 'plain-list':
      return decodeItems(field.items, value, path);
    case 'list': {
      if (typeof value !== 'object' || value === null) throw mismatch(path, 'a list');
      const items: unknown = new Map(Object.entries(value)).get(field.element);
      return decodeItems(field.items, items, `${path}.${field.element}`);
    }
  }
}

function decodeItems(field: Field, value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw mismatch(path, 'a list');
  const items: readonly unknown[] = value;
  return items.map((item, index) => decodeField(field, item, `${path}[${index}]`));
}

function mismatch(path: string, wanted: string): UnexpectedAnswer {
  return new UnexpectedAnswer(`${path} is not ${wanted}`);
}
