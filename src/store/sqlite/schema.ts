/**
 * Opening the database file: its lock, its tables, and the settings every commit relies on. Nothing is written before the
 * file is known to be ours and sound.
 */
import { rmSync } from 'node:fs';
import { StoreError } from '../store.ts';
import type { SqliteDatabase, SqliteModule } from './driver.ts';
import { toStoreError } from './failures.ts';
import { applicationId, busyTimeoutMs, inspect, inspectAfterCrash, schemaVersion } from './inspection.ts';
import { numberColumn, textColumn } from './rows.ts';

// Without rowid the key order is the table; the revision comes before the value so that checking it skips the value.
const tables = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE kv (
    key TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    lease TEXT,
    value BLOB NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX kv_lease ON kv (lease) WHERE lease IS NOT NULL;
  CREATE TABLE changes (
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    deleted INTEGER NOT NULL,
    value BLOB,
    PRIMARY KEY (revision, position)
  ) WITHOUT ROWID;
  INSERT INTO meta VALUES ('schema', ${schemaVersion});
  PRAGMA application_id = ${applicationId};
`;

/**
 * Opens the file and takes its lock, which the system drops with the process, however it ends. Throws `StoreError`:
 * `locked`, `damaged`, `newer-schema`, `read-only`, `disk-full`, `io`.
 */
export function openDatabase(
  sqlite: SqliteModule,
  file: string,
  maxBytes: number | undefined,
): SqliteDatabase {
  inspectAfterCrash(sqlite, file);
  const database = attempt(file, () => new sqlite.DatabaseSync(file));
  try {
    attempt(file, () => prepareDatabase(database, file, maxBytes));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareDatabase(database: SqliteDatabase, file: string, maxBytes: number | undefined): void {
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  // Also keeps the index of the log in this process's memory: no -shm file that a full disk could take away.
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  const state = inspect(database, file);

  const mode = textColumn(database.prepare('PRAGMA journal_mode = WAL').get(), 'journal_mode');
  if (mode !== 'wal') throw new StoreError('io', `${file} cannot keep a write-ahead log`, { subject: file });
  // Durable at every commit, not only at checkpoints.
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA journal_size_limit = 16777216');
  if (maxBytes !== undefined) limitSize(database, maxBytes);
  if (state === 'new') database.exec(`BEGIN IMMEDIATE; ${tables} COMMIT`);
  // Left by the inspection or by a tool; with the lock held nobody uses it.
  rmSync(`${file}-shm`, { force: true });
}

function limitSize(database: SqliteDatabase, maxBytes: number): void {
  const pageSize = numberColumn(database.prepare('PRAGMA page_size').get(), 'page_size');
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw toStoreError(error, file);
  }
}
