import type { DomainExtension } from '../../domain/domain-extensions.ts';
import type { ActionHandler } from '../context.ts';
import { findHttpsListener } from '../listener/find.ts';
import { extensionsOf, findExtension } from './find.ts';

export const describeDomainExtensions: ActionHandler<'DescribeDomainExtensions'> = async (
  params,
  context,
) => {
  const listener = await findHttpsListener(context, params, 'listenerNotFound');
  const { DomainExtensionId: asked } = params;
  const extensions = (await extensionsOf(context, listener)).filter(
    ({ id }) => asked === undefined || id === asked,
  );
  return { DomainExtensions: extensions.map(extensionToWire) };
};

export const describeDomainExtensionAttribute: ActionHandler<'DescribeDomainExtensionAttribute'> = async (
  params,
  context,
) => {
  const { extension } = await findExtension(context, params);
  return {
    ...extensionToWire(extension),
    LoadBalancerId: extension.loadBalancerId,
    ListenerPort: extension.listenerPort,
  };
};

export function extensionToWire({ id, domain, serverCertificateId }: DomainExtension) {
  return { DomainExtensionId: id, Domain: domain, ServerCertificateId: serverCertificateId };
}
