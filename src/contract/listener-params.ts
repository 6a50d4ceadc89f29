/** Parameters of TCP and UDP listeners. Creating has defaults; changing keeps what is not given. */
import { commaList, flag, integer, oneOf, onOff, text } from './params.ts';

/** Older clients send wlc, which newer pages no longer list. */
const TCP_SCHEDULERS = ['wrr', 'rr', 'sch', 'tch', 'wlc'] as const;
const UDP_SCHEDULERS = ['wrr', 'rr', 'sch', 'tch', 'qch', 'wlc'] as const;

export const port = (summary: string) => ({ min: 1, max: 65535, summary });
export const bandwidth = { min: 1, max: 5120, also: [-1], summary: 'Mbit/s; -1 = no limit of its own.' };
export const description = { maxLength: 256, summary: 'Shown as the name of the listener; empty resets it.' };
const scheduler = {
  summary: 'How servers are chosen; without effect on a master-slave group.',
};
const persistence = {
  min: 0,
  max: 3600,
  summary: 'Seconds for which a source address stays with its server; 0 = off.',
};
const established = {
  min: 10,
  max: 900,
  summary: 'Seconds without data after which an established connection is closed.',
};
const drain = { summary: 'Whether connections of a server that is lost or removed go on for a while.' };
const proxyProtocol = { summary: 'PROXY protocol v2 towards the servers. Without effect on UDP.' };
const check = { summary: 'Health check. With off every server counts as usable.' };
const checkType = { summary: 'What a probe of a TCP listener does.' };
export const interval = { min: 1, max: 50, summary: 'Seconds from one probe to the next.' };
export const timeout = {
  min: 1,
  max: 300,
  summary: 'Seconds a probe waits; a value below the interval counts as the interval.',
};
export const threshold = (what: string) => ({
  min: 1,
  max: 10,
  summary: `Probes in a row until a server counts as ${what}.`,
});
export const checkPort = {
  min: 1,
  max: 65535,
  also: [-520],
  summary: 'Port that is probed; -520 or nothing = the port of each server.',
};
export const checkPath = {
  maxLength: 80,
  pattern: /\/[\x21-\x7e]*/,
  patternWords: 'it must begin with / and have no blanks',
  emptyResets: true,
  summary: 'Path of an HTTP probe.',
};
export const checkHost = {
  maxLength: 80,
  pattern: /\$_ip|[A-Za-z0-9.-]+/,
  patternWords: 'it must be $_ip or have only letters, digits, periods and hyphens',
  emptyResets: true,
  summary: 'Host header of an HTTP probe; $_ip or empty = the address of the server.',
};
export const checkCodes = {
  maxLength: 80,
  pattern: /http_[2-5]xx(, *http_[2-5]xx)*/,
  patternWords: 'it must be a comma-separated list of http_2xx, http_3xx, http_4xx and http_5xx',
  summary: 'Classes of status codes that count as healthy.',
};
export const checkMethod = { summary: 'Method of an HTTP probe.' };
const request = {
  maxLength: 64,
  emptyResets: true,
  aliases: ['HealthCheckReq'],
  invalid: 'healthCheckReqLength',
  summary: 'Text that a UDP probe sends: letters and digits.',
} as const;
const expectation = {
  maxLength: 64,
  emptyResets: true,
  aliases: ['HealthCheckExp'],
  invalid: 'healthCheckExpLength',
  summary: 'Text that a UDP probe expects: letters and digits. Nothing = silence counts as healthy.',
} as const;

const optional = { optional: true } as const;

export const aclStatus = { summary: 'Access control; needs AclType and AclId when on.' };
export const aclParams = {
  AclType: oneOf(['white', 'black'], { ...optional, summary: 'Whether the listed addresses pass.' }),
  AclId: commaList({ maxItems: 3, invalid: 'tooManyAcls', summary: 'Access control lists.' }),
};

const groupIds = {
  VServerGroupId: text({ ...optional, maxLength: 64, summary: 'vServer group to use.' }),
  MasterSlaveServerGroupId: text({ ...optional, maxLength: 64, summary: 'Master-slave group to use.' }),
};

/** An undocumented mode of the vendor: what it does here is our reading. */
const groupPair = {
  MasterServerGroupId: text({ ...optional, maxLength: 64, summary: 'vServer group that serves.' }),
  SlaveServerGroupId: text({ ...optional, maxLength: 64, summary: 'vServer group that is its spare.' }),
  FailoverThreshold: integer({
    ...optional,
    min: 0,
    max: 99,
    invalid: 'failoverThresholdRange',
    summary: 'A group is bad when at most this percentage of its servers is healthy; 0 when none given.',
  }),
  FailoverStrategy: oneOf(['auto', 'manual'], {
    ...optional,
    invalid: 'failoverStrategyUnknown',
    summary:
      'auto: back to the master group when it is good again; manual: not before the other one fails. auto when none given.',
  }),
};

