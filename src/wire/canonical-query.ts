import { percentEncode } from './percent-encode.ts';

/**
 * Names and values encoded anew, sorted by the bytes of the name, as `name=value` joined by `&`. Raw text is never
 * reused: clients send `+` for a space or a bare `*`, yet sign `%20` and `%2A`.
 */
export function canonicalQuery(pairs: Iterable<readonly [name: string, value: string]>): string {
  return [...pairs]
    .map(([name, value]) => ({
      name: Buffer.from(name, 'utf8'),
      text: `${percentEncode(name)}=${percentEncode(value)}`,
    }))
    .sort((a, b) => Buffer.compare(a.name, b.name))
    .map(({ text }) => text)
    .join('&');
}
