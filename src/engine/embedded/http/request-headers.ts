/** What a server gets to read of a request: the client's headers, and who the client is. Pure. */
import type { PlannedHttpListener } from '../../../domain/plan-types.ts';
import { formatEndpoint } from '../../../net/endpoint.ts';
import type { AddressAndPort } from '../client.ts';
import { endToEnd, valuesOf } from './header-list.ts';
import type { Header, HeaderList } from './header-list.ts';
import type { CheckedRequest } from './request-check.ts';

/** Ours to write, or of the message as this engine sends it. Request trailers are not passed on. */
const rewritten: ReadonlySet<string> = new Set(['host', 'content-length', 'expect', 'trailer']);

/** Methods whose requests have no body, unless they say so. */
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'DELETE']);

/** With `Host` and what tells the length of a body. */
export function headersToServer(
  request: CheckedRequest,
  client: AddressAndPort,
  planned: Pick<PlannedHttpListener, 'protocol' | 'address' | 'port' | 'http'>,
): HeaderList {
  const own = ownHeaders(client, planned);
  const ownNames = new Set(['x-forwarded-for', ...own.map(([name]) => name.toLowerCase())]);
  // A name with underscores reaches some programs as the one with hyphens.
  const isOwn = (name: string): boolean => ownNames.has(name.replaceAll('_', '-'));
  const passed = endToEnd(request.headers).filter(([name]) => {
    const lower = name.toLowerCase();
    return !rewritten.has(lower) && !isOwn(lower);
  });
  const chain = [...valuesOf(request.headers, 'x-forwarded-for'), client.address];
  return [
    ['Host', request.host ?? formatEndpoint(planned)],
    ...joinedCookies(passed),
    ...framing(request),
    ['X-Forwarded-For', chain.filter((each) => each !== '').join(', ')],
    ...own,
  ];
}

/** How the server is to tell the end of the body, and which other protocol it may speak. */
function framing({ body, method, headers, upgrade }: CheckedRequest): HeaderList {
  if (upgrade !== null) {
    return [
      ['Connection', 'Upgrade'],
      ['Upgrade', upgrade],
    ];
  }
  switch (body) {
    case 'counted':
      return [['Content-Length', valuesOf(headers, 'content-length')[0] ?? '']];
    case 'chunked':
      return [['Transfer-Encoding', 'chunked']];
    case 'none':
      // A server may wait for a body where the method usually has one.
      return bodiless.has(method) ? [] : [['Content-Length', '0']];
  }
}

function ownHeaders(
  client: AddressAndPort,
  { protocol, address, port, http }: Pick<PlannedHttpListener, 'protocol' | 'address' | 'port' | 'http'>,
): HeaderList {
  const wanted = http.forwardedHeaders;
  const headers: Header[] = [];
  if (wanted.loadBalancerId !== null) headers.push(['SLB-ID', wanted.loadBalancerId]);
  if (wanted.address) headers.push(['SLB-IP', address]);
  if (wanted.proto) headers.push(['X-Forwarded-Proto', protocol]);
  if (wanted.port) headers.push(['X-Forwarded-Port', String(port)]);
  if (wanted.clientPort) headers.push(['X-Forwarded-Client-srcport', String(client.port)]);
  return headers;
}

/** HTTP/2 clients send a cookie a header; servers of HTTP/1 expect them in one (RFC 9113, 8.2.3). */
function joinedCookies(headers: HeaderList): HeaderList {
  const cookies = valuesOf(headers, 'cookie');
  if (cookies.length < 2) return headers;
  return [...headers.filter(([name]) => name.toLowerCase() !== 'cookie'), ['Cookie', cookies.join('; ')]];
}
