import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { loadSecrets, secretKeyFile } from './secret-key-file.ts';

const SECRET = '-----BEGIN PRIVATE KEY-----\nMIGH…\n-----END PRIVATE KEY-----\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotspare-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (dataDir = join(folder, 'data')) => loadSecrets({ store: 'sqlite', dataDir });

describe('the key of stored secrets', () => {
  it('is made with the first secret, for its owner alone, and opens it after a restart', () => {
    const file = secretKeyFile(join(folder, 'data'));
    const secrets = load();
    expect(existsSync(file)).toBe(false);
    const sealed = secrets.seal(SECRET);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(load().open(sealed)).toBe(SECRET);
    expect(secrets.open(load().seal('another'))).toBe('another');
  });

  it('leaves nothing of the secret to be read, and no two sealed texts alike', () => {
    const secrets = load();
    const [first, second] = [secrets.seal(SECRET), secrets.seal(SECRET)];
    expect(first).toMatch(/^v1\.[\w-]+$/);
    expect(first).not.toBe(second);
    expect(Buffer.from(first.slice(3), 'base64url').toString('latin1')).not.toContain('PRIVATE');
  });

  it('opens nothing that was changed, cut short, or sealed with another key', () => {
    const sealed = load().seal(SECRET);
    const changed = sealed.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'));
    for (const text of [changed, sealed.slice(0, 20), sealed.slice(3), '']) {
      expect(() => load().open(text)).toThrow(ConfigError);
    }
    expect(() => load(join(folder, 'other')).open(sealed)).toThrow('does not open with this key');
  });

  it('is nowhere when nothing outlives the process', () => {
    const secrets = loadSecrets({ store: 'memory', dataDir: folder });
    expect(secrets.open(secrets.seal(SECRET))).toBe(SECRET);
    expect(existsSync(secretKeyFile(folder))).toBe(false);
  });

  it('ends the start when others can read it, or when it is none', () => {
    load(folder).seal(SECRET);
    const file = secretKeyFile(folder);
    chmodSync(file, 0o640);
    expect(() => load(folder)).toThrow(`chmod 600 ${file}`);
    chmodSync(file, 0o600);
    writeFileSync(file, readFileSync(file).subarray(0, 10));
    expect(() => load(folder)).toThrow('not a key of stored secrets');
  });

  it('says where it cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => load(join(folder, 'file')).seal(SECRET)).toThrow(ConfigError);
  });
});
