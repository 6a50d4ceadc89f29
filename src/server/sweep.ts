/** Removes what has expired; to be run now and then. */
import { prefixes } from '../domain/keys.ts';
import { parseRecord, type RecordKind, type RecordOf } from '../domain/records.ts';
import { decodeEnvelope } from '../store/codec.ts';
import { isConflict, type Store } from '../store/store.ts';
import { TOKEN_LIFE_MS } from './client-tokens.ts';

/** Returns how many records went. Rejects with `StoreError`. */
export async function sweepExpired(store: Store, nowMs: number): Promise<number> {
  const tokens = await sweep(store, 'clientTokens', ({ createdMs }) => nowMs - createdMs >= TOKEN_LIFE_MS);
  const sessions = await sweep(store, 'sessions', ({ expiresAtMs }) => nowMs >= expiresAtMs);
  return tokens + sessions;
}

async function sweep<K extends RecordKind>(
  store: Store,
  kind: K,
  hasExpired: (record: RecordOf<K>) => boolean,
): Promise<number> {
  let removed = 0;
  for (const { key, value, revision } of (await store.list(prefixes[kind])).entries) {
    if (!hasExpired(parseRecord(kind, decodeEnvelope(value, key)))) continue;
    try {
      await store.commit({
        preconditions: [{ kind: 'unchanged', key, revision }],
        writes: [{ kind: 'delete', key }],
      });
      removed += 1;
    } catch (error) {
      // Used anew in the meantime: then it is no longer expired. Or somebody else removed it.
      if (!isConflict(error)) throw error;
    }
  }
  return removed;
}
