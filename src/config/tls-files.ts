/** The certificate and private key that the configuration names, read and tried. */
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { ConfigError } from './config-error.ts';
import { messageOf } from '../lib/message-of.ts';

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** The PEM texts. Rejects with `ConfigError` when a file cannot be read or the two are no certificate with its key. */
export async function readTlsFiles(files: TlsFiles): Promise<TlsFiles> {
  const pem = {
    cert: await readPem(files.cert, 'tls.cert'),
    key: await readPem(files.key, 'tls.key'),
  };
  try {
    createSecureContext(pem);
  } catch (cause) {
    const why = messageOf(cause);
    throw new ConfigError(`not a PEM certificate with its private key (tls.key is ${files.key}): ${why}`, {
      subject: files.cert,
      cause,
    });
  }
  return pem;
}

async function readPem(file: string, setting: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`the file of ${setting} cannot be read`, { subject: file, cause });
  });
}
