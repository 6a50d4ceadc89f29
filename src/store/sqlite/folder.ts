/** The data folder and the database file in it, made ready before SQLite looks at them. */
import { accessSync, closeSync, constants, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { damagedFile, toStoreError } from './failures.ts';

const fileName = 'store.db';

/**
 * Creates the folder (mode 0700) and an empty file (mode 0600) when they are missing; returns the file's path. Throws
 * `StoreError`: `read-only`, `damaged` for a log without its database, `disk-full`, `io`.
 */
export function prepareFolder(directory: string): string {
  const folder = resolve(directory);
  const file = join(folder, fileName);
  createFolder(folder);
  assertWritable(folder, constants.R_OK | constants.W_OK | constants.X_OK);

  const size = sizeOf(file);
  // SQLite deletes the log of an empty database, and with it whatever was not yet in the file.
  if ((size ?? 0) === 0 && (sizeOf(`${file}-wal`) ?? 0) > 0) {
    throw damagedFile(file, 'it is empty or missing, but its -wal file is not');
  }
  if (size === undefined) createFile(folder, file);
  assertWritable(file, constants.R_OK | constants.W_OK);
  return file;
}

// Not mkdir's own recursion: it calls a read-only file system a missing folder.
function createFolder(folder: string): void {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const parent = dirname(folder);
    if (parent !== folder) createFolder(parent);
    mkdirSync(folder, 0o700);
  } catch (error) {
    throw toStoreError(error, folder);
  }
}

/** Size in bytes; undefined when there is no such file. */
export function sizeOf(file: string): number | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })?.size;
  } catch (error) {
    throw toStoreError(error, file);
  }
}

// Only ever a file that did not exist: closing any descriptor of an open database would drop this process's lock on it.
function createFile(folder: string, file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    // Another process was faster; which of the two goes on is decided by the lock.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw toStoreError(error, file);
  }
}

// Asked before opening, because SQLite falls back to reading only, and fails at the first commit.
function assertWritable(path: string, mode: number): void {
  try {
    accessSync(path, mode);
  } catch (error) {
    throw toStoreError(error, path);
  }
}
