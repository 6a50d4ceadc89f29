import type { JsonGeneralName } from '@peculiar/x509';
import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificateFixture } from '../../../test/contract/error-cases/certificate.ts';
import { ApiError } from '../../contract/api-error.ts';
import { exampleCaCertificate, exampleCertificate, exampleKey } from '../../contract/certificate-examples.ts';
import { readCaCertificate, readServerCertificate } from './x509.ts';

// In this order: the one needs the other to be there.
await import('reflect-metadata');
const x509 = await import('@peculiar/x509');

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const rsa = (modulusLength: number, hash: string) => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash,
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength,
});

interface Made {
  readonly pem: string;
  readonly keyPem: string;
  readonly keys: CryptoKeyPair;
}
type CryptoKeyPair = webcrypto.CryptoKeyPair;
type Algorithm = typeof P256 | ReturnType<typeof rsa>;

/** Signed by itself, or by `issuer`. */
async function certificate(
  subject: string,
  options: {
    readonly algorithm?: Algorithm;
    readonly names?: readonly JsonGeneralName[];
    readonly ca?: boolean;
    readonly until?: Date;
    readonly issuer?: { readonly subject: string; readonly keys: CryptoKeyPair };
  } = {},
): Promise<Made> {
  const { algorithm = P256, names = [], ca = false, until = new Date('2040-01-01T00:00:00Z') } = options;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: '01',
    subject,
    issuer: options.issuer?.subject ?? subject,
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: until,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: options.issuer?.keys.privateKey ?? keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension([...names])] : []),
    ],
  });
  const keyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { pem: `${made.toString('pem')}\n`, keyPem, keys };
}

const read = (ServerCertificate: string, PrivateKey: string) =>
  readServerCertificate({ ServerCertificate, PrivateKey });

/** The entry of the catalogue and the reason with it. */
function refusal(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiError) return [error.id, error.message];
    throw error;
  }
  throw new Error('it should have been refused');
}

