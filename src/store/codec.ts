/**
 * How a record becomes the bytes of a value: JSON in an envelope `{"schema":n,"value":…}`. The schema number belongs to
 * the record's own type; reading an older one is the business of whoever owns that type.
 */
import { StoreError } from './store.ts';
import type { Key } from './store.ts';

export interface Envelope {
  /** Schema version the value was written with, at least 1. */
  readonly schema: number;
  /** Not checked against anything yet. */
  readonly value: unknown;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Throws `StoreError` `invalid-change` for a value JSON cannot hold or a schema version that is none. */
export function encodeRecord(schemaVersion: number, value: unknown): Uint8Array {
  if (!isSchemaVersion(schemaVersion)) {
    throw new StoreError('invalid-change', `${String(schemaVersion)} is not a schema version`);
  }
  return encoder.encode(`{"schema":${schemaVersion},"value":${stringify(value)}}`);
}

/** Throws `StoreError` `damaged` when the bytes are not an envelope; `key` says in the message whose bytes they are. */
export function decodeEnvelope(bytes: Uint8Array, key?: Key): Envelope {
  const parsed = parse(bytes, key);
  if (typeof parsed === 'object' && parsed !== null && 'schema' in parsed && Object.hasOwn(parsed, 'value')) {
    const value = 'value' in parsed ? parsed.value : undefined;
    if (isSchemaVersion(parsed.schema)) return { schema: parsed.schema, value };
  }
  throw damaged(key, 'it is not {"schema":n,"value":…}');
}

function stringify(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    // The declared type hides it, but undefined, functions and symbols yield no text.
    if (typeof text === 'string') return text;
  } catch (cause) {
    throw new StoreError('invalid-change', 'the value cannot be written as JSON', { cause });
  }
  throw new StoreError('invalid-change', 'the value cannot be written as JSON');
}

function parse(bytes: Uint8Array, key: Key | undefined): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    // The parser's own message quotes the value, which may be a private key.
    throw damaged(key, 'it is not JSON');
  }
}

function damaged(key: Key | undefined, why: string): StoreError {
  const what = key === undefined ? 'a stored value' : `the stored value of ${key}`;
  return new StoreError('damaged', `${what} is damaged: ${why}`, key === undefined ? {} : { subject: key });
}

function isSchemaVersion(schema: unknown): schema is number {
  return typeof schema === 'number' && Number.isSafeInteger(schema) && schema >= 1;
}
