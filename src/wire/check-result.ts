/** The last line of defence for typed clients: what a handler returned is what its contract promises. */
import type { Field, Shape } from '../contract/result.ts';
import { memberOf } from './document.ts';

/** A bug of a handler, never of the caller: the pipeline answers `InternalError`. */
export class ResultMismatch extends Error {
  override readonly name = 'ResultMismatch';
  /** Path of the field, e.g. `Rules[0].RuleId`. */
  readonly path: string;

  constructor(path: string, wanted: string, got: string) {
    super(`${path} should be ${wanted}, but is ${got}`);
    this.path = path;
  }
}

/** Throws `ResultMismatch` for the first field that is missing or of another type. */
export function checkResult(shape: Shape, result: unknown, path = 'result'): void {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    throw new ResultMismatch(path, 'an object', kindOf(result));
  }
  for (const [name, field] of Object.entries(shape)) {
    const value = memberOf(result, name);
    if (value === undefined && field.optional) continue;
    checkField(field, value, path === 'result' ? name : `${path}.${name}`);
  }
}

function checkField(field: Field, value: unknown, path: string): void {
  switch (field.kind) {
    case 'text':
      if (typeof value !== 'string') throw new ResultMismatch(path, 'text', kindOf(value));
      return;
    case 'integer':
      if (!Number.isSafeInteger(value)) throw new ResultMismatch(path, 'an integer', kindOf(value));
      return;
    case 'flag':
      if (typeof value !== 'boolean') throw new ResultMismatch(path, 'true or false', kindOf(value));
      return;
    case 'object':
      return checkResult(field.members, value, path);
    case 'list':
    case 'plain-list': {
      if (!Array.isArray(value)) throw new ResultMismatch(path, 'a list', kindOf(value));
      const items: readonly unknown[] = value;
      items.forEach((item, index) => checkField(field.items, item, `${path}[${index}]`));
    }
  }
}

/** Never the value itself, which may be a secret. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
  return typeof value === 'string' ? 'text' : `a value of type ${typeof value}`;
}
