import { requireServerCertificate } from '../certificate-ref.ts';
import type { ActionHandler } from '../context.ts';
import { findExtensionForChange, putExtension } from './find.ts';

export const setDomainExtensionAttribute: ActionHandler<'SetDomainExtensionAttribute'> = async (
  params,
  context,
) => {
  const { extension, loadBalancer } = await findExtensionForChange(context, params);
  const { ServerCertificateId: serverCertificateId } = params;
  await requireServerCertificate(context, serverCertificateId, loadBalancer, 'extensionCertificateNotFound');
  putExtension(context, { ...extension, serverCertificateId });
  return {};
};
