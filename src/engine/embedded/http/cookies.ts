/**
 * Session persistence by cookie: a mark in it says which target a client goes back to. A mark is a hash of the target's
 * name, keyed with a secret of the plan, so that a client learns nothing of who the servers are. Pure.
 */
import { createHmac } from 'node:crypto';
import type { PlannedCookie } from '../../../domain/plan-types.ts';
import type { Header, HeaderList } from './header-list.ts';

/** The cookie that is ours. */
const ownName = 'SERVERID';
const markLength = 16;
const markForm = /^[0-9a-f]{16}$/;
/** Between a mark and the value that it stands in front of. */
const separator = '~';

export function markOf(targetId: string, secret: string): string {
  return createHmac('sha256', secret).update(targetId).digest('hex').slice(0, markLength);
}

/** The mark that a client has brought; undefined when it has none. */
export function broughtMark(cookie: PlannedCookie, headers: HeaderList): string | undefined {
  if (cookie.kind === 'off') return undefined;
  const value = cookieValue(headers, cookie.kind === 'insert' ? ownName : cookie.name);
  const mark = cookie.kind === 'rewrite' ? markBefore(value) : value;
  return mark !== undefined && markForm.test(mark) ? mark : undefined;
}

/** What the server is to see: its own cookie as it has set it. */
export function withoutMark(cookie: PlannedCookie, headers: HeaderList): HeaderList {
  if (cookie.kind !== 'rewrite') return headers;
  return headers.map(([name, value]): Header => {
    if (name.toLowerCase() !== 'cookie') return [name, value];
    const pairs = value.split(';').map((pair) => {
      const [key, content] = splitPair(pair);
      const isMarked = key.trim() === cookie.name && markBefore(content) !== undefined;
      return isMarked ? `${key}=${content.slice(markLength + 1)}` : pair;
    });
    return [name, pairs.join(';')];
  });
}

/** What the client is to see of an answer that the target with this mark has given. */
export function withMark(
  cookie: PlannedCookie,
  mark: () => string,
  status: number,
  headers: HeaderList,
): HeaderList {
  switch (cookie.kind) {
    case 'off':
      return headers;
    case 'insert':
      // Source: "Session persistence FAQ": not into answers with a 4xx code. Others renew its life.
      return status >= 400 && status < 500 ? headers : [...headers, ownCookie(mark(), cookie.lifeMs)];
    case 'rewrite':
      return headers.map(([name, value]): Header => {
        if (name.toLowerCase() !== 'set-cookie') return [name, value];
        const [key, content] = splitPair(value);
        return key.trim() === cookie.name ? [name, `${key}=${mark()}${separator}${content}`] : [name, value];
      });
  }
}

function ownCookie(mark: string, lifeMs: number): Header {
  return ['Set-Cookie', `${ownName}=${mark}; Max-Age=${Math.round(lifeMs / 1000)}; Path=/; HttpOnly`];
}

function markBefore(value: string | undefined): string | undefined {
  if (value?.[markLength] !== separator) return undefined;
  const mark = value.slice(0, markLength);
  return markForm.test(mark) ? mark : undefined;
}

function cookieValue(headers: HeaderList, name: string): string | undefined {
  for (const [header, value] of headers) {
    if (header.toLowerCase() !== 'cookie') continue;
    for (const pair of value.split(';')) {
      const [key, content] = splitPair(pair);
      if (key.trim() === name) return content.trim();
    }
  }
  return undefined;
}

/** At the first equals sign; without one there is no value. */
function splitPair(pair: string): readonly [key: string, value: string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}
