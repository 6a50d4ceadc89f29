/** The access key made at first start: kept in a file that only its owner can read, found again by the CLI. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema.ts';

const accessKeySchema = z.object({ id: z.string().min(1), secret: z.string().min(1) }).readonly();
export type AccessKey = z.infer<typeof accessKeySchema>;

export function accessKeyFile(dataDir: string): string {
  return join(dataDir, 'access-key.json');
}

/** From the environment, else the configuration, else the file, which is made when it is not there. */
export function loadAccessKeys(
  config: Pick<Config, 'accessKeys' | 'dataDir' | 'store'>,
  environment: Readonly<Record<string, string | undefined>>,
): readonly AccessKey[] {
  const given = [...keyFromEnvironment(environment), ...config.accessKeys];
  if (given.length > 0) return given;
  // Nothing of a memory store outlives the process, so neither does its key.
  if (config.store === 'memory') return [newKey()];
  return [readKeyFile(config.dataDir) ?? makeKeyFile(config.dataDir)];
}

export function keyFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): readonly AccessKey[] {
  const id = environment['HOTSPARE_ACCESS_KEY_ID'] ?? '';
  const secret = environment['HOTSPARE_ACCESS_KEY_SECRET'] ?? '';
  if (id === '' && secret === '') return [];
  if (id === '' || secret === '') {
    const missing = id === '' ? 'HOTSPARE_ACCESS_KEY_ID' : 'HOTSPARE_ACCESS_KEY_SECRET';
    throw new ConfigError('set both HOTSPARE_ACCESS_KEY_ID and HOTSPARE_ACCESS_KEY_SECRET, or neither', {
      subject: `environment ${missing}`,
    });
  }
  return [{ id, secret }];
}

/** Undefined when there is none. */
export function readKeyFile(dataDir: string): AccessKey | undefined {
  const file = accessKeyFile(dataDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ConfigError('the access key file cannot be read; check its owner', {
      subject: file,
      cause: error,
    });
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new ConfigError(`others can read the access key; run chmod 600 ${file}`, { subject: file });
  }
  const parsed = accessKeySchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ConfigError('not an access key; remove the file to have a new one made', { subject: file });
}

function makeKeyFile(dataDir: string): AccessKey {
  const file = accessKeyFile(dataDir);
  const key = newKey();
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new ConfigError('cannot be written; choose another folder with --data-dir', {
      subject: file,
      cause,
    });
  }
  return key;
}

/** In the vendor's form: `LTAI…` and 30 characters. */
function newKey(): AccessKey {
  const text = (length: number): string =>
    randomBytes(length).toString('base64url').replace(/[-_]/g, 'x').slice(0, length);
  return { id: `LTAI${text(20)}`, secret: text(30) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
