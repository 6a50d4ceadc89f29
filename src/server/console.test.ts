import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleRoutes } from './console.ts';
import { findRoute } from './routes.ts';

describe('the console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotspare-console-'));
  let server: Server;
  let origin = '';

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<meta content="%CSP_NONCE%">');
    writeFileSync(join(folder, 'assets', 'page-1.js'), 'let a;');
    writeFileSync(join(folder, 'assets', 'page-1.js.gz'), gzipSync('let a;'));
    writeFileSync(join(folder, 'secret.key'), 'secret');
    const routes = consoleRoutes(pathToFileURL(`${folder}/`));
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const route = findRoute(routes, request.method ?? '', path);
      if (route) void route(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('every path is the page, whose policy allows the styles that carry its nonce, and no other', async () => {
    for (const path of ['/console/', '/console/balancers/lb-1', '/console/explorer/CreateLoadBalancer']) {
      const answer = await fetch(origin + path);
      const [, nonce = ''] = /content="([^"]+)"/.exec(await answer.text()) ?? [];
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('files of the build are kept for good, and sent compressed to who takes that', async () => {
    const answer = await fetch(`${origin}/console/assets/page-1.js`);
    expect(await answer.text()).toBe('let a;');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const plain = await fetch(`${origin}/console/assets/page-1.js`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const again = await fetch(`${origin}/console/assets/page-1.js`, {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test.each([
    '/console/assets/page-2.js',
    '/console/../secret.key',
    '/console/%2e%2e/etc/passwd.js',
    '/console/secret.key',
    '/console/assets%5cpage-1.js',
    '/console/assets/page-1.js%00.js',
  ])('%s is not there', async (path) => {
    const { status } = await fetch(origin + path);
    expect(status).toBe(404);
  });

  test('a file that went away while the service ran is not found, and the service goes on', async () => {
    rmSync(join(folder, 'assets', 'page-1.js.gz'));
    expect((await fetch(`${origin}/console/assets/page-1.js`)).status).toBe(404);
    expect((await fetch(`${origin}/console/`)).status).toBe(200);
  });
});
