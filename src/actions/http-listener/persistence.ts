/** Session persistence by cookie, of listeners and of rules that have their own. */
import { ApiError } from '../../contract/api-error.ts';
import type { CookiePersistence } from '../../domain/http-listeners.ts';

export interface CookieParams {
  readonly StickySession: boolean | undefined;
  readonly StickySessionType: 'insert' | 'server' | undefined;
  readonly CookieTimeout: number | undefined;
  readonly Cookie: string | undefined;
}

export const noPersistence: CookiePersistence = {
  enabled: false,
  kind: null,
  cookieTimeoutMs: null,
  cookie: null,
};

/** Terraform's own suite gives both a cookie and a time-out; the one that does not count is kept. */
export function persistenceAfter(params: CookieParams, before: CookiePersistence): CookiePersistence {
  const after = {
    enabled: params.StickySession ?? before.enabled,
    kind: params.StickySessionType ?? before.kind,
    cookieTimeoutMs:
      params.CookieTimeout === undefined ? before.cookieTimeoutMs : params.CookieTimeout * 1000,
    cookie: params.Cookie ?? before.cookie,
  };
  const lacking = after.enabled ? lackingIn(after) : undefined;
  if (lacking !== undefined) throw new ApiError('missingParameter', { name: lacking });
  return after;
}

export function persistenceToWire({ enabled, kind, cookieTimeoutMs, cookie }: CookiePersistence) {
  if (!enabled) return { StickySession: 'off' };
  return {
    StickySession: 'on',
    ...(kind !== null && { StickySessionType: kind }),
    ...(cookieTimeoutMs !== null && { CookieTimeout: cookieTimeoutMs / 1000 }),
    ...(cookie !== null && { Cookie: cookie }),
  };
}

function lackingIn({ kind, cookieTimeoutMs, cookie }: CookiePersistence): string | undefined {
  if (kind === null) return 'StickySessionType';
  if (kind === 'insert') return cookieTimeoutMs === null ? 'CookieTimeout' : undefined;
  return cookie === null ? 'Cookie' : undefined;
}
