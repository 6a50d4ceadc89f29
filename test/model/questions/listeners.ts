/** What can be asked about one listener. */
import { type Account, extensionsOf, keyOf, type Listener, rulesOf } from '../account.ts';
import { common, ruleFields, tagFields } from './fields.ts';
import { AnyOrder, type Question, region } from './question.ts';

const attributeActions = {
  tcp: 'DescribeLoadBalancerTCPListenerAttribute',
  udp: 'DescribeLoadBalancerUDPListenerAttribute',
  http: 'DescribeLoadBalancerHTTPListenerAttribute',
  https: 'DescribeLoadBalancerHTTPSListenerAttribute',
} as const;

export function aboutListener(account: Account, listener: Listener): readonly Question[] {
  const { balancer, port, protocol, shown, backend, whiteList, redirectTo } = listener;
  const place = { ...region, LoadBalancerId: balancer, ListenerPort: String(port) };
  const rules = rulesOf(account, keyOf(listener)).map(ruleFields);
  const layer7 = protocol === 'http' || protocol === 'https';
  const extensions = extensionsOf(account, keyOf(listener)).map(({ id, domain, certificate }) => ({
    DomainExtensionId: id,
    Domain: domain,
    ServerCertificateId: certificate,
  }));
  const attribute: Question = {
    action: attributeActions[protocol],
    parameters: place,
    expected: {
      ...common(listener),
      ...shown,
      ...(!layer7 && {
        MasterSlaveServerGroupId: backend.kind === 'masterslave' ? backend.group : undefined,
      }),
      ...(layer7 && { Rules: rules }),
      ...(protocol === 'http' && {
        ListenerForward: redirectTo === undefined ? 'off' : 'on',
        ForwardPort: redirectTo,
      }),
      ...(protocol === 'https' && {
        ServerCertificateId: listener.certificate,
        CACertificateId: listener.caCertificate ?? '',
        TLSCipherPolicy: listener.tlsPolicy,
        DomainExtensions: new AnyOrder('DomainExtensionId', extensions),
      }),
      Tags: tagFields(listener.tags),
    },
  };
  const access: Question = {
    action: 'DescribeListenerAccessControlAttribute',
    parameters: { ...place, ListenerProtocol: protocol },
    expected: {
      AccessControlStatus: whiteList.on ? 'open_white_list' : 'close',
      SourceItems: whiteList.items.join(','),
    },
  };
  if (!layer7) return [attribute, access];
  return [
    attribute,
    access,
    {
      action: 'DescribeRules',
      parameters: { ...place, ListenerProtocol: protocol },
      expected: { Rules: rules },
    },
  ];
}
