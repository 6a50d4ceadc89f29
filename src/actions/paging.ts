/** Pages by token: a token names the last item shown, so that items that come or go meanwhile shift nothing. */
import { ApiError } from '../contract/api-error.ts';
import type { ErrorId } from '../contract/errors.ts';

export interface Order<T> {
  /** A text of its own for every item; items are shown in its order. */
  readonly keyOf: (item: T) => string;
  readonly direction: 'ascending' | 'descending';
  /** What a key looks like: anything else in a token was not issued here. */
  readonly keyPattern: RegExp;
  /** What answers to such a token; `illegalNextToken` when left out. */
  readonly tokenError?: ErrorId;
}

/** Throws `tokenError`. `nextToken` is absent on the last page: clients stop on an absent one. */
export function pageOf<T>(
  items: readonly T[],
  { keyOf, direction, keyPattern, tokenError = 'illegalNextToken' }: Order<T>,
  {
    MaxResults: maxResults,
    NextToken: token,
  }: { readonly MaxResults: number; readonly NextToken: string | undefined },
): { readonly items: readonly T[]; readonly nextToken?: string } {
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -sign : sign);
  const start = token === undefined ? undefined : decode(token, keyPattern, tokenError);
  const rest = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => start === undefined || compare(key, start) > 0)
    .sort((a, b) => compare(a.key, b.key));
  const page = rest.slice(0, maxResults);
  const shown = page.map(({ item }) => item);
  const last = page.at(-1);
  return last === undefined || page.length === rest.length
    ? { items: shown }
    : { items: shown, nextToken: encode(last.key) };
}

function encode(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

function decode(token: string, keyPattern: RegExp, error: ErrorId): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (encode(key) !== token || !keyPattern.test(key)) throw new ApiError(error);
  return key;
}
