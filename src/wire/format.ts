import type { NameValues } from './name-values.ts';

export type Format = 'json' | 'xml';

/** Spelled exactly so: SDKs choose their parser by the whole text. */
export const contentTypes = {
  json: 'application/json;charset=utf-8',
  xml: 'text/xml;charset=utf-8',
} as const satisfies Record<Format, string>;

/**
 * JSON unless XML is asked for by `Format`, or by `Accept` when there is no `Format`. A word that is neither counts
 * as absent: the old Python SDK sends `Format=None`.
 */
export function chooseFormat(headers: ReadonlyMap<string, string>, parameters?: NameValues): Format {
  const asked = parameters?.get('Format')?.toLowerCase();
  if (asked === 'json' || asked === 'xml') return asked;
  const accept = headers.get('accept')?.toLowerCase() ?? '';
  return accept.includes('xml') && !accept.includes('json') ? 'xml' : 'json';
}
