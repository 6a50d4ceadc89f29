/** What an earlier process has decided and judged, as it is stored. */
import type { HealthRecord, ProbeKey } from '../domain/health.ts';
import { prefixes } from '../domain/keys.ts';
import type { ListenerKey } from '../domain/plan-types.ts';
import { parseRecord, type RecordKind, type RecordOf } from '../domain/records.ts';
import { decodeEnvelope } from '../store/codec.ts';
import type { Key, Store } from '../store/store.ts';

export interface SavedState {
  readonly elections: readonly RecordOf<'elections'>[];
  readonly verdicts: ReadonlyMap<ProbeKey, HealthRecord>;
  readonly lastSequences: ReadonlyMap<ListenerKey, number>;
}

export async function readSavedState(store: Store): Promise<SavedState> {
  const [elections, verdicts, history] = await Promise.all([
    readAll(store, 'elections', prefixes.elections),
    readAll(store, 'verdicts', prefixes.verdicts),
    lastSequences(store),
  ]);
  return {
    elections,
    verdicts: new Map(verdicts.map(({ key, record }) => [key, record])),
    lastSequences: history,
  };
}

/** From the keys alone: the events themselves are many, and nobody needs them to go on counting. */
async function lastSequences(store: Store): Promise<ReadonlyMap<ListenerKey, number>> {
  const last = new Map<ListenerKey, number>();
  for (const key of await store.keys(prefixes.history)) {
    const at = key.lastIndexOf('/');
    // Key order is time order.
    last.set(key.slice(prefixes.history.length, at), Number(key.slice(at + 1)));
  }
  return last;
}

async function readAll<K extends RecordKind>(
  store: Store,
  kind: K,
  prefix: Key,
): Promise<readonly RecordOf<K>[]> {
  const { entries } = await store.list(prefix);
  return entries.map((entry) => parseRecord(kind, decodeEnvelope(entry.value, entry.key)));
}
