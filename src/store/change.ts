/**
 * What every store accepts: the rules for keys and changes, checked before anything is written.
 * Admission also takes a private copy of the values, so a caller may reuse its buffers.
 */
import { StoreError } from './store.ts';
import type { Change, Key, Precondition, Revision, Write } from './store.ts';

// Printable ASCII without '/' in each segment; the classes are disjoint, so matching is linear.
const keyPattern = /^[ -.0-~]+(?:\/[ -.0-~]+)*$/;
const prefixPattern = /^[ -~]*$/;
// One above ~, the last printable character.
const afterAllKeys = '\u007f';

export function isKey(key: string): boolean {
  return keyPattern.test(key);
}

/** The half-open range of the keys that start with `prefix`; empty when none can, because it is not printable ASCII. */
export function prefixRange(prefix: Key): { start: Key; end: Key } {
  if (!prefixPattern.test(prefix)) return { start: afterAllKeys, end: afterAllKeys };
  if (prefix === '') return { start: prefix, end: afterAllKeys };
  const last = prefix.charCodeAt(prefix.length - 1);
  return { start: prefix, end: prefix.slice(0, -1) + String.fromCharCode(last + 1) };
}

/** The change with its own copies of all values. Throws `StoreError` `invalid-change`. */
export function admitChange(change: Change): Change {
  for (const precondition of change.preconditions) checkPrecondition(precondition);
  const seen = new Set<Key>();
  const writes = change.writes.map((write): Write => {
    checkKey(write.key);
    if (seen.has(write.key)) throw invalid(`the key ${write.key} is written twice in one change`, write.key);
    seen.add(write.key);
    if (write.kind === 'delete') return { kind: 'delete', key: write.key };
    if (!(write.value instanceof Uint8Array)) {
      throw invalid(`the value of ${write.key} is not a Uint8Array`, write.key);
    }
    // Not slice(): on a Buffer that is a view of the same memory.
    return { ...write, value: new Uint8Array(write.value) };
  });
  return { preconditions: change.preconditions, writes };
}

/** The error for a precondition that does not hold. */
export function conflict(precondition: Precondition): StoreError {
  switch (precondition.kind) {
    case 'absent':
      return new StoreError('conflict', `${precondition.key} already exists`, { subject: precondition.key });
    case 'unchanged':
      return new StoreError('conflict', `${precondition.key} was written or deleted meanwhile`, {
        subject: precondition.key,
      });
    case 'prefix-unchanged':
      return new StoreError('conflict', `something under ${precondition.prefix} was written meanwhile`, {
        subject: precondition.prefix,
      });
  }
}

/** The error for a watch position whose later revisions are no longer kept. */
export function compacted(after: Revision, floor: Revision): StoreError {
  return new StoreError(
    'compacted',
    `revisions up to ${floor} are no longer kept; asked for those after ${after}`,
  );
}

export function closedError(): StoreError {
  return new StoreError('closed', 'the store is closed');
}

/** How many revisions stay watchable when nothing else is configured. */
export const defaultKeepRevisions = 10_000;

/** Checks a configured number of kept revisions. Throws `StoreError` `invalid-change`. */
export function checkKeepRevisions(keepRevisions: number): number {
  if (Number.isSafeInteger(keepRevisions) && keepRevisions >= 1) return keepRevisions;
  throw invalid(`keepRevisions must be a whole number of at least 1, not ${keepRevisions}`, undefined);
}

function checkPrecondition(precondition: Precondition): void {
  if (precondition.kind === 'prefix-unchanged') {
    if (!prefixPattern.test(precondition.prefix)) {
      throw invalid(
        `the prefix ${JSON.stringify(precondition.prefix)} is not printable ASCII`,
        precondition.prefix,
      );
    }
  } else {
    checkKey(precondition.key);
  }
  if (precondition.kind !== 'absent') checkRevision(precondition.revision);
}

function checkRevision(revision: Revision): void {
  if (Number.isSafeInteger(revision) && revision >= 0) return;
  throw invalid(`${revision} is not a revision`, undefined);
}

function checkKey(key: Key): void {
  if (isKey(key)) return;
  throw invalid(
    `${JSON.stringify(key)} is not a key: it must be non-empty segments of printable ASCII joined by /`,
    key,
  );
}

function invalid(message: string, subject: string | undefined): StoreError {
  return new StoreError('invalid-change', message, subject === undefined ? {} : { subject });
}
