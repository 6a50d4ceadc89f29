/** The messages between the store and the thread that owns its database. Plain data: they are structured-cloned. */
import type { Batch, Change, Entry, Key, LeaseId, Revision } from '../store.ts';
import type { Failure } from './failures.ts';
import type { Page } from './page.ts';

/** What the thread is started with. */
export interface ThreadOptions {
  readonly directory: string;
  readonly keepRevisions: number;
  /** Upper bound of the database file; undefined = as large as the disk. */
  readonly maxBytes: number | undefined;
}

export interface OpenedDatabase {
  readonly file: string;
  readonly revision: Revision;
  /** Leases of an earlier process that still have keys. */
  readonly leftoverLeases: readonly LeaseId[];
}

/** One unit of the write queue, all or nothing. */
export type Operation =
  | { readonly kind: 'change'; readonly change: Change }
  /** Deletes the keys of one lease. */
  | { readonly kind: 'expire'; readonly lease: LeaseId };

export type Outcome =
  /** Durable. `deletes` are the keys that existed; `changed` false means no revision was used up. */
  | {
      readonly kind: 'done';
      readonly revision: Revision;
      readonly changed: boolean;
      readonly deletes: readonly Key[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type Request =
  | { readonly kind: 'group'; readonly operations: readonly Operation[] }
  | { readonly kind: 'get'; readonly key: Key }
  /** Answered by any number of pages, then the reply. */
  | { readonly kind: 'list'; readonly prefix: Key }
  | { readonly kind: 'keys'; readonly prefix: Key }
  | { readonly kind: 'history'; readonly after: Revision }
  | { readonly kind: 'close' };

export type Reply =
  | { readonly kind: 'group'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'get'; readonly entry: Entry | undefined }
  /** Of all pages before it. */
  | { readonly kind: 'list'; readonly revision: Revision }
  | { readonly kind: 'keys'; readonly keys: readonly Key[] }
  | { readonly kind: 'history'; readonly batches: readonly Batch[] }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface NumberedRequest {
  readonly id: number;
  readonly request: Request;
}

export type ThreadMessage =
  /** The first message: the database is open. */
  | ({ readonly kind: 'ready' } & OpenedDatabase)
  /** The first and last message: it could not be opened. */
  | { readonly kind: 'not-opened'; readonly failure: Failure }
  | { readonly kind: 'page'; readonly id: number; readonly page: Page }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply };
