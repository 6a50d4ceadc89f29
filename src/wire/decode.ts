/** Query and form body of a request become names and values. What they mean is not decided here. */
import { ApiError } from '../contract/api-error.ts';
import type { HttpRequest } from './http-message.ts';
import { percentDecode } from './percent-encode.ts';
import type { NameValues } from './name-values.ts';

export interface DecodedRequest {
  readonly path: string;
  /** Empty values are kept, and even an empty name (Terraform sends one): both are part of signatures. */
  readonly query: NameValues;
  readonly form: NameValues;
  /** Query and form together. */
  readonly all: NameValues;
}

/** Far more than any action has; keeps decoding cheap before the caller is known. */
export const MAX_PARAMETERS = 1000;

/** Throws `ApiError` malformedRequest or duplicateParameter. */
export function decodeRequest(request: HttpRequest): DecodedRequest {
  const { path, query: queryText } = splitTarget(request.target);
  const query = decodePairs(queryText);
  const form = decodePairs(formText(request));
  const all = new Map(query);
  for (const [name, value] of form) {
    if (all.has(name)) throw new ApiError('duplicateParameter', { name });
    all.set(name, value);
  }
  if (all.size > MAX_PARAMETERS) throw tooMany();
  return { path, query, form, all };
}

/** Clients that go through a proxy send the whole address; an empty path is `/`. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const relative = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const mark = relative.indexOf('?');
  const path = mark < 0 ? relative : relative.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark < 0 ? '' : relative.slice(mark + 1) };
}

function formText({ headers, body }: HttpRequest): string {
  if (body.length === 0) return '';
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  // A body without a type can only be a form here.
  if (type !== '' && type !== 'application/x-www-form-urlencoded') {
    throw new ApiError('malformedRequest', {
      why: `the body must be application/x-www-form-urlencoded, not ${type}`,
    });
  }
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}

/** `k=v`, `k=` and `k` alone (both empty), `=v` (empty name). Throws `ApiError`. */
export function decodePairs(text: string): NameValues {
  const parts = text.split('&', MAX_PARAMETERS + 2);
  if (parts.length > MAX_PARAMETERS) throw tooMany();
  const pairs = new Map<string, string>();
  for (const part of parts) {
    if (part === '') continue;
    const mark = part.indexOf('=');
    const name = percentDecode(mark < 0 ? part : part.slice(0, mark));
    if (pairs.has(name)) throw new ApiError('duplicateParameter', { name });
    pairs.set(name, mark < 0 ? '' : percentDecode(part.slice(mark + 1)));
  }
  return pairs;
}

function tooMany(): ApiError {
  return new ApiError('malformedRequest', { why: `it has more than ${MAX_PARAMETERS} parameters` });
}