/** What TCP and UDP listeners are made with, after the port. */
const createCommon = {
  BackendServerPort: integer({
    ...port('Port of the servers of the default group; needed when no group is given.'),
    ...optional,
  }),
  ...groupIds,
  MasterSlaveModeEnabled: flag({
    default: false,
    summary: 'true: two vServer groups, of which one serves; needs both ids.',
  }),
  ...groupPair,
  // Documented as mandatory; Terraform leaves it out when its own setting is absent.
  Bandwidth: integer({ ...bandwidth, default: -1 }),
  Description: text({ ...description, ...optional }),
  ProxyProtocolV2Enabled: flag({ ...proxyProtocol, default: false }),
  PersistenceTimeout: integer({ ...persistence, default: 0 }),
  HealthCheckSwitch: onOff({ ...check, default: true }),
  HealthyThreshold: integer({ ...threshold('healthy'), default: 3 }),
  UnhealthyThreshold: integer({ ...threshold('unhealthy'), default: 3 }),
  HealthCheckConnectPort: integer({ ...checkPort, ...optional }),
  AclStatus: onOff({ ...aclStatus, default: false }),
  ...aclParams,
};

export const createTcpSettings = {
  ...createCommon,
  Scheduler: oneOf(TCP_SCHEDULERS, { ...scheduler, default: 'wrr' }),
  EstablishedTimeout: integer({ ...established, default: 900 }),
  ConnectionDrain: onOff({ ...drain, default: false }),
  ConnectionDrainTimeout: integer({
    min: 10,
    max: 900,
    ...optional,
    summary: 'Seconds; needed with ConnectionDrain on.',
  }),
  HealthCheckType: oneOf(['tcp', 'http'], { ...checkType, default: 'tcp' }),
  // Typed SDKs send the small h when creating, everybody else the capital.
  healthCheckInterval: integer({ ...interval, default: 2, aliases: ['HealthCheckInterval'] }),
  HealthCheckConnectTimeout: integer({ ...timeout, default: 5 }),
  HealthCheckURI: text({ ...checkPath, ...optional }),
  HealthCheckDomain: text({ ...checkHost, ...optional }),
  HealthCheckHttpCode: text({ ...checkCodes, default: 'http_2xx' }),
  HealthCheckMethod: oneOf(['head', 'get'], { ...checkMethod, default: 'head' }),
};

export const createUdpSettings = {
  ...createCommon,
  Scheduler: oneOf(UDP_SCHEDULERS, { ...scheduler, default: 'wrr' }),
  healthCheckInterval: integer({ ...interval, default: 5, aliases: ['HealthCheckInterval'] }),
  HealthCheckConnectTimeout: integer({ ...timeout, default: 10 }),
  healthCheckReq: text({ ...request, ...optional }),
  healthCheckExp: text({ ...expectation, ...optional }),
};

const setCommon = {
  VServerGroup: onOff({
    ...optional,
    summary: 'on: use the vServer group named; off: go back to the default group.',
  }),
  MasterSlaveServerGroup: onOff({
    ...optional,
    summary: 'on: use the master-slave group named; off: go back to the default group.',
  }),
  ...groupIds,
  MasterSlaveModeEnabled: flag({
    ...optional,
    summary: 'true: use the two vServer groups named as a pair; false: go back to the default group.',
  }),
  ...groupPair,
  Bandwidth: integer({ ...bandwidth, ...optional }),
  Description: text({ ...description, ...optional, emptyResets: true }),
  ProxyProtocolV2Enabled: flag({ ...proxyProtocol, ...optional }),
  PersistenceTimeout: integer({ ...persistence, ...optional }),
  HealthCheckSwitch: onOff({ ...check, ...optional }),
  HealthyThreshold: integer({ ...threshold('healthy'), ...optional }),
  UnhealthyThreshold: integer({ ...threshold('unhealthy'), ...optional }),
  HealthCheckConnectPort: integer({ ...checkPort, ...optional }),
  HealthCheckInterval: integer({ ...interval, ...optional, aliases: ['healthCheckInterval'] }),
  HealthCheckConnectTimeout: integer({ ...timeout, ...optional }),
  AclStatus: onOff({ ...aclStatus, ...optional }),
  ...aclParams,
  DryRun: flag({ default: false, summary: 'true: everything is checked and nothing is changed.' }),
};

export const setTcpSettings = {
  ...setCommon,
  Scheduler: oneOf(TCP_SCHEDULERS, { ...scheduler, ...optional }),
  EstablishedTimeout: integer({ ...established, ...optional }),
  ConnectionDrain: onOff({ ...drain, ...optional }),
  ConnectionDrainTimeout: integer({
    min: 10,
    max: 900,
    ...optional,
    summary: 'Seconds; needed when ConnectionDrain is switched on.',
  }),
  HealthCheckType: oneOf(['tcp', 'http'], { ...checkType, ...optional }),
  HealthCheckURI: text({ ...checkPath, ...optional }),
  HealthCheckDomain: text({ ...checkHost, ...optional }),
  HealthCheckHttpCode: text({ ...checkCodes, ...optional }),
  HealthCheckMethod: oneOf(['head', 'get'], { ...checkMethod, ...optional }),
};

export const setUdpSettings = {
  ...setCommon,
  Scheduler: oneOf(UDP_SCHEDULERS, { ...scheduler, ...optional }),
  healthCheckReq: text({ ...request, ...optional }),
  healthCheckExp: text({ ...expectation, ...optional }),
};