describe('a server certificate', () => {
  it('is known by name, alternative names, fingerprint and expiry', () => {
    expect(read(exampleCertificate, exampleKey)).toEqual({
      certificatePem: exampleCertificate,
      keyPem: exampleKey,
      commonName: 'www.example.com',
      subjectAlternativeNames: ['www.example.com', '*.example.com'],
      fingerprint: 'd7:1b:bd:c9:7b:5b:c7:85:74:2e:29:17:e1:23:8f:75:e4:cd:81:55',
      expiresMs: Date.parse('2046-11-19T05:38:51Z'),
    });
  });

  it('comes first and its chain after it', async () => {
    const root = await certificate('CN=Root', { ca: true });
    const leaf = await certificate('CN=leaf.example', { issuer: { subject: 'CN=Root', keys: root.keys } });
    expect(read(`${leaf.pem}${root.pem}`, leaf.keyPem)).toMatchObject({
      commonName: 'leaf.example',
      certificatePem: `${leaf.pem}${root.pem}`,
    });
    expect(refusal(() => read(`${root.pem}${leaf.pem}`, leaf.keyPem))).toEqual([
      'certificateNotMatchPrivateKey',
      expect.stringContaining('not the first'),
    ]);
  });

  it('is taken when weak, expired and of an authority: Terraform’s own suite uploads such a one', async () => {
    const old = await certificate('CN=alicloud-provider.cn', {
      algorithm: rsa(1024, 'SHA-1'),
      ca: true,
      until: new Date('2024-11-10T00:00:00Z'),
    });
    const expected = { commonName: 'alicloud-provider.cn', expiresMs: Date.parse('2024-11-10T00:00:00Z') };
    expect(read(old.pem, old.keyPem)).toMatchObject({ ...expected, subjectAlternativeNames: [] });
    expect(readCaCertificate(old.pem, 'CACertificate')).toMatchObject(expected);
  });

  it.each(['P-384', 'P-521'])('may have an ECDSA key on %s', async (namedCurve) => {
    const made = await certificate('CN=ec', { algorithm: { ...P256, namedCurve } });
    expect(read(made.pem, made.keyPem)).toMatchObject({ commonName: 'ec' });
  });

  it('may have no common name, and names of all kinds', async () => {
    const names = [
      { type: 'dns', value: '*.example.com' },
      { type: 'ip', value: '192.0.2.1' },
      { type: 'email', value: 'nobody@example.com' },
      { type: 'dns', value: 'a, DNS:evil.example' },
      { type: 'ip', value: '2001:db8::1' },
    ] as const;
    const made = await certificate('O=Example', { names });
    const { commonName, subjectAlternativeNames } = read(made.pem, made.keyPem);
    expect(commonName).toBe('');
    expect(subjectAlternativeNames).toEqual([
      '*.example.com',
      '192.0.2.1',
      'a, DNS:evil.example',
      '2001:DB8:0:0:0:0:0:1',
    ]);
  });

  it.each<readonly [string, (pem: string) => string]>([
    ['certimate, without blank lines', (pem) => pem.trim()],
    ['Windows tools, with CRLF', (pem) => pem.replaceAll('\n', '\r\n')],
    ['scripts, with a backslash and n', (pem) => pem.replaceAll('\n', String.raw`\n`)],
    ['scripts, in one line', (pem) => pem.replaceAll('\n', '')],
    ['openssl x509 -text, with words around', (pem) => `Certificate:\n  Data: …\n\n${pem}\nbye\n`],
  ])('is read as it comes from %s', (_who, change) => {
    expect(read(change(exampleCertificate), change(exampleKey))).toMatchObject({
      certificatePem: exampleCertificate,
      keyPem: exampleKey,
    });
  });

  it('has a key in the older form, too, after its parameters', () => {
    const key = createPrivateKey(exampleKey);
    const sec1 = key.export({ type: 'sec1', format: 'pem' }).toString();
    const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    expect(read(exampleCertificate, `${parameters}${sec1}`).keyPem).toBe(exampleKey);
  });

  it.each<readonly [string, string, string, readonly [string, string]]>([
    ['the key of another', exampleCaCertificate, exampleKey, ['certificateNotMatchPrivateKey', 'another']],
    ['no PEM', 'example', exampleKey, ['certificateFormatInvalid', 'it has no BEGIN line']],
    ['only a key', exampleKey, exampleKey, ['certificateFormatInvalid', 'it has no certificate']],
    [
      'half of one',
      exampleCertificate.slice(0, 300),
      exampleKey,
      ['certificateFormatInvalid', 'its CERTIFICATE has no END line'],
    ],
    [
      'a second one that is none',
      `${exampleCertificate}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
      exampleKey,
      ['certificateFormatInvalid', 'certificate 2 in it cannot be read'],
    ],
    [
      'other letters',
      exampleCertificate.replace('MII', 'é!?'),
      exampleKey,
      ['certificateFormatInvalid', 'its CERTIFICATE is not Base64 text'],
    ],
    ['no key', exampleCertificate, exampleCertificate, ['keyFormatError', 'it has no private key']],
    [
      'a broken key',
      exampleCertificate,
      exampleKey.replace('MIG', 'AAA'),
      ['keyFormatError', 'it cannot be read'],
    ],
  ])('is refused: %s', (_what, certificateText, key, [id, why]) => {
    expect(refusal(() => read(certificateText, key))).toEqual([id, expect.stringContaining(why)]);
  });

  it.each(['encrypted-pkcs8.key', 'encrypted-legacy.key'])('is refused with an encrypted key: %s', (file) => {
    expect(refusal(() => read(exampleCertificate, certificateFixture(file)))[0]).toBe('privateKeyEncrypted');
  });

  it.each([
    ['rsa512', 'illegalKeyLength', '512 bits'],
    ['secp256k1', 'curveNotSupported', 'secp256k1'],
    ['ed25519', 'certificateNotSupported', 'ed25519'],
  ])('is refused with a key of the kind %s', (name, id, words) => {
    const [pem, key] = [certificateFixture(`${name}.pem`), certificateFixture(`${name}.key`)];
    expect(refusal(() => read(pem, key))).toEqual([id, expect.stringContaining(words)]);
    expect(readCaCertificate(pem, 'CACertificate').fingerprint).toMatch(/^([0-9a-f]{2}:){19}[0-9a-f]{2}$/);
  });
});
