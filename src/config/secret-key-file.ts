/**
 * The key that private keys are sealed with in the store. It lies beside the store in a file of its own that only its
 * owner can read, so that a copy of the store alone gives no key away.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Says how the rest is made; another way gets another word. */
const FORM = 'v1.';

export function secretKeyFile(dataDir: string): string {
  return join(dataDir, 'secrets.key');
}

/** Throws `ConfigError` when the file is there and of no use. It is made when the first secret is sealed. */
export function loadSecrets({ store, dataDir }: Pick<Config, 'store' | 'dataDir'>): Secrets {
  // Nothing of a memory store outlives the process, so neither does its key.
  if (store === 'memory') return new Secrets(randomBytes(KEY_BYTES));
  const file = secretKeyFile(dataDir);
  return new Secrets(readKey(file), file);
}

/** AES-256-GCM: what was tampered with does not open. */
export class Secrets {
  #key: Buffer | undefined;
  readonly #file: string | undefined;

  constructor(key: Buffer | undefined, file?: string) {
    this.#key = key;
    this.#file = file;
  }

  /** Throws `ConfigError` when the key has to be made and its file cannot be written. */
  readonly seal = (text: string): string => {
    this.#key ??= this.#makeKey();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${FORM}${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  };

  /** Throws `ConfigError` when it was sealed with another key, or changed since. */
  readonly open = (sealed: string): string => {
    try {
      if (!this.#key || !sealed.startsWith(FORM)) throw new Error('no key, or another form');
      const bytes = Buffer.from(sealed.slice(FORM.length), 'base64url');
      const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
      return Buffer.concat(text).toString('utf8');
    } catch (cause) {
      throw new ConfigError(
        'a stored private key does not open with this key; put back the file that belongs to the store, or upload the certificate again',
        { cause, ...(this.#file !== undefined && { subject: this.#file }) },
      );
    }
  };

  /** Another secret that is the same as long as the key is; nothing of the key can be learnt from it. Throws as `seal` does. */
  derive(purpose: string): string {
    this.#key ??= this.#makeKey();
    return createHmac('sha256', this.#key).update(purpose).digest('base64url');
  }

  #makeKey(): Buffer {
    const key = randomBytes(KEY_BYTES);
    if (this.#file !== undefined) writeKey(this.#file, key);
    return key;
  }
}

/** Undefined when there is none. */
function readKey(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new ConfigError('the key of the stored secrets cannot be read; check its owner', {
      subject: file,
      cause,
    });
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new ConfigError(`others can read the key of the stored secrets; run chmod 600 ${file}`, {
      subject: file,
    });
  }
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length === KEY_BYTES) return key;
  throw new ConfigError('not a key of stored secrets; put the right one back', { subject: file });
}

/** Whole and on the disk before anything sealed with it is: what it seals is lost without it. */
function writeKey(file: string, key: Buffer): void {
  const temporary = `${file}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      writeSync(descriptor, `${key.toString('base64url')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
    syncFolder(dirname(file));
  } catch (cause) {
    throw new ConfigError('cannot be written; choose another folder with --data-dir', {
      subject: file,
      cause,
    });
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
