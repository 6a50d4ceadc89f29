/** Certificates for tests: an authority, and what it has signed. */
import { KeyObject, webcrypto } from 'node:crypto';

// In this order: the one needs the other to be there.
await import('reflect-metadata');
const x509 = await import('@peculiar/x509');

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const YEAR_MS = 365 * 86_400_000;
const validity = { notBefore: new Date(Date.now() - YEAR_MS), notAfter: new Date(Date.now() + YEAR_MS) };

export interface SignedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export class Authority {
  readonly pem: string;
  readonly #name: string;
  readonly #keys: webcrypto.CryptoKeyPair;
  #serial = 1;

  private constructor(name: string, keys: webcrypto.CryptoKeyPair, pem: string) {
    this.#name = name;
    this.#keys = keys;
    this.pem = pem;
  }

  static async make(name: string): Promise<Authority> {
    const keys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      ...validity,
      serialNumber: '01',
      name: `CN=${name}`,
      signingAlgorithm: P256,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new Authority(name, keys, certificate.toString('pem'));
  }

  /** For a server of this name, or a client. */
  async sign(name: string): Promise<SignedCertificate> {
    const keys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity,
      serialNumber: `0${++this.#serial}`,
      subject: `CN=${name}`,
      issuer: `CN=${this.#name}`,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: P256,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
    });
    const keyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
    return { certificatePem: certificate.toString('pem'), keyPem };
  }
}
