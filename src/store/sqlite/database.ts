/** The store's operations in SQL, run in the thread that owns the database. Synchronous; throws `StoreError` only. */
import { compacted, conflict, prefixRange } from '../change.ts';
import type { Batch, Change, Entry, Key, LeaseId, Precondition, Revision } from '../store.ts';
import type { SqliteDatabase, SqliteModule } from './driver.ts';
import { toFailure, toStoreError } from './failures.ts';
import type { Operation, Outcome, ThreadOptions } from './protocol.ts';
import { bytesColumn, numberColumn, textColumn } from './rows.ts';
import { openDatabase } from './schema.ts';
import { prepareStatements } from './statements.ts';
import type { Statements } from './statements.ts';

// Old revisions are deleted in lots, so that most commits do not pay for it.
const compactionLot = 256;
// One answer to a watcher that is behind: at most so many revisions, and no more once so many bytes are reached.
const historyLimit = { revisions: 256, bytes: 4 * 1024 * 1024 };
// Entries read at once: enough that nothing is gained by more.
const listLot = 500;
// Up to here looking through the later changes is quicker than looking through the keys.
const recentRevisions = 256;

export class Database {
  readonly #file: string;
  readonly #database: SqliteDatabase;
  readonly #statements: Statements;
  readonly #keepRevisions: number;
  #revision: Revision;
  /** The last revision deleted from the history. */
  #deletedUpTo: Revision;

  constructor(sqlite: SqliteModule, file: string, options: ThreadOptions) {
    this.#file = file;
    this.#keepRevisions = options.keepRevisions;
    this.#database = openDatabase(sqlite, file, options.maxBytes);
    try {
      this.#statements = prepareStatements(this.#database);
      const span = this.#statements.span.get();
      this.#revision = numberColumn(span, 'last');
      this.#deletedUpTo = numberColumn(span, 'first') - 1;
    } catch (error) {
      this.#database.close();
      throw toStoreError(error, file);
    }
  }

  get revision(): Revision {
    return this.#revision;
  }

  /** Leases that have keys. */
  leases(): readonly LeaseId[] {
    return this.#guard(() => this.#statements.leases.all().map((row) => textColumn(row, 'lease')));
  }

