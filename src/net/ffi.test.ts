import { expect, it } from 'vitest';
import { FfiUnavailable, loadFfi, openLibrary } from './ffi.ts';

it('calls a function of the C library', async () => {
  const libc = openLibrary(await loadFfi(), ['no-such-library.so', 'libc.so.6', 'libc.so']);
  expect(libc.func('int getpid(void)')()).toBe(process.pid);
});

it('says which library is missing', async () => {
  const ffi = await loadFfi();
  expect(() => openLibrary(ffi, ['no-such-library.so'])).toThrow(FfiUnavailable);
  expect(() => openLibrary(ffi, ['no-such-library.so'])).toThrow('no-such-library.so');
});
