/** What went wrong in SQLite or the file system, said in the store's own terms, and how that travels between threads. */
import { StoreError } from '../store.ts';
import type { StoreErrorCode } from '../store.ts';
import { sqliteResultCode } from './driver.ts';
import { UnexpectedColumn } from './rows.ts';
import { messageOf } from '../../lib/message-of.ts';

/** A `StoreError` as plain data: structured cloning would lose its class and fields. */
export interface Failure {
  readonly code: StoreErrorCode;
  readonly message: string;
  readonly subject: string | undefined;
  readonly retryable: boolean;
}

export function toFailure(error: StoreError): Failure {
  return { code: error.code, message: error.message, subject: error.subject, retryable: error.retryable };
}

export function fromFailure(failure: Failure): StoreError {
  const { code, message, subject, retryable } = failure;
  return new StoreError(code, message, subject === undefined ? { retryable } : { subject, retryable });
}

/** Any error of an operation on `file` as a `StoreError`. */
export function toStoreError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof UnexpectedColumn) return damagedFile(file, error.message);
  const resultCode = sqliteResultCode(error);
  if (resultCode !== undefined) return fromResultCode(resultCode, messageOf(error), file);
  return fromErrno(errnoCode(error), messageOf(error), file);
}

export function damagedFile(file: string, why: string): StoreError {
  return new StoreError(
    'damaged',
    `the store file ${file} is damaged (${why}). Nothing was changed. ` +
      'Put a backup in its place, or move the file and its -wal file away to start empty.',
    { subject: file },
  );
}

function readOnlyFile(file: string, why: string): StoreError {
  return new StoreError(
    'read-only',
    `${file} cannot be written (${why}). Make it writable for the user the service runs as, or choose another data folder.`,
    { subject: file },
  );
}

// https://sqlite.org/rescode.html; the low byte is the primary code.
function fromResultCode(resultCode: number, why: string, file: string): StoreError {
  switch (resultCode & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return new StoreError(
        'locked',
        `the store file ${file} is in use by another process. Stop that one (fuser ${file} names it), or choose another data folder.`,
        { subject: file },
      );
    case 8: // SQLITE_READONLY
      return readOnlyFile(file, why);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return damagedFile(file, why);
    case 13: // SQLITE_FULL
      return diskFull(file, why);
    case 18: // SQLITE_TOOBIG
      return new StoreError('invalid-change', `a value is too large for the store file ${file} (${why})`);
    default:
      return io(file, why);
  }
}

function fromErrno(errno: string | undefined, why: string, file: string): StoreError {
  switch (errno) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return readOnlyFile(file, why);
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(file, why);
    default:
      return io(file, why);
  }
}

function diskFull(file: string, why: string): StoreError {
  return new StoreError(
    'disk-full',
    `there is no space left for the store file ${file} (${why}). The change was not made; free some space and repeat it.`,
    { subject: file },
  );
}

function io(file: string, why: string): StoreError {
  return new StoreError('io', `the store file ${file} could not be used: ${why}`, { subject: file });
}

function errnoCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
