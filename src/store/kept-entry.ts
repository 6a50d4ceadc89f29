/** An entry that stays in memory: its bytes until it is read as a record, from then on the record. Both would be twice as much. */
import { decodeEnvelope, encodeRecord, type Envelope } from './codec.ts';
import type { Entry, Key, Revision } from './store.ts';

export class KeptEntry implements Entry {
  readonly key: Key;
  readonly revision: Revision;
  #bytes: Uint8Array | undefined;
  #schema = 0;
  #record: unknown;

  constructor({ key, value, revision }: Entry) {
    this.key = key;
    this.revision = revision;
    this.#bytes = value;
  }

  /** Made again when it has been read as a record, under the schema that it had then. */
  get value(): Uint8Array {
    return this.#bytes ?? encodeRecord(this.#schema, this.#record);
  }

  /** What `decode` makes of it; always the same `decode` for the same key. It may throw. */
  read<T>(decode: (envelope: Envelope) => T): T {
    if (this.#bytes === undefined) return this.#record as T;
    const envelope = decodeEnvelope(this.#bytes, this.key);
    const record = decode(envelope);
    this.#schema = envelope.schema;
    this.#record = record;
    this.#bytes = undefined;
    return record;
  }
}
