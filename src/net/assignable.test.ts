import { expect, it } from 'vitest';
import { isAddressAssignable } from './assignable.ts';

it.each([
  ['127.0.0.1', true],
  ['127.83.1.2', true],
  // TEST-NET-3 (RFC 5737): no machine has it.
  ['203.0.113.77', false],
  ['localhost', false],
])('%s: %s', async (address, assignable) => {
  expect(await isAddressAssignable(address)).toBe(assignable);
});
