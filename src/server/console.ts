/** Serves the console: files that never change under their name, and one page that is the same for every path. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { splitTarget } from '../wire/decode.ts';
import type { Route } from './routes.ts';
import { StaticFiles } from './static-files.ts';

/** Nothing from elsewhere, no script and no style but ours; pages of others cannot frame it or find it by its referrer. */
function securityHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** `folder` is what the build made; where it was not, there is no console. */
export function consoleRoutes(folder: URL): ReadonlyMap<string, Route> {
  const page = readPage(new URL('index.html', folder));
  if (page === undefined) return new Map();
  const files = new StaticFiles(folder);
  const showPage: Route = (_request, response) => {
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, {
      ...securityHeaders(nonce),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(page.replace('%CSP_NONCE%', nonce));
  };
  const show: Route = (request, response) => {
    const { path } = splitTarget(request.url ?? '/');
    const name = path.slice('/console/'.length);
    // Every path without a file ending is a page; the page itself knows which.
    if (!/\.[a-z]+$/i.test(name)) return showPage(request, response);
    // The name of a file of the build changes with what is in it.
    const cacheControl = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return files.serve(request, response, { name, cacheControl });
  };
  return new Map<string, Route>([
    ['/console', (_request, response) => void response.writeHead(308, { location: '/console/' }).end()],
    ['/console/', show],
  ]);
}

function readPage(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
