/** Which answers are compressed for which clients, and what that does to their headers. Pure. */
import { membersOf, valuesOf } from './header-list.ts';
import type { Header, HeaderList } from './header-list.ts';

/** Source: CreateLoadBalancerHTTPListener, text of Gzip. */
const types: ReadonlySet<string> = new Set([
  'text/xml',
  'text/plain',
  'text/css',
  'application/javascript',
  'application/x-javascript',
  'application/rss+xml',
  'application/atom+xml',
  'application/xml',
]);
/** Below this the frame of gzip costs more than it saves. */
const leastBytes = 128;
const statuses: ReadonlySet<number> = new Set([200, 403, 404]);

export interface Answered {
  readonly method: string;
  readonly status: number;
  readonly headers: HeaderList;
}

/** Whether this answer would be compressed for a client that takes it so: it varies by what the client accepts. */
export function isCompressible({ method, status, headers }: Answered): boolean {
  if (method === 'HEAD' || !statuses.has(status)) return false;
  if (valuesOf(headers, 'content-encoding').length > 0) return false;
  if (membersOf(valuesOf(headers, 'cache-control')).includes('no-transform')) return false;
  const [length] = valuesOf(headers, 'content-length');
  if (length !== undefined && Number(length) < leastBytes) return false;
  const [type = ''] = valuesOf(headers, 'content-type');
  return types.has((type.split(';', 1)[0] ?? '').trim().toLowerCase());
}

/** By Accept-Encoding, with its weights (RFC 9110, 12.5.3). */
export function takesGzip(headers: HeaderList): boolean {
  const weights = new Map(
    membersOf(valuesOf(headers, 'accept-encoding')).map((member) => {
      const [coding = '', ...parameters] = member.split(';').map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [coding, weight === undefined ? 1 : Number(weight.slice(2))] as const;
    }),
  );
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0;
}

/** Caches are to keep what was sent to one client from those who take another form. */
export function varying(headers: HeaderList): HeaderList {
  const names = membersOf(valuesOf(headers, 'vary'));
  return names.includes('accept-encoding') || names.includes('*')
    ? headers
    : [...headers, ['Vary', 'Accept-Encoding']];
}

/** Other bytes than the server's: of another length, no parts of it to be had, and the same only in meaning. */
export function compressedHeaders(headers: HeaderList): HeaderList {
  const kept = headers
    .filter(([name]) => !['content-length', 'accept-ranges', 'content-md5'].includes(name.toLowerCase()))
    .map(([name, value]): Header => {
      const isStrong = name.toLowerCase() === 'etag' && value.startsWith('"');
      return isStrong ? [name, `W/${value}`] : [name, value];
    });
  return [...kept, ['Content-Encoding', 'gzip']];
}
