/**
 * Opening the database file: whose it is, whether it is sound, and the settings every commit relies on. Nothing is
 * written before the file is known to be ours.
 */
import { StoreError } from '../store.ts';
import type { SqliteDatabase, SqliteModule } from './driver.ts';
import { damagedFile, toStoreError } from './failures.ts';
import { sizeOf } from './folder.ts';
import { numberColumn, textColumn } from './rows.ts';

/** Raised with every change of the tables; a newer file is refused. */
export const schemaVersion = 1;

// 'HSPR': tells our files from other SQLite databases.
const applicationId = 0x48535052;
// A predecessor that is still shutting down gets this long to let go of the file.
const busyTimeoutMs = 1_000;
// Checking every page costs about 3 ms a megabyte, and starting must stay quick.
const checkedBytes = 8 * 1024 * 1024;

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
  const isNew = numberColumn(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get(), 'n') === 0;
  if (!isNew) assertOurs(database, file);

  const mode = textColumn(database.prepare('PRAGMA journal_mode = WAL').get(), 'journal_mode');
  if (mode !== 'wal') throw new StoreError('io', `${file} cannot keep a write-ahead log`, { subject: file });
  // Durable at every commit, not only at checkpoints.
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA journal_size_limit = 16777216');
  if (maxBytes !== undefined) limitSize(database, maxBytes);
  if (isNew) database.exec(`BEGIN IMMEDIATE; ${tables} COMMIT`);
}

function assertOurs(database: SqliteDatabase, file: string): void {
  if (numberColumn(database.prepare('PRAGMA application_id').get(), 'application_id') !== applicationId) {
    throw damagedFile(file, 'it is a SQLite database of something else');
  }
  if ((sizeOf(file) ?? 0) <= checkedBytes) {
    const verdict = textColumn(database.prepare('PRAGMA quick_check(1)').get(), 'quick_check');
    if (verdict !== 'ok') throw damagedFile(file, verdict);
  }
  const found = numberColumn(
    database.prepare("SELECT value FROM meta WHERE name = 'schema'").get() ?? { value: 0 },
    'value',
  );
  if (found > schemaVersion) {
    throw new StoreError(
      'newer-schema',
      `the store file ${file} was written by a newer version (schema ${found}, this one reads up to ${schemaVersion}). ` +
        'Run that version, or choose another data folder.',
      { subject: file },
    );
  }
  if (found < 1) throw damagedFile(file, 'it does not say its schema');
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
