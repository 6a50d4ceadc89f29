import { ApiError } from '../../contract/api-error.ts';
import type { DomainExtension } from '../../domain/domain-extensions.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { HttpsListener, LoadBalancer } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { requireUnlocked } from '../find.ts';

interface Named {
  readonly RegionId: string | undefined;
  readonly DomainExtensionId: string;
}

/** One in another region than the one asked does not exist. Throws `domainExtensionNotFound`. */
export async function findExtension(
  { tx }: ActionContext,
  { RegionId: regionId, DomainExtensionId: id }: Named,
): Promise<{ readonly extension: DomainExtension; readonly loadBalancer: LoadBalancer }> {
  const extension = await tx.get('domainExtensions', keys.domainExtension(id));
  const loadBalancer =
    extension && (await tx.get('loadBalancers', keys.loadBalancer(extension.loadBalancerId)));
  if (!loadBalancer || (regionId !== undefined && regionId !== loadBalancer.regionId)) {
    throw new ApiError('domainExtensionNotFound', { id });
  }
  return { extension, loadBalancer };
}

export async function findExtensionForChange(context: ActionContext, params: Named) {
  const found = await findExtension(context, params);
  requireUnlocked(found.loadBalancer);
  return found;
}

/** In the order of their domains. */
export async function extensionsOf(
  context: ActionContext,
  listener: Pick<HttpsListener, 'loadBalancerId' | 'port'>,
): Promise<readonly DomainExtension[]> {
  return (await extensionsOfLoadBalancer(context, listener.loadBalancerId))
    .filter(({ listenerPort }) => listenerPort === listener.port)
    .sort((a, b) => (a.domain < b.domain ? -1 : 1));
}

export async function extensionsOfLoadBalancer(
  { tx }: ActionContext,
  loadBalancerId: string,
): Promise<readonly DomainExtension[]> {
  const all = await tx.list('domainExtensions', prefixes.domainExtensions);
  return all.filter((extension) => extension.loadBalancerId === loadBalancerId);
}

export function putExtension({ tx }: ActionContext, extension: DomainExtension): void {
  tx.put('domainExtensions', keys.domainExtension(extension.id), extension);
}
