/** Shapes of HTTP and HTTPS listeners in answers. A listener that only redirects shows nothing that it does not have. */
import { tagList } from './common.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

const onOffField = (doc = '') => textField(doc === '' ? 'on or off.' : `on or off: ${doc}`);

/** With persistence off only the switch is shown. */
export const cookieFields = {
  StickySession: optional(onOffField()),
  StickySessionType: optional(textField('insert or server.')),
  CookieTimeout: optional(integerField('Seconds.')),
  Cookie: optional(textField()),
};

/** With the check off only the switch is shown. */
export const layer7CheckFields = {
  HealthCheck: optional(onOffField()),
  HealthCheckConnectPort: optional(integerField('-520 = the port of each server.')),
  HealthCheckTimeout: optional(integerField('Seconds, as set.')),
  HealthCheckInterval: optional(integerField('Seconds.')),
  HealthyThreshold: optional(integerField()),
  UnhealthyThreshold: optional(integerField()),
  HealthCheckDomain: optional(textField()),
  HealthCheckURI: optional(textField()),
  HealthCheckHttpCode: optional(textField()),
};

/** What stands in the part of the protocol in the list, and beside the rest in the answer about one listener. */
const settings = {
  MasterSlaveServerGroupId: optional(textField('Extension.')),
  Gzip: optional(onOffField()),
  IdleTimeout: optional(integerField('Seconds.')),
  RequestTimeout: optional(integerField('Seconds.')),
  ...cookieFields,
  ...layer7CheckFields,
  HealthCheckMethod: optional(textField('head or get.')),
  XForwardedFor: optional(onOffField('always on.')),
  XForwardedFor_SLBIP: optional(onOffField()),
  XForwardedFor_SLBID: optional(onOffField()),
  XForwardedFor_proto: optional(onOffField()),
  XForwardedFor_SLBPORT: optional(onOffField()),
  XForwardedFor_ClientSrcPort: optional(onOffField()),
};

export const httpSettingsFields = {
  ...settings,
  ListenerForward: onOffField('whether clients are sent to an HTTPS listener.'),
  ForwardPort: optional(integerField('Only with ListenerForward on.')),
};

export const httpsSettingsFields = {
  ...settings,
  ServerCertificateId: textField(),
  CACertificateId: textField('Empty when clients need no certificate.'),
  EnableHttp2: onOffField(),
  TLSCipherPolicy: textField(),
};

const single = {
  LoadBalancerId: textField(),
  ListenerPort: integerField(),
  Status: textField('starting, running, stopping or stopped.'),
  Description: textField(),
  Bandwidth: optional(integerField('Mbit/s; -1 = no limit of its own.')),
  Scheduler: textField(),
  BackendServerPort: optional(integerField('Only with the default group.')),
  VServerGroupId: optional(textField()),
  AclStatus: onOffField(),
  AclType: optional(textField('white or black.')),
  AclId: optional(textField('Comma-separated.')),
  AclIds: listField('AclId', textField()),
  Rules: listField(
    'Rule',
    objectField({
      RuleId: textField(),
      RuleName: textField(),
      Domain: optional(textField()),
      Url: optional(textField()),
      VServerGroupId: optional(textField()),
      MasterSlaveServerGroupId: optional(textField('Extension.')),
    }),
    { doc: 'Forwarding rules of the listener.' },
  ),
  Tags: tagList(),
};

export const httpListenerFields = { ...single, ...httpSettingsFields };

export const domainExtensionField = objectField({
  DomainExtensionId: textField(),
  Domain: textField(),
  ServerCertificateId: textField(),
});

export const httpsListenerFields = {
  ...single,
  ...httpsSettingsFields,
  DomainExtensions: listField('DomainExtension', domainExtensionField, {
    doc: 'Further certificates, by domain.',
  }),
};
