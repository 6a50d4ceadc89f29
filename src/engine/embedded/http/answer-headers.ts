/** What a client gets to read of an answer's head, and whether its body is compressed on the way. Pure. */
import type { PlannedCookie } from '../../../domain/plan-types.ts';
import { compressedHeaders, isCompressible, takesGzip, varying } from './compression.ts';
import { withMark } from './cookies.ts';
import { endToEnd, valuesOf } from './header-list.ts';
import type { HeaderList } from './header-list.ts';
import type { CheckedRequest, RequestHead } from './request-check.ts';
import type { AnswerHead } from './upstream-connection.ts';

export interface AnswerSettings {
  /** Whether the listener compresses. */
  readonly gzip: boolean;
  readonly persistence: PlannedCookie;
  /** Of the target that has answered; asked for only where a cookie carries it. */
  readonly mark: () => string;
}

export function headersToClient(
  { status, headers }: Omit<AnswerHead, 'message'>,
  request: Pick<CheckedRequest, 'method' | 'headers'>,
  { gzip, persistence, mark }: AnswerSettings,
): { readonly headers: HeaderList; readonly gzip: boolean } {
  const marked = withMark(persistence, mark, status, endToEnd(headers));
  if (!gzip || !isCompressible({ method: request.method, status, headers: marked }))
    return { headers: marked, gzip: false };
  if (!takesGzip(request.headers)) return { headers: varying(marked), gzip: false };
  return { headers: compressedHeaders(varying(marked)), gzip: true };
}

/** Without a length where there is no body, and without the names of trailers where none can follow. */
export function headersFor(
  { method, version }: RequestHead,
  status: number,
  headers: HeaderList,
): HeaderList {
  const isCounted = valuesOf(headers, 'content-length').length > 0;
  const dropped = [
    ...(status === 204 ? ['content-length'] : []),
    ...(hasNoBody(method, status) || isCounted || version === '1.0' ? ['trailer'] : []),
  ];
  return headers.filter(([name]) => !dropped.includes(name.toLowerCase()));
}

/** Whatever its headers say (RFC 9110, 6.4.1). */
export function hasNoBody(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}
