/**
 * Whether a request says one thing only: what two readers could understand in two ways is refused, never passed on. The
 * parser has refused most of it already; this holds whatever the parser's version. Pure.
 */
import { membersOf, valuesOf } from './header-list.ts';
import type { HeaderList } from './header-list.ts';

/** As it was read. */
export interface RequestHead {
  readonly method: string;
  /** The request's target, as it was sent. */
  readonly target: string;
  readonly version: '1.0' | '1.1' | '2.0' | 'other';
  /** Without pseudo-headers; those of HTTP/2 stand in the other fields. */
  readonly headers: HeaderList;
  /** `:authority` of HTTP/2. */
  readonly authority?: string;
  /** HTTP/2: there is no body. */
  readonly endsHere?: boolean;
}

export interface CheckedRequest {
  readonly method: string;
  readonly version: RequestHead['version'];
  /** Origin form, with the query. */
  readonly target: string;
  /** The target without its query. */
  readonly path: string;
  /** As sent, with its port; undefined only in HTTP/1.0. */
  readonly host: string | undefined;
  /** Small letters, without port and final point; empty without a host. */
  readonly domain: string;
  readonly headers: HeaderList;
  readonly body: 'none' | 'counted' | 'chunked';
  readonly expectsContinue: boolean;
  /** Protocol that the client would rather speak; null = none that is passed on. */
  readonly upgrade: string | null;
}

export interface Refusal {
  readonly status: number;
}

/** A name or address, and a port. Commas, blanks and user names have no place there. */
const hostForm = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?$/i;
const absoluteForm = /^https?:\/\/([^/?#]*)(.*)$/i;
/** Visible characters, and bytes beyond ASCII. */
const targetForm = /^[\x21-\x22\x24-\x7e\x80-\xff]*$/;
const lengthForm = /^[0-9]{1,15}$/;
/** Servers that hand headers on as variables take these for the real ones. */
const disguised: ReadonlySet<string> = new Set(['content_length', 'transfer_encoding']);

export function checkRequest(head: RequestHead): CheckedRequest | Refusal {
  const { method, version, headers } = head;
  if (version === 'other') return { status: 400 };
  if (method === 'CONNECT') return { status: 405 };
  if (headers.some(([name]) => disguised.has(name.toLowerCase()))) return { status: 400 };
  const host = hostOf(head);
  if (host === 'bad') return { status: 400 };
  const target = originForm(head.target, host.text);
  const body = bodyOf(head);
  if (target === undefined || body === undefined) return { status: 400 };
  const expected = membersOf(valuesOf(headers, 'expect'));
  if (expected.some((each) => each !== '100-continue')) return { status: 417 };
  return {
    method,
    version,
    target,
    path: target.split('?', 1)[0] ?? target,
    host: host.text,
    domain: domainOf(host.text ?? ''),
    headers,
    body,
    expectsContinue: expected.length > 0 && version !== '1.0' && body !== 'none',
    upgrade: upgradeOf(head),
  };
}

/** `example.com:80` as `example.com`. */
function domainOf(host: string): string {
  return host
    .toLowerCase()
    .replace(/:[0-9]*$/, '')
    .replace(/\.$/, '');
}

function hostOf({ headers, version, authority }: RequestHead): { readonly text: string | undefined } | 'bad' {
  const named = [...(authority === undefined ? [] : [authority]), ...valuesOf(headers, 'host')];
  const [text, ...others] = named;
  if (text === undefined) return version === '1.0' ? { text } : 'bad';
  // HTTP/2 may say it twice, if it says the same.
  const alike = others.every(
    (other) => authority !== undefined && other.toLowerCase() === text.toLowerCase(),
  );
  return alike && others.length < 2 && hostForm.test(text) ? { text } : 'bad';
}

function originForm(target: string, host: string | undefined): string | undefined {
  if (!targetForm.test(target)) return undefined;
  if (target.startsWith('/')) return target;
  const [, authority, rest = ''] = absoluteForm.exec(target) ?? [];
  if (authority === undefined || authority.toLowerCase() !== host?.toLowerCase()) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** HTTP/2 without TLS is not passed on: behind it a server would take requests that nobody has looked at. */
function upgradeOf({ headers, version }: RequestHead): string | null {
  const [protocol, ...others] = membersOf(valuesOf(headers, 'upgrade'));
  if (version !== '1.1' || protocol === undefined || others.length > 0 || protocol.startsWith('h2'))
    return null;
  return membersOf(valuesOf(headers, 'connection')).includes('upgrade') ? protocol : null;
}

function bodyOf({ headers, version, endsHere }: RequestHead): CheckedRequest['body'] | undefined {
  const [length, ...lengths] = valuesOf(headers, 'content-length');
  const [coding, ...codings] = valuesOf(headers, 'transfer-encoding');
  if (lengths.length > 0 || codings.length > 0) return undefined;
  if (length !== undefined && !lengthForm.test(length)) return undefined;
  if (version === '2.0' && coding === undefined && length === undefined)
    return endsHere === true ? 'none' : 'chunked';
  if (coding === undefined) return length === undefined || Number(length) === 0 ? 'none' : 'counted';
  if (length !== undefined || version !== '1.1' || coding.toLowerCase() !== 'chunked') return undefined;
  return 'chunked';
}
