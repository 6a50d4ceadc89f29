/** The certificates and the TLS policy of an HTTPS listener. Pure. */
import type { CaCertificate, ServerCertificate } from './certificates.ts';
import type { DomainExtension } from './domain-extensions.ts';
import type { ListenerKey } from './plan-types.ts';
import type { HttpsListener } from './resources.ts';
import { builtInTlsPolicy, type TlsPolicy, type TlsSettings } from './tls-policies.ts';

export interface ResolvedTls {
  /** For clients that ask for none of the domains, or for none. */
  readonly certificate: ServerCertificate;
  readonly domains: readonly { readonly domain: string; readonly certificate: ServerCertificate }[];
  /** Whose client certificates are demanded; null = none are. */
  readonly clientCa: CaCertificate | null;
  readonly settings: TlsSettings;
  readonly http2: boolean;
}

interface Referred {
  readonly serverCertificates: Pick<ReadonlyMap<string, ServerCertificate>, 'get'>;
  readonly caCertificates: Pick<ReadonlyMap<string, CaCertificate>, 'get'>;
  readonly tlsPolicies: Pick<ReadonlyMap<string, TlsPolicy>, 'get'>;
  readonly domainExtensions: Pick<ReadonlyMap<ListenerKey, readonly DomainExtension[]>, 'get'>;
}

/**
 * Null when something that it names is not there: clients must not be let in by a weaker rule than was asked for. A
 * domain extension whose certificate is missing has no effect.
 */
export function resolveTls(listener: HttpsListener, key: ListenerKey, desired: Referred): ResolvedTls | null {
  const { serverCertificateId, caCertificateId, tlsCipherPolicy, http2 } = listener;
  const certificate = desired.serverCertificates.get(serverCertificateId);
  const clientCa = caCertificateId === null ? null : desired.caCertificates.get(caCertificateId);
  const settings = builtInTlsPolicy(tlsCipherPolicy) ?? desired.tlsPolicies.get(tlsCipherPolicy);
  if (!certificate || clientCa === undefined || !settings) return null;
  const domains = (desired.domainExtensions.get(key) ?? []).flatMap((extension) => {
    const own = desired.serverCertificates.get(extension.serverCertificateId);
    return own ? [{ domain: extension.domain.toLowerCase(), certificate: own }] : [];
  });
  return { certificate, domains, clientCa, settings, http2 };
}
