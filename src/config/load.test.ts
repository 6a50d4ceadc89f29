import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load.ts';
import { settings } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotspare-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, 'hotspare.yaml');
  writeFileSync(path, text);
  return path;
}

function failure(run: () => unknown): ConfigError {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('loadConfig', () => {
  it('has a default for everything', () => {
    const config = loadConfig({});
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8014 });
    expect(config.addressPools.internet).toEqual(['127.0.1.0/24']);
    expect(config.failover.detection).toBe('vendor');
  });

  it('lets flags win over the environment, and that over the file; servers add up', () => {
    const config = loadConfig({
      file: file(
        'listen: 127.0.0.1:1\nregion: cn-beijing\nfailover:\n  detection: fast\nservers:\n  a: 10.0.0.1\n',
      ),
      environment: { HOTSPARE_LISTEN: '127.0.0.1:2', HOTSPARE_FAILOVER_FAILBACK: 'manual' },
      flags: new Map([
        ['listen', ['[::1]:3']],
        ['server', ['b=10.0.0.2', 'c=example.org']],
        ['address-pool', ['10.1.0.0/16']],
      ]),
    });
    expect(config.listen).toEqual({ host: '::1', port: 3 });
    expect(config.region).toBe('cn-beijing');
    expect(config.failover).toMatchObject({ detection: 'fast', failback: 'manual' });
    expect(config.servers).toEqual({ a: '10.0.0.1', b: '10.0.0.2', c: 'example.org' });
    expect(config.addressPools).toMatchObject({ internet: ['10.1.0.0/16'], intranet: ['10.1.0.0/16'] });
  });

  it('names file and line of a wrong value', () => {
    const path = file('listen: 127.0.0.1:8014\nfailover:\n  detection: quick\n');
    expect(failure(() => loadConfig({ file: path })).message).toContain(`${path}:3: failover.detection`);
  });

  it('names file and line of an unknown setting', () => {
    const path = file('listen: 127.0.0.1:8014\nfailover:\n  detecton: fast\n');
    const { message } = failure(() => loadConfig({ file: path }));
    expect(message).toContain(`${path}:3: failover.detecton: there is no such setting`);
  });

  it('names the line of a YAML mistake', () => {
    const path = file('listen: 127.0.0.1:8014\nservers: {a: 1\n');
    expect(failure(() => loadConfig({ file: path })).message).toMatch(/hotspare\.yaml:\d+: not valid YAML/);
  });

  it('names the variable and the flag', () => {
    expect(failure(() => loadConfig({ environment: { HOTSPARE_LISTEN: '8014' } })).message).toContain(
      'environment HOTSPARE_LISTEN: listen: must be HOST:PORT',
    );
    const flags = new Map([['server', ['web-1']]]);
    expect(failure(() => loadConfig({ flags })).message).toContain(
      'flag --server: "web-1" must be ID=ADDRESS',
    );
  });

  it('says what a setting of several forms may be', () => {
    const environment = { HOTSPARE_NFTABLES_SOURCE_ADDRESS: 'nobody' };
    expect(() => loadConfig({ environment })).toThrow(
      'nftables.sourceAddress: must be masquerade, keep, or a list of IP addresses of this machine',
    );
  });

  it('says which file is missing', () => {
    expect(failure(() => loadConfig({ file: join(folder, 'none.yaml') })).message).toContain(
      'cannot be read',
    );
  });

  it('wants certificate and key together', () => {
    const flags = new Map([['tls-cert', ['a.pem']]]);
    expect(failure(() => loadConfig({ flags })).message).toContain('tls.cert and tls.key belong together');
  });

  it('spells every setting once', () => {
    expect(new Set(settings.map(({ flag }) => flag)).size).toBe(settings.length);
    expect(settings.find(({ flag }) => flag === 'server')?.env).toBe('HOTSPARE_SERVER');
  });
});
