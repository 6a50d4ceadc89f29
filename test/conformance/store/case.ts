/** What a conformance case is, and the few words all cases are written in. */
import { expect } from 'vitest';
import type {
  Batch,
  Change,
  Entry,
  Key,
  LeaseId,
  Precondition,
  Store,
  StoreErrorCode,
} from '../../../src/store/store.ts';

/** Opens a new, empty store; the runner closes and removes it after the case, also when the case fails. */
export type OpenStore = (options?: { readonly keepRevisions?: number }) => Promise<Store>;

export interface StoreCase {
  readonly name: string;
  run(open: OpenStore): Promise<void>;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What an entry says, without what a store may have made of it. */
export function told(entry: Entry | undefined): Entry | undefined {
  return entry && { key: entry.key, value: entry.value, revision: entry.revision };
}

export function text(value: Uint8Array | undefined): string | undefined {
  return value === undefined ? undefined : new TextDecoder().decode(value);
}

/** A change that puts these values, deletes the keys given as null, and requires the preconditions. */
export function change(
  writes: Readonly<Record<Key, string | null>>,
  ...preconditions: readonly Precondition[]
): Change {
  return {
    preconditions,
    writes: Object.entries(writes).map(([key, value]) =>
      value === null ? { kind: 'delete', key } : { kind: 'put', key, value: bytes(value) },
    ),
  };
}

/** A change that puts these values under a lease. */
export function leased(lease: LeaseId, writes: Readonly<Record<Key, string>>): Change {
  return {
    preconditions: [],
    writes: Object.entries(writes).map(([key, value]) => ({ kind: 'put', key, value: bytes(value), lease })),
  };
}

export async function expectFailure(action: Promise<unknown>, code: StoreErrorCode): Promise<void> {
  await expect(action).rejects.toMatchObject({ name: 'StoreError', code });
}

/** Everything under the prefix as text. */
export async function contents(store: Store, prefix: Key): Promise<Record<Key, string>> {
  const { entries } = await store.list(prefix);
  return Object.fromEntries(entries.map((entry) => [entry.key, text(entry.value) ?? '']));
}

export async function keys(store: Store, prefix: Key): Promise<Key[]> {
  return (await store.list(prefix)).entries.map((entry) => entry.key);
}

/** A batch with readable values, to compare with. */
export interface ReadableBatch {
  readonly revision: number;
  readonly puts: Readonly<Record<Key, string>>;
  readonly deletes: readonly Key[];
}

export function readable(batch: Batch): ReadableBatch {
  return {
    revision: batch.revision,
    puts: Object.fromEntries(batch.puts.map((entry) => [entry.key, text(entry.value) ?? ''])),
    deletes: [...batch.deletes].sort(),
  };
}

/** The next `count` batches of a watch, which is then ended. */
export async function take(store: Store, prefix: Key, after: number, count: number): Promise<Batch[]> {
  const end = new AbortController();
  const batches: Batch[] = [];
  for await (const batch of store.watch(prefix, after, end.signal)) {
    batches.push(batch);
    if (batches.length === count) break;
  }
  end.abort();
  return batches;
}

/** Repeats the assertion until it holds; fails with its last error after `timeoutMs`. */
export async function eventually(assertion: () => Promise<void>, timeoutMs = 10_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs `action(0)` … `action(count - 1)` at the same time. */
export function together<T>(count: number, action: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => action(index)));
}
