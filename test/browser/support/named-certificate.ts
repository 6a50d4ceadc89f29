/** A certificate whose subject is any text. */
import { KeyObject, webcrypto } from 'node:crypto';

// In this order: the one needs the other to be there.
await import('reflect-metadata');
const x509 = await import('@peculiar/x509');

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const YEAR_MS = 365 * 86_400_000;

export async function namedCertificate(
  commonName: string,
): Promise<{ readonly cert: string; readonly key: string }> {
  const keys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    // As parts, so that nothing in the text is taken for more of the name.
    name: [{ CN: [commonName] }],
    notBefore: new Date(Date.now() - YEAR_MS),
    notAfter: new Date(Date.now() + YEAR_MS),
    signingAlgorithm: P256,
    keys,
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
  return { cert: certificate.toString('pem'), key: key.toString() };
}
