import { ApiError } from '../../contract/api-error.ts';
import { type CaCertificate, certificateUses, type ServerCertificate } from '../../domain/certificates.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { ActionContext } from '../context.ts';

interface InRegion {
  readonly RegionId?: string | undefined;
}

export async function findServerCertificate(
  { tx }: ActionContext,
  { ServerCertificateId: id, RegionId: regionId }: InRegion & { readonly ServerCertificateId: string },
): Promise<ServerCertificate> {
  const found = await tx.get('serverCertificates', keys.serverCertificate(id));
  if (!found || (regionId !== undefined && regionId !== found.regionId)) {
    throw new ApiError('serverCertificateNotFound');
  }
  return found;
}

export async function findCaCertificate(
  { tx }: ActionContext,
  { CACertificateId: id, RegionId: regionId }: InRegion & { readonly CACertificateId: string },
): Promise<CaCertificate> {
  const found = await tx.get('caCertificates', keys.caCertificate(id));
  if (!found || (regionId !== undefined && regionId !== found.regionId)) {
    throw new ApiError('caCertificateNotFound');
  }
  return found;
}

/** Throws `certificateInUse`. */
export async function requireUnusedByListeners({ tx }: ActionContext, certificateId: string): Promise<void> {
  const users = certificateUses(certificateId, await tx.list('listeners', prefixes.listeners));
  if (users.length === 0) return;
  const listeners = users.map(({ loadBalancerId, port }) => `${loadBalancerId}:${port}`).join(', ');
  throw new ApiError('certificateInUse', { listeners });
}

/** Throws `certificateOfDomainExtension`. */
export async function requireUnusedByExtensions({ tx }: ActionContext, certificateId: string): Promise<void> {
  const all = await tx.list('domainExtensions', prefixes.domainExtensions);
  const users = certificateUses(certificateId, all);
  if (users.length === 0) return;
  throw new ApiError('certificateOfDomainExtension', {
    domains: users.map(({ domain }) => domain).join(', '),
  });
}

export async function serverCertificatesOfRegion({ tx }: ActionContext, regionId: string) {
  const all = await tx.list('serverCertificates', prefixes.serverCertificates);
  return all.filter((certificate) => certificate.regionId === regionId);
}

export async function caCertificatesOfRegion({ tx }: ActionContext, regionId: string) {
  const all = await tx.list('caCertificates', prefixes.caCertificates);
  return all.filter((certificate) => certificate.regionId === regionId);
}

/** Throws `certificateQuota`: server and CA certificates are counted each by themselves. */
export function requireRoom({ settings }: ActionContext, existing: readonly unknown[]): void {
  const limit = settings.quotas.certificates;
  if (existing.length >= limit) throw new ApiError('certificateQuota', { limit });
}
