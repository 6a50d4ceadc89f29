/**
 * Files of one folder, as they were listed at the start; nothing else can be asked for. Those that lie there compressed are
 * sent so. A file that has gone meanwhile is not found, and no more comes of it.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Encoding → ending of the file that has it; the better first. */
const encodings: readonly (readonly [name: string, ending: string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

export class StaticFiles {
  readonly #folder: URL;
  readonly #names: ReadonlySet<string>;

  /** Throws the system's error when the folder cannot be read. */
  constructor(folder: URL) {
    this.#folder = folder;
    this.#names = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  }

  /** `name` relative to the folder. `cacheControl` is sent along. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    { name, cacheControl }: { readonly name: string; readonly cacheControl: string },
  ): Promise<void> {
    const accepted = request.headers['accept-encoding'] ?? '';
    const [encoding, ending] = encodings.find(
      ([word, suffix]) => accepted.includes(word) && this.#names.has(name + suffix),
    ) ?? ['', ''];
    const type = types[extname(name)];
    const content = type !== undefined && this.#names.has(name) ? await this.#read(name + ending) : undefined;
    if (type === undefined || content === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
      return;
    }
    const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
    const headers = {
      etag,
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, {
      ...headers,
      'content-type': type,
      'content-length': content.length,
      ...(encoding !== '' && { 'content-encoding': encoding }),
    });
    response.end(content);
  }

  async #read(name: string): Promise<Buffer | undefined> {
    try {
      return await readFile(new URL(name, this.#folder));
    } catch {
      return undefined;
    }
  }
}
