/**
 * The session outlives a reload of the page, its secret does not exist: what is stored are keys that sign and cannot be
 * read, in the browser's database of this origin.
 */
import type { SigningKeys } from '../api/signer.ts';

export interface Session {
  readonly keys: SigningKeys;
  /** Null: a root key. */
  readonly userName: string | null;
  /** Null: the access key itself signs, since a service in strict mode has no sessions; it is forgotten with the page. */
  readonly expiresAtMs: number | null;
}

const DATABASE = 'hotspare';
const STORE = 'session';
const CURRENT = 'current';

/** Undefined when there is none, or it has expired. */
export async function storedSession(nowMs: number): Promise<Session | undefined> {
  const found: unknown = await inStore('readonly', (store) => store.get(CURRENT));
  if (!isSession(found)) return undefined;
  return found.expiresAtMs !== null && found.expiresAtMs > nowMs ? found : undefined;
}

export async function storeSession(session: Session): Promise<void> {
  if (session.expiresAtMs !== null) await inStore('readwrite', (store) => store.put(session, CURRENT));
}

export async function forgetSession(): Promise<void> {
  await inStore('readwrite', (store) => store.delete(CURRENT));
}

function isSession(value: unknown): value is Session {
  return typeof value === 'object' && value !== null && 'keys' in value && 'expiresAtMs' in value;
}

/** A browser that keeps nothing (private windows of some) merely forgets the session with the page. */
async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open();
    try {
      return await finished(work(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
  return finished(request);
}

function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the database failed')));
  });
}
