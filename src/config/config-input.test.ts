import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { ConfigInput } from './config-input.ts';
import { type configSchema } from './schema.ts';

type SchemaInput = DeepReadonly<z.input<typeof configSchema>>;
type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Interfaces and mapped types are spelled alike first. */
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

it('the settings spelled out for users of the library are those of the schema', () => {
  // Held when types are checked: the build of the tests fails on any difference.
  const same: Same<Plain<ConfigInput>, Plain<SchemaInput>> = true;
  expect(same).toBe(true);
});
