import { expect, it } from 'vitest';
import { decodeEnvelope, encodeRecord } from './codec.ts';
import { KeptEntry } from './kept-entry.ts';

const entry = () =>
  new KeptEntry({ key: 'a/1', value: encodeRecord(3, { name: 'one', more: [1, 2] }), revision: 7 });

it('is read once, and has a value that says the same before and after', () => {
  const kept = entry();
  let reads = 0;
  const decode = ({ value }: { readonly value: unknown }): { readonly said: unknown } => {
    reads += 1;
    return { said: value };
  };
  const before = decodeEnvelope(kept.value);
  const plain = ({ value }: { readonly value: unknown }): unknown => value;
  const other = entry();
  expect(other.read(plain)).toEqual(before.value);
  expect(decodeEnvelope(other.value)).toEqual(before);
  expect(kept.read(decode)).toBe(kept.read(decode));
  expect(reads).toBe(1);
});

it('keeps its bytes when they cannot be read', () => {
  const kept = entry();
  const bytes = kept.value;
  const failing = (): never => {
    throw new Error('not what its prefix promises');
  };
  expect(() => kept.read(failing)).toThrow('not what');
  expect(kept.value).toBe(bytes);
});
