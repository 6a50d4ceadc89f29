/**
 * Answers as they come on the wire, `{"Rules":{"Rule":[…]}}`, become what the contract promises, `{Rules:[…]}`. Goes by
 * the form alone, so that a page that only reads need not load the contracts.
 */
import type { Result } from '../../../src/contract/define.ts';
import type { ActionName, Contracts } from '../../../src/contract/index.ts';

export function decodeAnswer<A extends ActionName>(document: unknown): Result<Contracts[A]> {
  return plain(document) as Result<Contracts[A]>;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const [first] = members;
  // A wrapper holds one array, or two spellings of it; no object of the API consists of lists alone.
  if (first && members.every(([, member]) => Array.isArray(member))) return plain(first[1]);
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}
