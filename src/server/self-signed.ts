/** A certificate of our own for a server that was given none. Clients trust it by its file, see docs. */
import { createPrivateKey, KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';

export interface CertificatePem {
  readonly key: string;
  readonly cert: string;
}

export interface SelfSignedOptions {
  /** Where key and certificate are kept from one start to the next; undefined = nowhere. */
  readonly directory: string | undefined;
  /** Names and addresses that clients call beside the loopback and the host's own name. */
  readonly names: readonly string[];
  readonly nowMs: number;
}

export const KEY_FILE = 'tls-key.pem';
export const CERTIFICATE_FILE = 'tls-certificate.pem';

const DAY_MS = 86_400_000;
/** The most that common clients accept of a certificate. */
const LIFE_DAYS = 825;
const RENEW_BEFORE_DAYS = 30;

/**
 * The stored certificate while it is valid for a month more and has all names, else a new one, which is stored.
 * Rejects with the system's error when the directory cannot be written.
 */
export async function selfSignedCertificate(options: SelfSignedOptions): Promise<CertificatePem> {
  const names = subjectNames(options.names);
  const stored = await readStored(options.directory);
  if (stored && isUsable(stored, names, options.nowMs)) return stored;
  const made = await makeCertificate(names, options.nowMs);
  if (options.directory !== undefined) await store(options.directory, made);
  return made;
}

function subjectNames(extra: readonly string[]): readonly string[] {
  const usable = [hostname(), ...extra].filter(
    (name) =>
      (isIP(name) !== 0 || /^[A-Za-z0-9.-]{1,253}$/.test(name)) && name !== '0.0.0.0' && name !== '::',
  );
  return [...new Set(['127.0.0.1', '::1', 'localhost', ...usable])];
}

async function readStored(directory: string | undefined): Promise<CertificatePem | undefined> {
  if (directory === undefined) return undefined;
  try {
    return {
      key: await readFile(path.join(directory, KEY_FILE), 'utf8'),
      cert: await readFile(path.join(directory, CERTIFICATE_FILE), 'utf8'),
    };
  } catch {
    return undefined;
  }
}

function isUsable({ key, cert }: CertificatePem, names: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(cert);
    return (
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(certificate.validTo) - nowMs > RENEW_BEFORE_DAYS * DAY_MS &&
      names.every(
        (name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined,
      )
    );
  } catch {
    return false;
  }
}

async function makeCertificate(names: readonly string[], nowMs: number): Promise<CertificatePem> {
  // Only here: loading takes a quarter of a second, which a start must not wait for. The order matters.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  // An hour earlier, for clients whose clocks are behind.
  const notBeforeMs = nowMs - 3_600_000;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    name: 'CN=Hotspare',
    notBefore: new Date(notBeforeMs),
    notAfter: new Date(notBeforeMs + LIFE_DAYS * DAY_MS),
    signingAlgorithm,
    keys,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value })),
      ),
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
  return { key: key.toString(), cert: `${certificate.toString('pem')}\n` };
}

/** The key first: a crash in between leaves a pair that does not match, which is made anew. */
async function store(directory: string, { key, cert }: CertificatePem): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeWhole(path.join(directory, KEY_FILE), key, 0o600);
  await writeWhole(path.join(directory, CERTIFICATE_FILE), cert, 0o644);
}

async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const temporary = `${file}.new`;
  await writeFile(temporary, text, { mode });
  await rename(temporary, file);
}
