import { ApiError } from '../../contract/api-error.ts';
import { newDomainExtensionId } from '../../domain/ids.ts';
import { requireServerCertificate } from '../certificate-ref.ts';
import type { ActionHandler } from '../context.ts';
import { findForChange, findHttpsListener } from '../listener/find.ts';
import { extensionsOf, putExtension } from './find.ts';

export const createDomainExtension: ActionHandler<'CreateDomainExtension'> = async (params, context) => {
  const loadBalancer = await findForChange(context, params);
  const listener = await findHttpsListener(context, params, 'listenerNotFound');
  const { Domain: domain, ServerCertificateId: serverCertificateId } = params;
  const existing = await extensionsOf(context, listener);
  if (existing.some((extension) => extension.domain.toLowerCase() === domain.toLowerCase())) {
    throw new ApiError('extensionDomainTaken', { domain });
  }
  const limit = context.settings.quotas.domainExtensionsPerListener;
  if (existing.length >= limit) throw new ApiError('tooManyDomainExtensions', { limit });
  await requireServerCertificate(context, serverCertificateId, loadBalancer, 'extensionCertificateNotFound');
  const id = newDomainExtensionId(context.random);
  putExtension(context, {
    id,
    loadBalancerId: loadBalancer.id,
    listenerPort: listener.port,
    domain,
    serverCertificateId,
    createdMs: context.nowMs,
  });
  return { DomainExtensionId: id, ListenerPort: listener.port };
};
