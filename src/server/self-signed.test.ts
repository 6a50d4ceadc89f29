import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CERTIFICATE_FILE, KEY_FILE, selfSignedCertificate } from './self-signed.ts';

const DAY_MS = 86_400_000;
const nowMs = Date.UTC(2026, 0, 2);
let directory: string;

beforeEach(async () => {
  directory = path.join(await mkdtemp(path.join(tmpdir(), 'hotspare-tls-')), 'data');
});

afterEach(async () => {
  await rm(path.dirname(directory), { recursive: true, force: true });
});

test('names, addresses, life and use of the certificate', async () => {
  const names = ['192.0.2.7', 'slb.example.com', '0.0.0.0', '::', 'not a name'];
  const { cert } = await selfSignedCertificate({ directory: undefined, names, nowMs });
  const certificate = new X509Certificate(cert);
  const alternatives = certificate.subjectAltName?.split(', ');
  expect(alternatives).toEqual([
    'IP Address:127.0.0.1',
    'IP Address:0:0:0:0:0:0:0:1',
    'DNS:localhost',
    `DNS:${hostname()}`,
    'IP Address:192.0.2.7',
    'DNS:slb.example.com',
  ]);
  expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(825 * DAY_MS);
  expect(Date.parse(certificate.validFrom)).toBeLessThan(nowMs);
  expect(certificate.ca).toBe(false);
  expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
});

test('it is kept from start to start, the key readable by the owner only', async () => {
  const first = await selfSignedCertificate({ directory, names: [], nowMs });
  const again = await selfSignedCertificate({ directory, names: [], nowMs: nowMs + 700 * DAY_MS });
  expect(again).toEqual(first);
  expect((await stat(path.join(directory, KEY_FILE))).mode & 0o777).toBe(0o600);
  expect(await readFile(path.join(directory, CERTIFICATE_FILE), 'utf8')).toBe(first.cert);
});

test.each([
  ['close to its end', [], nowMs + 800 * DAY_MS, async () => undefined],
  ['without a name that is called now', ['slb.example.com'], nowMs, async () => undefined],
  ['with a key that does not match', [], nowMs, async () => replaceKey()],
  ['that cannot be read', [], nowMs, async () => writeFile(path.join(directory, CERTIFICATE_FILE), 'junk')],
  ['without its key', [], nowMs, async () => rm(path.join(directory, KEY_FILE))],
])('a certificate %s is made anew', async (_what, names, laterMs, damage) => {
  const first = await selfSignedCertificate({ directory, names: [], nowMs });
  await damage();
  const second = await selfSignedCertificate({ directory, names, nowMs: laterMs });
  expect(second.cert).not.toBe(first.cert);
  expect(await selfSignedCertificate({ directory, names, nowMs: laterMs })).toEqual(second);
});

test('a folder that cannot be written is told', async () => {
  const file = path.join(path.dirname(directory), 'file');
  await writeFile(file, '');
  await expect(selfSignedCertificate({ directory: path.join(file, 'x'), names: [], nowMs })).rejects.toThrow(
    /ENOTDIR/,
  );
});

async function replaceKey(): Promise<void> {
  const { key } = await selfSignedCertificate({ directory: undefined, names: [], nowMs });
  await writeFile(path.join(directory, KEY_FILE), key);
}
