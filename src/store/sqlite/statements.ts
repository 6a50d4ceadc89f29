/** Every statement a running store uses, prepared once. */
import type { SqliteDatabase } from './driver.ts';

export type Statements = ReturnType<typeof prepareStatements>;

export function prepareStatements(database: SqliteDatabase) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),

    get: database.prepare('SELECT key, revision, value FROM kv WHERE key = ?'),
    list: database.prepare(
      'SELECT key, revision, value FROM kv WHERE key >= ? AND key < ? ORDER BY key LIMIT ?',
    ),
    keys: database.prepare('SELECT key FROM kv WHERE key >= ? AND key < ? ORDER BY key'),
    revisionOf: database.prepare('SELECT revision FROM kv WHERE key = ?'),
    // The same question twice: is there a key in the range written after the revision? CROSS keeps the order of the join.
    newerAtAll: database.prepare('SELECT 1 FROM kv WHERE key >= ? AND key < ? AND revision > ? LIMIT 1'),
    newerRecently: database.prepare(
      `SELECT 1 FROM changes CROSS JOIN kv ON kv.key = changes.key AND kv.revision = changes.revision
       WHERE changes.key >= ? AND changes.key < ? AND changes.revision > ? LIMIT 1`,
    ),
    keysOfLease: database.prepare('SELECT key FROM kv WHERE lease = ? ORDER BY key'),
    leases: database.prepare('SELECT DISTINCT lease FROM kv WHERE lease IS NOT NULL'),

    // Some clients bind an empty array as NULL.
    put: database.prepare(
      `INSERT INTO kv (key, revision, lease, value) VALUES (?, ?, ?, ifnull(?, x''))
       ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, lease = excluded.lease, value = excluded.value`,
    ),
    delete: database.prepare('DELETE FROM kv WHERE key = ?'),
    record: database.prepare(
      "INSERT INTO changes (revision, position, key, deleted, value) VALUES (?, ?, ?, ?, ifnull(?, x''))",
    ),

    // Every revision has at least one row and compaction always leaves the last, so the rows are the counter.
    span: database.prepare(
      `SELECT ifnull((SELECT max(revision) FROM changes), 0) AS last,
              ifnull((SELECT min(revision) FROM changes), 1) AS first`,
    ),
    changes: database.prepare('SELECT key, deleted, value FROM changes WHERE revision = ? ORDER BY position'),
    compact: database.prepare('DELETE FROM changes WHERE revision <= ?'),
  };
}
