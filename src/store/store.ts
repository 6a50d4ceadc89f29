/**
 * The store: a revisioned map from keys to bytes with compare-and-commit and a gapless watch.
 * It knows nothing of load balancers. Every implementation passes test/conformance/store.
 * The shape follows etcd's model so that an etcd implementation needs no semantics of its own.
 */

/** Slash-separated path, e.g. `load-balancers/lb-1`. Printable ASCII, no empty segments. */
export type Key = string;

/**
 * Position in the history of all commits: 0 = nothing was ever written; grows by exactly one per commit that
 * changes something.
 */
export type Revision = number;

export interface Entry {
  readonly key: Key;
  readonly value: Uint8Array;
  /** Revision of the commit that wrote this value. */
  readonly revision: Revision;
}

/** Must hold when the commit is applied, or nothing of it is written (`StoreConflict`). */
export type Precondition =
  /** The key does not exist. */
  | { readonly kind: 'absent'; readonly key: Key }
  /** The key exists and was last written by exactly this revision. */
  | { readonly kind: 'unchanged'; readonly key: Key; readonly revision: Revision }
  /** No key that exists now under the prefix was written after `revision` (deletions do not count). */
  | { readonly kind: 'prefix-unchanged'; readonly prefix: Key; readonly revision: Revision };

export type Write =
  | { readonly kind: 'put'; readonly key: Key; readonly value: Uint8Array; readonly lease?: LeaseId }
  | { readonly kind: 'delete'; readonly key: Key };

/** Preconditions and writes, all or nothing. A key may occur in `writes` once. */
export interface Change {
  readonly preconditions: readonly Precondition[];
  readonly writes: readonly Write[];
}

/** What one revision changed: the unit of `watch`. Deleting an absent key is not reported. */
export interface Batch {
  readonly revision: Revision;
  readonly puts: readonly Entry[];
  readonly deletes: readonly Key[];
}

export type LeaseId = string;

export interface Lease {
  readonly id: LeaseId;
  /** Extends the lease by its time to live from now. Rejects with `StoreError` `lease-expired` when it has lapsed. */
  keepAlive(): Promise<void>;
  /** Ends the lease now; its keys vanish in one commit. */
  revoke(): Promise<void>;
}

/** All methods reject with `StoreError` only. */
export interface Store {
  get(key: Key): Promise<Entry | undefined>;
  /** Every entry whose key starts with `prefix`, in key order, read at one revision. */
  list(prefix: Key): Promise<{ readonly revision: Revision; readonly entries: readonly Entry[] }>;
  /** What `list` finds, without the values. */
  keys(prefix: Key): Promise<readonly Key[]>;
  /**
   * Applies the change durably and returns its revision. A change without writes only checks its
   * preconditions and returns the current revision; so does one that only deletes absent keys. Rejects with
   * code `conflict` when a precondition fails. After `io` the outcome is unknown until it is read.
   */
  commit(change: Change): Promise<Revision>;
  /**
   * Every later revision that touched the prefix, in order and without gaps, as it happens; each batch holds
   * only the keys under the prefix. Ends quietly when the signal is aborted. Throws code `compacted` when
   * revisions after `after` are no longer kept: list again and watch from there.
   */
  watch(prefix: Key, after: Revision, signal: AbortSignal): AsyncIterable<Batch>;
  /** Keys written with the lease's id vanish when it lapses. `ttlMs` at least 100. */
  lease(ttlMs: number): Promise<Lease>;
  /** Ends watches and releases every resource. Later calls reject with code `closed`. */
  close(): Promise<void>;
}

export type StoreErrorCode =
  | 'conflict'
  | 'compacted'
  | 'lease-expired'
  | 'invalid-change'
  | 'damaged'
  | 'disk-full'
  | 'read-only'
  | 'locked'
  | 'newer-schema'
  | 'closed'
  | 'io';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** What the error is about: a key or a file. */
  readonly subject: string | undefined;

  constructor(
    code: StoreErrorCode,
    message: string,
    options: { subject?: string; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? (code === 'io' || code === 'locked');
    this.subject = options.subject;
  }
}

export function isConflict(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'conflict';
}
