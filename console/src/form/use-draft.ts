import { useState } from 'react';
import type { FormValues } from './values.ts';

/**
 * Rows as a person edits them, an empty last one included, though only filled ones are parameters. What comes from
 * elsewhere (a link, the raw text) replaces them.
 */
export function useDraft<T>(
  parts: FormValues,
  written: T,
  toParts: (draft: T) => FormValues,
): readonly [draft: T, setDraft: (draft: T) => void] {
  const [draft, setDraft] = useState(written);
  return [same(toParts(draft), parts) ? draft : written, setDraft];
}

function same(a: FormValues, b: FormValues): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
