/**
 * Certificates as they are stored, and who uses them. A server certificate has its private key with it, sealed: the
 * store never holds a key that can be read.
 */
import { z } from 'zod';
import { tagSchema } from './resources.ts';

const certificateCommon = {
  id: z.string(),
  name: z.string(),
  regionId: z.string(),
  resourceGroupId: z.string(),
  /** Server certificate: itself first, then its chain. CA certificate: one or several authorities. */
  certificatePem: z.string(),
  /** Of the first certificate: SHA-1 in small hexadecimal digits, with colons. */
  fingerprint: z.string(),
  /** Empty when the subject has none. */
  commonName: z.string(),
  expiresMs: z.number(),
  tags: z.array(tagSchema).readonly(),
  createdMs: z.number(),
};

export const serverCertificateSchema = z
  .object({
    ...certificateCommon,
    /** PKCS #8 PEM, as `secrets.seal` gave it back; `secrets.open` makes it readable for the engine. */
    sealedKey: z.string(),
    /** DNS names and addresses; wildcards as they stand. */
    subjectAlternativeNames: z.array(z.string()).readonly(),
  })
  .readonly();
export type ServerCertificate = z.infer<typeof serverCertificateSchema>;

export const caCertificateSchema = z.object(certificateCommon).readonly();
export type CaCertificate = z.infer<typeof caCertificateSchema>;

/**
 * The holders that a certificate must not be taken away from. Holders are listeners of every protocol and domain
 * extensions: who has no certificate lacks the fields.
 */
export function certificateUses<H extends object>(
  certificateId: string,
  holders: readonly H[],
): readonly H[] {
  return holders.filter(
    (holder) =>
      ('serverCertificateId' in holder && holder.serverCertificateId === certificateId) ||
      ('caCertificateId' in holder && holder.caCertificateId === certificateId),
  );
}
