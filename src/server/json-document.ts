/** A document that is the same for everybody as long as the service runs. */
import { createHash } from 'node:crypto';
import type { Route } from './routes.ts';

/** Made when the first client asks. Answers with an ETag, and 304 to a client that has it. */
export function jsonDocumentRoute(make: () => unknown): Route {
  let cached: { readonly body: Buffer; readonly etag: string } | undefined;
  return (request, response) => {
    cached ??= withTag(Buffer.from(`${JSON.stringify(make())}\n`));
    const { body, etag } = cached;
    const headers = { etag, 'cache-control': 'no-cache' };
    if (namesTag(request.headers['if-none-match'], etag)) return void response.writeHead(304, headers).end();
    response.writeHead(200, {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      // Tools in a browser read it from elsewhere; there is no secret in it.
      'access-control-allow-origin': '*',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

function withTag(body: Buffer): { readonly body: Buffer; readonly etag: string } {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** RFC 9110, 13.1.2: a list, `*`, and no difference between weak and strong. */
function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
