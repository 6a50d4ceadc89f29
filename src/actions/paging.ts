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
    .filter((item) => start === undefined || compare(keyOf(item), start) > 0)
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
  const shown = rest.slice(0, maxResults);
  const last = shown.at(-1);
  return last === undefined || shown.length === rest.length
    ? { items: shown }
    : { items: shown, nextToken: encode(keyOf(last)) };
}

function encode(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}

function decode(token: string, keyPattern: RegExp, error: ErrorId): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (encode(key) !== token || !keyPattern.test(key)) throw new ApiError(error);
  return key;
}
