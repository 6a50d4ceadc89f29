import { describe, expect, it } from 'vitest';
import { StoreError } from '../store.ts';
import { fromFailure, toFailure, toStoreError } from './failures.ts';
import { UnexpectedColumn } from './rows.ts';

function withField(name: string, value: unknown, message = 'it went wrong'): Error {
  return Object.assign(new Error(message), { [name]: value });
}

describe('failures in the store’s own terms', () => {
  it.each([
    // Result codes: https://sqlite.org/rescode.html, some of them extended.
    ['SQLITE_BUSY', withField('errcode', 5), 'locked', true],
    ['SQLITE_BUSY_RECOVERY', withField('errcode', 261), 'locked', true],
    ['SQLITE_READONLY_DBMOVED', withField('errcode', 1032), 'read-only', false],
    ['SQLITE_IOERR_FSYNC', withField('errcode', 1034), 'io', true],
    ['SQLITE_CORRUPT', withField('errcode', 11), 'damaged', false],
    ['SQLITE_CORRUPT_INDEX', withField('errcode', 779), 'damaged', false],
    ['SQLITE_NOTADB', withField('errcode', 26), 'damaged', false],
    ['SQLITE_FULL', withField('errcode', 13), 'disk-full', false],
    ['SQLITE_TOOBIG', withField('errcode', 18), 'invalid-change', false],
    ['SQLITE_ERROR', withField('errcode', 1), 'io', true],
    ['corruption without a code', new Error('database disk image is malformed'), 'damaged', false],
    ['ENOSPC', withField('code', 'ENOSPC'), 'disk-full', false],
    ['EDQUOT', withField('code', 'EDQUOT'), 'disk-full', false],
    ['EROFS', withField('code', 'EROFS'), 'read-only', false],
    ['EACCES', withField('code', 'EACCES'), 'read-only', false],
    ['ENOTDIR', withField('code', 'ENOTDIR'), 'io', true],
    ['an unexpected column', new UnexpectedColumn('value', null), 'damaged', false],
    ['anything else', 'a string', 'io', true],
  ])('%s', (_name, error, code, retryable) => {
    const failure = toStoreError(error, '/data/store.db');
    expect(failure).toMatchObject({ name: 'StoreError', code, retryable });
    expect(failure.message).toContain('/data/store.db');
  });

  it('leaves a StoreError as it is, and all of it survives the way between threads', () => {
    const error = new StoreError('conflict', 'taken', { subject: 'a/b', retryable: true });
    expect(toStoreError(error, '/data/store.db')).toBe(error);
    const travelled = fromFailure(structuredClone(toFailure(error)));
    expect(travelled).toBeInstanceOf(StoreError);
    expect(travelled).toMatchObject({ code: 'conflict', message: 'taken', subject: 'a/b', retryable: true });
    expect(fromFailure(toFailure(new StoreError('io', 'x'))).subject).toBeUndefined();
  });
});
