import { percentEncode } from './percent-encode.ts';

/**
 * Names and values encoded anew, sorted by the bytes of the name, as `name=value` joined by `&`. Raw text is never
 * reused: clients send `+` for a space or a bare `*`, yet sign `%20` and `%2A`.
 */
export function canonicalQuery(pairs: Iterable<readonly [name: string, value: string]>): string {
  return [...pairs]
    .sort(([a], [b]) => compareByBytes(a, b))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/** As the UTF-8 of both would compare, which is the order of code points; that of UTF-16 differs beyond the first 65,536. */
function compareByBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
  }
  return a.length - b.length;
}

/** Halves of surrogate pairs stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}
