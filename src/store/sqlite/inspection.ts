/** Is the database file ours, sound, and of a schema this version reads? Asked before anything is written. */
import { StoreError } from '../store.ts';
import type { SqliteDatabase, SqliteModule } from './driver.ts';
import { damagedFile, toStoreError } from './failures.ts';
import { sizeOf } from './folder.ts';

/** Raised with every change of the tables; a newer file is refused. */
export const schemaVersion = 1;
/** 'HSPR': tells our files from other SQLite databases. */
export const applicationId = 0x48535052;
/** A predecessor that is still shutting down gets this long to let go of the file. */
export const busyTimeoutMs = 1_000;

// Checking every page costs about 3 ms a megabyte, and starting must stay quick.
const checkedBytes = 8 * 1024 * 1024;

/** `new` for a database without tables. Throws `StoreError` `damaged` or `newer-schema`. */
export function inspect(database: SqliteDatabase, file: string): 'new' | 'ours' {
  const facts = new Map<unknown, unknown>();
  // Not prepared statements: the add-on would keep the file open until it collects them.
  database.function('note', (name, value) => {
    facts.set(name, value);
    return null;
  });
  database.exec("SELECT note('tables', count(*)) FROM sqlite_schema");
  if (facts.get('tables') === 0) return 'new';

  database.exec("SELECT note('application', application_id) FROM pragma_application_id");
  if (facts.get('application') !== applicationId) {
    throw damagedFile(file, 'it is a SQLite database of something else');
  }
  if ((sizeOf(file) ?? 0) <= checkedBytes) {
    database.exec("SELECT note('verdict', quick_check) FROM pragma_quick_check LIMIT 1");
    const verdict = facts.get('verdict');
    if (verdict !== 'ok') throw damagedFile(file, String(verdict).replace(/\s+/g, ' '));
  }
  database.exec("SELECT note('schema', value) FROM meta WHERE name = 'schema'");
  checkSchema(facts.get('schema'), file);
  return 'ours';
}

/**
 * Inspects a database that was not closed in order, without the right to write: the connection that will be used would
 * carry the log over into the file as soon as it is closed again, damaged or not. Throws what `inspect` throws, and
 * `locked`.
 */
export function inspectAfterCrash(sqlite: SqliteModule, file: string): void {
  if ((sizeOf(`${file}-wal`) ?? 0) === 0) return;
  try {
    const database = new sqlite.DatabaseSync(file, { readOnly: true });
    try {
      database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
      inspect(database, file);
    } finally {
      database.close();
    }
  } catch (error) {
    const failure = toStoreError(error, file);
    // Reading the log needs a little disk of its own here, but not later: a full disk must not keep the store closed.
    if (['damaged', 'newer-schema', 'locked'].includes(failure.code)) throw failure;
  }
}

function checkSchema(found: unknown, file: string): void {
  if (typeof found !== 'number' || found < 1) throw damagedFile(file, 'it does not say its schema');
  if (found <= schemaVersion) return;
  throw new StoreError(
    'newer-schema',
    `the store file ${file} was written by a newer version (schema ${found}, this one reads up to ${schemaVersion}). ` +
      'Run that version, or choose another data folder.',
    { subject: file },
  );
}
