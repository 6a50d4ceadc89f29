/**
 * What is in the certificates and keys that clients send. Weak signatures, expiry and the CA flag are no reason to
 * refuse one: that is for those who connect to judge.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { ApiError } from '../../contract/api-error.ts';
import { pemBlocks } from './pem.ts';

/** Of the first certificate, with the whole text. */
export interface CertificateFacts {
  readonly certificatePem: string;
  readonly fingerprint: string;
  readonly commonName: string;
  readonly expiresMs: number;
}

export interface ServerCertificateFacts extends CertificateFacts {
  readonly subjectAlternativeNames: readonly string[];
  /** PKCS #8, not encrypted. */
  readonly keyPem: string;
}

const CURVES: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);
const RSA_BITS = { min: 1024, max: 4096 };

/** `name`: the parameter, for the error. Throws `certificateFormatInvalid`. */
export function readCaCertificate(text: string, name: string): CertificateFacts {
  const certificates = parseCertificates(text, name);
  return factsOf(certificates);
}

/** The server certificate first, then its chain. Throws the errors of UploadServerCertificate. */
export function readServerCertificate(texts: {
  readonly ServerCertificate: string;
  readonly PrivateKey: string;
}): ServerCertificateFacts {
  const certificates = parseCertificates(texts.ServerCertificate, 'ServerCertificate');
  const [first] = certificates;
  requireSupportedKey(publicKeyOf(first));
  const key = parsePrivateKey(texts.PrivateKey);
  if (!first.checkPrivateKey(key)) {
    const later = certificates.some((certificate) => certificate.checkPrivateKey(key));
    const why = later ? 'the certificate of the key is not the first' : 'the key is of another certificate';
    throw new ApiError('certificateNotMatchPrivateKey', { why });
  }
  return {
    ...factsOf(certificates),
    subjectAlternativeNames: alternativeNames(first.subjectAltName ?? ''),
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

type Certificates = readonly [X509Certificate, ...X509Certificate[]];

function parseCertificates(text: string, name: string): Certificates {
  const refusal = (why: string) => new ApiError('certificateFormatInvalid', { name, why });
  const blocks = pemBlocks(text);
  if (typeof blocks === 'string') throw refusal(blocks);
  // A key or parameters beside it, as some tools write them into one file, are passed over.
  const parsed = blocks
    .filter(({ label }) => label.endsWith('CERTIFICATE'))
    .map((block, index) => {
      try {
        return new X509Certificate(block.text);
      } catch {
        throw refusal(`certificate ${index + 1} in it cannot be read`);
      }
    });
  const [first, ...chain] = parsed;
  if (!first) throw refusal('it has no certificate');
  // OpenSSL reads a damaged date without complaint and shows it as "Bad time value".
  if (Number.isNaN(Date.parse(first.validTo))) throw refusal('its time of expiry cannot be read');
  return [first, ...chain];
}

function factsOf(certificates: Certificates): CertificateFacts {
  const [first] = certificates;
  return {
    certificatePem: certificates.map(String).join(''),
    fingerprint: first.fingerprint.toLowerCase(),
    commonName: commonNameOf(first),
    expiresMs: Date.parse(first.validTo),
  };
}

/** Undefined: of a kind that this build of OpenSSL does not know. */
function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

function requireSupportedKey(key: KeyObject | undefined): void {
  const { modulusLength: bits = 0, namedCurve: curve } = key?.asymmetricKeyDetails ?? {};
  switch (key?.asymmetricKeyType) {
    case 'rsa':
      if (bits < RSA_BITS.min || bits > RSA_BITS.max) throw new ApiError('illegalKeyLength', { bits });
      return;
    case 'ec':
      if (!CURVES.has(curve)) throw new ApiError('curveNotSupported', { curve: curve ?? 'without a name' });
      return;
    default:
      throw new ApiError('certificateNotSupported', { kind: key?.asymmetricKeyType ?? 'unknown' });
  }
}

function parsePrivateKey(text: string): KeyObject {
  const blocks = pemBlocks(text);
  if (typeof blocks === 'string') throw new ApiError('keyFormatError', { why: blocks });
  // OpenSSL writes EC PARAMETERS before the key.
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!block) throw new ApiError('keyFormatError', { why: 'it has no private key' });
  if (block.encrypted) throw new ApiError('privateKeyEncrypted');
  try {
    return createPrivateKey(block.text);
  } catch {
    throw new ApiError('keyFormatError', { why: 'it cannot be read' });
  }
}

/**
 * Empty when there is none; of several, the first. From the text, one attribute a line: `toLegacyObject()` ends the whole
 * process on Node 24 when the key is on a curve such as secp256k1.
 */
function commonNameOf(certificate: X509Certificate): string {
  const [, name = ''] = /^CN=(.*)$/m.exec(certificate.subject) ?? [];
  // Node escapes commas, quotes and the like as RFC 2253 does.
  return name.replace(/\\([^0-9A-Fa-f])/g, '$1');
}

/** From Node's text, `DNS:a.example, IP Address:192.0.2.1`, in which an odd name stands in quotes. */
function alternativeNames(text: string): readonly string[] {
  const entries = text.matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...entries].map(([, name = '']) => (name.startsWith('"') ? unquoted(name) : name));
}

function unquoted(name: string): string {
  const value: unknown = JSON.parse(name);
  return typeof value === 'string' ? value : name;
}
