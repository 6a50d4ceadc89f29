/** What the server has beside the API: liveness, metrics, and whatever else is hung in. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers GET and HEAD. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** By path. A path that ends in `/` takes everything below it too; `/` alone is the API and cannot be taken. */
export type Routes = ReadonlyMap<string, Route>;

export function findRoute(routes: Routes, method: string, path: string): Route | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const exact = path === '/' ? undefined : routes.get(path);
  if (exact) return exact;
  // The longest first, so that /console/assets/ goes before /console/.
  const folders = [...routes.keys()].filter(
    (key) => key !== '/' && key.endsWith('/') && path.startsWith(key),
  );
  const [folder] = folders.sort((a, b) => b.length - a.length);
  return folder === undefined ? undefined : routes.get(folder);
}

/** A small text from a function: 200, or 503 when `ok` says no. */
export function statusRoute(check: () => { readonly ok: boolean; readonly text: string }): Route {
  return (_request, response) => {
    const { ok, text } = check();
    response.writeHead(ok ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  };
}

export function metricsRoute(metrics: { readonly contentType: string; render(): Promise<string> }): Route {
  return async (_request, response) => {
    const text = await metrics.render();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  };
}
