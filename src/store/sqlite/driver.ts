/**
 * The one place that knows which SQLite client there is: the one built into Node from 22.13 on, else the same API as an
 * add-on. Everything else is written against the few members declared here.
 */

// SQLITE_CORRUPT as a number and as sqlite3_errstr() words it.
const corrupt = 11;
const corruptText = 'database disk image is malformed';

/** A bound parameter or a column. */
export type SqliteValue = string | number | Uint8Array | null;

export interface SqliteStatement {
  run(...parameters: SqliteValue[]): { readonly changes: number | bigint };
  /** A row has a null prototype. */
  get(...parameters: SqliteValue[]): unknown;
  all(...parameters: SqliteValue[]): unknown[];
}

export interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  /** Makes a function callable from SQL. It must not close the database. */
  function(name: string, callback: (...parameters: unknown[]) => SqliteValue): void;
  /** The add-on does not finalise statements: its file stays locked until the thread ends. */
  close(): void;
}

export interface SqliteModule {
  /** Opens or creates the file. */
  readonly DatabaseSync: new (file: string, options?: { readonly readOnly?: boolean }) => SqliteDatabase;
}

/** Rejects when neither client can be loaded. */
export async function loadSqlite(): Promise<SqliteModule> {
  const builtIn: unknown = process.getBuiltinModule('node:sqlite');
  return isSqliteModule(builtIn) ? builtIn : import('@photostructure/sqlite');
}

/** SQLite's extended result code, when the error came from SQLite. */
export function sqliteResultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode;
  // The add-on's all() reports no code, only SQLite's own text for it, which is part of SQLite's interface.
  return error.message === corruptText ? corrupt : undefined;
}

function isSqliteModule(candidate: unknown): candidate is SqliteModule {
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    'DatabaseSync' in candidate &&
    typeof candidate.DatabaseSync === 'function'
  );
}
