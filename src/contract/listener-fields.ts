/** Shapes of listeners in answers. What is off, or does not fit the listener, is left out: absent is safer than wrong. */
import { tagList } from './common.ts';
import { httpSettingsFields, httpsSettingsFields } from './http-listener-fields.ts';
import {
  flagField,
  integerField,
  listField,
  objectField,
  optional,
  plainListField,
  textField,
} from './result.ts';

const status = () => textField('starting, running, stopping or stopped.');
const onOffField = (doc = '') => textField(doc === '' ? 'on or off.' : `on or off: ${doc}`);

const common = {
  LoadBalancerId: textField(),
  ListenerPort: integerField(),
  Status: status(),
  Description: textField(),
  Bandwidth: integerField('Mbit/s; -1 = no limit of its own.'),
  Scheduler: textField(),
  BackendServerPort: optional(integerField('Only with the default group.')),
  VServerGroupId: optional(textField()),
  AclStatus: onOffField(),
  AclType: optional(textField('white or black.')),
  AclId: optional(textField('Comma-separated.')),
};

/** The rest only with two vServer groups as a pair. */
const groupId = {
  MasterSlaveServerGroupId: optional(textField()),
  MasterSlaveModeEnabled: optional(flagField('true.')),
  MasterServerGroupId: optional(textField()),
  SlaveServerGroupId: optional(textField()),
  FailoverThreshold: optional(integerField('Percent.')),
  FailoverStrategy: optional(textField('auto or manual.')),
  WorkingServerGroupId: optional(textField('The group that serves; absent when none does.')),
};

/** With the check off only the switch is shown. */
const check = {
  HealthCheck: onOffField(),
  HealthCheckConnectPort: optional(integerField('-520 = the port of each server.')),
  HealthCheckConnectTimeout: optional(integerField('Seconds, as set.')),
  HealthCheckInterval: optional(integerField('Seconds.')),
  HealthyThreshold: optional(integerField()),
  UnhealthyThreshold: optional(integerField()),
};

/** Empty texts with a check of type tcp: Terraform's own suite wants them so. */
const tcpCheck = {
  ...check,
  HealthCheckType: optional(textField('tcp or http.')),
  HealthCheckDomain: optional(textField()),
  HealthCheckURI: optional(textField()),
  HealthCheckHttpCode: optional(textField()),
  HealthCheckMethod: optional(textField('head or get; only with a check of type http.')),
};

const udpCheck = {
  ...check,
  HealthCheckReq: optional(textField()),
  HealthCheckExp: optional(textField()),
};

const tcpSettings = {
  PersistenceTimeout: integerField('Seconds; 0 = off.'),
  EstablishedTimeout: integerField('Seconds.'),
  ConnectionDrain: onOffField(),
  ConnectionDrainTimeout: optional(integerField('Seconds.')),
};

const single = {
  ...common,
  ...groupId,
  AclIds: listField('AclId', textField()),
  ProxyProtocolV2Enabled: flagField(),
  Tags: tagList(),
};

export const tcpListenerFields = { ...single, ...tcpSettings, ...tcpCheck };

export const udpListenerFields = {
  ...single,
  PersistenceTimeout: integerField('Seconds; 0 = off.'),
  ...udpCheck,
};

/** A text here, a boolean in the answer about a single listener. */
const proxyProtocol = { ProxyProtocolV2Enabled: textField('true or false.') };

export const listenerSummary = objectField({
  ...common,
  ListenerProtocol: textField('tcp, udp, http or https.'),
  AclIds: plainListField(textField()),
  Tags: plainListField(objectField({ TagKey: textField(), TagValue: textField() })),
  TCPListenerConfig: optional(objectField({ ...groupId, ...proxyProtocol, ...tcpSettings, ...tcpCheck })),
  UDPListenerConfig: optional(objectField({ ...groupId, ...proxyProtocol, ...udpCheck })),
  HTTPListenerConfig: optional(objectField(httpSettingsFields)),
  HTTPSListenerConfig: optional(objectField(httpsSettingsFields)),
});
