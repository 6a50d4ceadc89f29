/** TLS policies of one's own, and which cipher suite fits which protocol version. */
import { z } from 'zod';

export const TLS_VERSIONS = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

export const tlsPolicySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    regionId: z.string(),
    /** In the order given: Terraform compares them so. */
    tlsVersions: z.array(z.enum(TLS_VERSIONS)).readonly(),
    /** OpenSSL names, in the order given. */
    ciphers: z.array(z.string()).readonly(),
    createdMs: z.number(),
  })
  .readonly();
export type TlsPolicy = z.infer<typeof tlsPolicySchema>;

/** What a policy says of a connection. */
export type TlsSettings = Pick<TlsPolicy, 'tlsVersions' | 'ciphers'>;

const ECDHE_SHA2_SUITES = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-SHA256',
  'ECDHE-ECDSA-AES256-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-SHA256',
  'ECDHE-RSA-AES256-SHA384',
] as const;

const ECDHE_SHA_SUITES = [
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-RSA-AES256-SHA',
] as const;

const RSA_SHA2_SUITES = ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA256', 'AES256-SHA256'] as const;

const RSA_SHA_SUITES = ['AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA'] as const;

const TLS_1_3_SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_CCM_SHA256',
  'TLS_AES_128_CCM_8_SHA256',
] as const;

const SHA_SUITES = [...ECDHE_SHA_SUITES, ...RSA_SHA_SUITES] as const;
const FORWARD_SECRET_SUITES = [...ECDHE_SHA2_SUITES, ...ECDHE_SHA_SUITES] as const;
const COMMON_SUITES = [...FORWARD_SECRET_SUITES, ...RSA_SHA2_SUITES, ...RSA_SHA_SUITES] as const;

const suites: Readonly<Record<TlsVersion, readonly string[]>> = {
  'TLSv1.0': SHA_SUITES,
  'TLSv1.1': SHA_SUITES,
  'TLSv1.2': COMMON_SUITES,
  'TLSv1.3': TLS_1_3_SUITES,
};

/**
 * Source: the texts of CreateLoadBalancerHTTPSListener and of the guide to TLS policies. The suites of elliptic-curve
 * certificates are named there with TLS 1.3 only; here all have them, or such a certificate would have no suite.
 */
const builtIn: ReadonlyMap<string, TlsSettings> = new Map(
  Object.entries({
    tls_cipher_policy_1_0: { tlsVersions: ['TLSv1.0', 'TLSv1.1', 'TLSv1.2'], ciphers: COMMON_SUITES },
    tls_cipher_policy_1_1: { tlsVersions: ['TLSv1.1', 'TLSv1.2'], ciphers: COMMON_SUITES },
    tls_cipher_policy_1_2: { tlsVersions: ['TLSv1.2'], ciphers: COMMON_SUITES },
    tls_cipher_policy_1_2_strict: { tlsVersions: ['TLSv1.2'], ciphers: FORWARD_SECRET_SUITES },
    tls_cipher_policy_1_2_strict_with_1_3: {
      tlsVersions: ['TLSv1.2', 'TLSv1.3'],
      ciphers: [...TLS_1_3_SUITES, ...FORWARD_SECRET_SUITES],
    },
  } as const),
);

export function builtInTlsPolicy(name: string): TlsSettings | undefined {
  return builtIn.get(name);
}

export function isTlsVersion(text: string): text is TlsVersion {
  return TLS_VERSIONS.some((version) => version === text);
}

/** The suite can be used with at least one of the versions. */
export function cipherFits(cipher: string, versions: readonly TlsVersion[]): boolean {
  return versions.some((version) => suites[version].includes(cipher));
}

/** The listeners whose policy it is; those without TLS lack the field. */
export function tlsPolicyUses<H extends object>(policyId: string, holders: readonly H[]): readonly H[] {
  return holders.filter((holder) => 'tlsCipherPolicy' in holder && holder.tlsCipherPolicy === policyId);
}