  get(key: Key): Entry | undefined {
    return this.#guard(() => {
      const row = this.#statements.get.get(key);
      return row === undefined ? undefined : toEntry(row);
    });
  }

  /** A lot at a time, so that what is read is never in memory as a whole; to be gone through in one turn. */
  *list(prefix: Key): Generator<readonly Entry[]> {
    const { start, end } = prefixRange(prefix);
    for (let from = start; ;) {
      const entries = this.#entriesOf(from, end);
      if (entries.length > 0) yield entries;
      const last = entries.at(-1);
      if (!last || entries.length < listLot) return;
      // Of all keys that may follow, the one with a space behind it is the first.
      from = `${last.key} `;
    }
  }

  keys(prefix: Key): readonly Key[] {
    const { start, end } = prefixRange(prefix);
    return this.#guard(() => this.#statements.keys.all(start, end).map((row) => textColumn(row, 'key')));
  }

  /** At least one batch after the position, unless it is the newest. Throws `compacted`. */
  history(after: Revision): readonly Batch[] {
    const floor = Math.max(this.#deletedUpTo, this.#revision - this.#keepRevisions);
    if (after < floor) throw compacted(after, floor);
    return this.#guard(() => {
      const batches: Batch[] = [];
      let bytes = 0;
      for (let revision = after + 1; revision <= this.#revision; revision++) {
        const batch = toBatch(revision, this.#statements.changes.all(revision));
        batches.push(batch);
        bytes += batch.puts.reduce((sum, entry) => sum + entry.value.byteLength, 0);
        if (batches.length >= historyLimit.revisions || bytes >= historyLimit.bytes) break;
      }
      return batches;
    });
  }

  /** Makes all operations durable with one disk write, in order; each takes effect as a whole or not at all. */
  apply(operations: readonly Operation[]): readonly Outcome[] {
    try {
      return this.#inTransaction((revision) => {
        let last = revision;
        return operations.map((operation) => {
          const outcome = this.#applyOne(operation, last);
          if (outcome.kind === 'done') last = outcome.revision;
          return outcome;
        });
      });
    } catch (error) {
      // The database failed and rolled all of them back: one by one, those it can still make succeed.
      if (operations.length > 1) return operations.flatMap((operation) => this.apply([operation]));
      return [{ kind: 'failed', failure: toFailure(toStoreError(error, this.#file)) }];
    }
  }

  close(): void {
    try {
      // The add-on closes for good only when the thread ends; the log should not have to wait for that.
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // On a full disk, say. Everything committed is safe in the log, and the next opening reads it.
    }
    this.#guard(() => this.#database.close());
  }

  #applyOne(operation: Operation, revision: Revision): Outcome {
    if (operation.kind === 'expire') {
      return this.#deleteAll(this.#statements.keysOfLease.all(operation.lease), revision);
    }
    // Before anything is written, so that a conflict leaves nothing to undo in the shared transaction.
    const broken = operation.change.preconditions.find((one) => !this.#holds(one, revision));
    if (broken !== undefined) return { kind: 'failed', failure: toFailure(conflict(broken)) };
    return this.#write(operation.change, revision);
  }

  #entriesOf(from: Key, end: Key): readonly Entry[] {
    return this.#guard(() => this.#statements.list.all(from, end, listLot).map(toEntry));
  }

  #holds(precondition: Precondition, current: Revision): boolean {
    switch (precondition.kind) {
      case 'absent':
        return this.#statements.revisionOf.get(precondition.key) === undefined;
      case 'unchanged': {
        const row = this.#statements.revisionOf.get(precondition.key);
        return row !== undefined && numberColumn(row, 'revision') === precondition.revision;
      }
      case 'prefix-unchanged': {
        const { prefix, revision } = precondition;
        const { start, end } = prefixRange(prefix);
        // Usually the caller has just listed the prefix, and little has happened since.
        const isRecent = revision >= Math.max(this.#deletedUpTo, current - recentRevisions);
        const { newerRecently, newerAtAll } = this.#statements;
        return (isRecent ? newerRecently : newerAtAll).get(start, end, revision) === undefined;
      }
    }
  }

  #write(change: Change, current: Revision): Outcome {
    const revision = current + 1;
    const deletes: Key[] = [];
    let position = 0;
    for (const write of change.writes) {
      if (write.kind === 'put') {
        this.#statements.put.run(write.key, revision, write.lease ?? null, write.value);
        this.#statements.record.run(revision, position++, write.key, 0, write.value);
      } else if (Number(this.#statements.delete.run(write.key).changes) > 0) {
        this.#statements.record.run(revision, position++, write.key, 1, null);
        deletes.push(write.key);
      }
    }
    const changed = position > 0;
    return { kind: 'done', revision: changed ? revision : current, changed, deletes };
  }

  #deleteAll(rows: readonly unknown[], revision: Revision): Outcome {
    const writes = rows.map((row) => ({ kind: 'delete' as const, key: textColumn(row, 'key') }));
    return this.#write({ preconditions: [], writes }, revision);
  }

  #inTransaction<T>(action: (revision: Revision) => T): T {
    const { begin, commit, rollback } = this.#statements;
    begin.run();
    try {
      const result = action(this.#revision);
      const span = this.#statements.span.get();
      const last = numberColumn(span, 'last');
      const deletedUpTo = this.#compact(last);
      commit.run();
      this.#revision = last;
      this.#deletedUpTo = deletedUpTo;
      return result;
    } catch (error) {
      try {
        rollback.run();
      } catch {
        // SQLite has already rolled back by itself, as it does when the disk is full.
      }
      throw error;
    }
  }

  #compact(last: Revision): Revision {
    const floor = last - this.#keepRevisions;
    if (floor - this.#deletedUpTo < compactionLot) return this.#deletedUpTo;
    this.#statements.compact.run(floor);
    return floor;
  }

  #guard<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw toStoreError(error, this.#file);
    }
  }
}

function toEntry(row: unknown): Entry {
  return {
    key: textColumn(row, 'key'),
    value: bytesColumn(row, 'value'),
    revision: numberColumn(row, 'revision'),
  };
}

function toBatch(revision: Revision, rows: readonly unknown[]): Batch {
  const puts: Entry[] = [];
  const deletes: Key[] = [];
  for (const row of rows) {
    const key = textColumn(row, 'key');
    if (numberColumn(row, 'deleted') === 1) deletes.push(key);
    else puts.push({ key, value: bytesColumn(row, 'value'), revision });
  }
  return { revision, puts, deletes };
}
