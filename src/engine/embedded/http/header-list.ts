/** Headers as a list, in the order and the spelling in which they came; one character is one byte. Pure. */

export type Header = readonly [name: string, value: string];
export type HeaderList = readonly Header[];

/** Of names and values in turn, as Node gives them. */
export function headersOf(flat: readonly string[]): HeaderList {
  const headers: Header[] = [];
  for (let n = 0; n + 1 < flat.length; n += 2) headers.push([flat[n] ?? '', flat[n + 1] ?? '']);
  return headers;
}

/** All values of a header; `name` in small letters. */
export function valuesOf(headers: HeaderList, name: string): readonly string[] {
  return headers.filter((header) => header[0].toLowerCase() === name).map(([, value]) => value);
}

/** The members of a list in commas, in small letters. */
export function membersOf(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '');
}

/** Of one connection, and never passed on (RFC 9110, 7.6.1). */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** What concerns both ends: without the headers of this connection, and without those that `Connection` names. */
export function endToEnd(headers: HeaderList): HeaderList {
  const named = new Set(membersOf(valuesOf(headers, 'connection')));
  return headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !hopByHop.has(lower) && !named.has(lower);
  });
}
