/** HTTPS listeners: what HTTP ones have, certificates and a TLS policy. */
import type { HttpsListener, LoadBalancer } from '../../domain/resources.ts';
import { requireCaCertificate, requireServerCertificate, requireTlsPolicy } from '../certificate-ref.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { extensionToWire } from '../domain-extension/describe.ts';
import { extensionsOf } from '../domain-extension/find.ts';
import { wireTags } from '../format.ts';
import { findForChange, findHttpsListener, putListener, requireRoomFor } from '../listener/find.ts';
import { ruleSummary } from '../rule/describe.ts';
import { rulesOf } from '../rule/find.ts';
import { commonToWire } from '../listener/to-wire.ts';
import { changedLayer7Settings, layer7SettingsToWire, newLayer7Listener } from './settings.ts';

export const createLoadBalancerHTTPSListener: ActionHandler<'CreateLoadBalancerHTTPSListener'> = async (
  params,
  context,
) => {
  const loadBalancer = await findForChange(context, params);
  await requireRoomFor(context, loadBalancer, 'https', params.ListenerPort);
  await requireTlsParts(params, loadBalancer, context);
  putListener(context, {
    ...(await newLayer7Listener(params, loadBalancer, context)),
    protocol: 'https',
    serverCertificateId: params.ServerCertificateId,
    caCertificateId: params.CACertificateId ?? null,
    http2: params.EnableHttp2,
    tlsCipherPolicy: params.TLSCipherPolicy,
  });
  return {};
};

export const setLoadBalancerHTTPSListenerAttribute: ActionHandler<
  'SetLoadBalancerHTTPSListenerAttribute'
> = async (params, context) => {
  const loadBalancer = await findForChange(context, params);
  const listener = await findHttpsListener(context, params, 'listenerNotFound');
  await requireTlsParts(params, loadBalancer, context);
  const changed = {
    ...listener,
    ...(await changedLayer7Settings(params, listener, context)),
    serverCertificateId: params.ServerCertificateId ?? listener.serverCertificateId,
    // Terraform sends it empty when the setting is taken out of a configuration.
    caCertificateId:
      params.CACertificateId === '' ? null : (params.CACertificateId ?? listener.caCertificateId),
    http2: params.EnableHttp2 ?? listener.http2,
    tlsCipherPolicy: params.TLSCipherPolicy ?? listener.tlsCipherPolicy,
  };
  if (!params.DryRun) putListener(context, changed);
  return {};
};

export const describeLoadBalancerHTTPSListenerAttribute: ActionHandler<
  'DescribeLoadBalancerHTTPSListenerAttribute'
> = async (params, context) => {
  const listener = await findHttpsListener(context, params, 'listenerAttributeNotFound');
  return {
    ...commonToWire(listener, context),
    ...httpsSettingsToWire(listener),
    DomainExtensions: (await extensionsOf(context, listener)).map(extensionToWire),
    Rules: (await rulesOf(context, listener)).map(ruleSummary),
    Tags: wireTags(listener.tags),
  };
};

export function httpsSettingsToWire(listener: HttpsListener) {
  return {
    ...layer7SettingsToWire(listener),
    ServerCertificateId: listener.serverCertificateId,
    CACertificateId: listener.caCertificateId ?? '',
    EnableHttp2: listener.http2 ? 'on' : 'off',
    TLSCipherPolicy: listener.tlsCipherPolicy,
  };
}

/** What is given must exist; what stays is not looked at again. */
async function requireTlsParts(
  {
    ServerCertificateId: serverCertificateId,
    CACertificateId: caCertificateId,
    TLSCipherPolicy: policy,
  }: {
    readonly ServerCertificateId: string | undefined;
    readonly CACertificateId: string | undefined;
    readonly TLSCipherPolicy: string | undefined;
  },
  loadBalancer: LoadBalancer,
  context: ActionContext,
): Promise<void> {
  if (serverCertificateId !== undefined) {
    await requireServerCertificate(context, serverCertificateId, loadBalancer);
  }
  if (caCertificateId !== undefined && caCertificateId !== '') {
    await requireCaCertificate(context, caCertificateId, loadBalancer);
  }
  if (policy !== undefined) await requireTlsPolicy(context, policy, loadBalancer);
}
