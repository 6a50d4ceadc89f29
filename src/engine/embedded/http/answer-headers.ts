/** What a client gets to read of an answer's head, and whether its body is compressed on the way. Pure. */
import type { PlannedCookie } from '../../../domain/plan-types.ts';
import { compressedHeaders, isCompressible, takesGzip, varying } from './compression.ts';
import { withMark } from './cookies.ts';
import { endToEnd } from './header-list.ts';
import type { HeaderList } from './header-list.ts';
import type { CheckedRequest } from './request-check.ts';
import type { AnswerHead } from './upstream-connection.ts';

export interface AnswerSettings {
  /** Whether the listener compresses. */
  readonly gzip: boolean;
  readonly persistence: PlannedCookie;
  /** Of the target that has answered. */
  readonly mark: string;
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
