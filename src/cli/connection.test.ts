import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from './failure.ts';
import { resolveConnection } from './connection.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotspare-cli-'));
  writeFileSync(join(folder, 'access-key.json'), '{"id":"from","secret":"file"}', { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('resolveConnection', () => {
  it('finds the key file of the folder named by flag or environment', () => {
    const fromFile = { id: 'from', secret: 'file' };
    expect(resolveConnection({ dataDir: folder }, {}).accessKey).toEqual(fromFile);
    expect(resolveConnection({}, { HOTSPARE_DATA_DIR: folder }).accessKey).toEqual(fromFile);
  });

  it('prefers the key of the environment', () => {
    const environment = { HOTSPARE_ACCESS_KEY_ID: 'a', HOTSPARE_ACCESS_KEY_SECRET: 'b' };
    expect(resolveConnection({ dataDir: folder }, environment).accessKey).toEqual({ id: 'a', secret: 'b' });
  });

  it('goes by flag, environment, default for the endpoint, with or without scheme', () => {
    const environment = { HOTSPARE_ENDPOINT: 'slb.example.com:99' };
    const endpoint = (options: object, env: object): string =>
      resolveConnection({ dataDir: folder, ...options }, { ...env }).endpoint.origin;
    expect(endpoint({ endpoint: 'https://other:1' }, environment)).toBe('https://other:1');
    expect(endpoint({}, environment)).toBe('http://slb.example.com:99');
    expect(endpoint({}, { HOTSPARE_ENDPOINT: '' })).toBe('http://127.0.0.1:8014');
  });

  it.each(['http://', 'http://a b', 'ftp://x/y', 'http://host/path'])(
    'refuses the endpoint %s',
    (endpoint) => {
      expect(() => resolveConnection({ endpoint, dataDir: folder }, {})).toThrow(UsageError);
    },
  );

  it('says how to get a key when there is none', () => {
    const none = join(folder, 'none');
    expect(() => resolveConnection({ dataDir: none }, {})).toThrow(
      `there is no access key: ${join(none, 'access-key.json')} does not exist`,
    );
  });
});
