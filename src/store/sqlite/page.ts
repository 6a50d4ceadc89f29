/**
 * Entries on their way between the threads: all their values in one buffer, which changes hands without being copied. A
 * buffer for each of tens of thousands of values would take as much room as the values do.
 */
import type { Entry, Key, Revision } from '../store.ts';

export interface Page {
  readonly keys: readonly Key[];
  readonly revisions: readonly Revision[];
  /** Where in `bytes` each value ends; it begins where the one before ends. */
  readonly ends: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function packPage(entries: readonly Entry[]): Page {
  let length = 0;
  const ends = entries.map(({ value }) => (length += value.byteLength));
  const bytes = new Uint8Array(length);
  for (const [n, { value }] of entries.entries()) bytes.set(value, (ends[n] ?? 0) - value.byteLength);
  return {
    keys: entries.map(({ key }) => key),
    revisions: entries.map(({ revision }) => revision),
    ends,
    bytes,
  };
}

/** The values are parts of the page's buffer. */
export function unpackPage({ keys, revisions, ends, bytes }: Page): readonly Entry[] {
  return keys.map((key, n) => ({
    key,
    value: bytes.subarray(n === 0 ? 0 : ends[n - 1], ends[n]),
    revision: revisions[n] ?? 0,
  }));
}
