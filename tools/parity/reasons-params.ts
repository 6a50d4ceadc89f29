/** Why a parameter is not there, or not as published. */
import { because } from './reason.ts';

const ATTACHED = /^(Add|Set|Remove)BackendServers$/;
const OLDER = 'Only in the older SDK, without documentation; ignored like every unknown parameter.';

const missing = [
  ...because('param-missing', 'Account delegation: accepted and ignored, since there is one account.', {
    names: ['OwnerId', 'OwnerAccount', 'ResourceOwnerId', 'ResourceOwnerAccount'],
  }),
  ...because('param-missing', OLDER, { when: ({ origin }) => origin === 'older-sdk' }),
  ...because('param-missing', 'Servers of the default group have no port of their own; ignored.', {
    on: ATTACHED,
    names: ['BackendServers[].Port'],
  }),
  ...because('param-missing', 'A server is found by its ServerId alone; the rest of an entry is ignored.', {
    on: 'RemoveBackendServers',
    names: ['BackendServers[].Type', 'BackendServers[].Weight', 'BackendServers[].ServerIp'],
  }),
  ...because(
    'param-missing',
    'Protection from SYN floods is the business of the operating system; ignored.',
    {
      on: 'SetLoadBalancerTCPListenerAttribute',
      names: ['SynProxy'],
    },
  ),
  ...because(
    'param-missing',
    'No action of the API gives a master-slave group a description to filter by; ignored.',
    { on: 'DescribeMasterSlaveServerGroups', names: ['Description'] },
  ),
];

const extra = because(
  'param-extra',
  'Extension: how the group fails over. Left out, the configured default counts.',
  { on: 'CreateMasterSlaveServerGroup', when: ({ extension }) => extension },
);

const required = [
  ...because('param-required', 'Optional, because clients leave it out: the default region counts then.', {
    names: ['RegionId'],
  }),
  ...because('param-required', 'Terraform leaves it out when its own setting is absent.', {
    names: ['Bandwidth'],
  }),
  ...because('param-required', 'The documented error MissingParam.TagKey says so; the metadata does not.', {
    names: ['Tag[].Key'],
  }),
  ...because('param-required', 'Without it an empty group is made, as the founding page says.', {
    names: ['MasterSlaveBackendServers'],
  }),
];

const defaults = [
  ...because('param-default', 'Left out, the value is empty: that is what the documentation allows.', {
    names: ['Tag[].Value', 'Tags[].TagValue'],
  }),
  ...because('param-default', 'internet when left out, as published, but intranet when VSwitchId is given.', {
    names: ['AddressType'],
  }),
  ...because('param-default', 'Billing only; without effect.', { names: ['AutoPay'] }),
  ...because('param-default', 'Left out, there is no protection.', {
    names: ['ModificationProtectionStatus'],
  }),
  ...because('param-default', 'Left out, a listener has no limit of its own.', { names: ['Bandwidth'] }),
  ...because('param-default', 'Not published; left out, it is off.', {
    names: ['ConnectionDrain', 'PersistenceTimeout', 'IncludeListener', 'DryRun'],
  }),
  ...because('param-default', 'Not published for TCP listeners; head is the published default for HTTP.', {
    names: ['HealthCheckMethod'],
  }),
  ...because('param-default', 'The founding page calls Master the default; newer pages name none.', {
    names: ['MasterSlaveBackendServers[].ServerType'],
  }),
  ...because(
    'param-default',
    'Left out, it stays as it is; a server that is new gets the published default.',
    {
      on: 'SetBackendServers',
      names: ['BackendServers[].Weight', 'BackendServers[].Type'],
    },
  ),
];

const choices = [
  ...because(
    'param-choices',
    'Any name is kept and given back; those with published limits count with the setting enforceSpec.',
    {
      names: ['LoadBalancerSpec'],
    },
  ),
  ...because('param-choices', 'Older clients send wlc; it works as wrr.', { names: ['Scheduler'] }),
  ...because(
    'param-choices',
    'Several of the published choices may stand in one text, separated by commas.',
    {
      names: ['HealthCheckHttpCode'],
    },
  ),
  ...because('param-choices', 'Undocumented for TCP listeners; the choices are those of HTTP listeners.', {
    names: ['HealthCheckMethod'],
  }),
];

const bounds = [
  ...because('param-bound', 'No length is published; ours leaves room for what clients send.', {
    // The shortest of ours holds any IP address.
    when: ({ bound, ours, vendor }) => bound === 'maxLength' && vendor === undefined && Number(ours) >= 45,
  }),
  ...because('param-bound', 'It is an IP address, and none is shorter.', {
    names: ['BackendServers[].ServerIp', 'MasterSlaveBackendServers[].ServerIp'],
    when: ({ bound }) => bound === 'minLength',
  }),
  ...because(
    'param-bound',
    'The published limit is the default of the quota serversPerCall and answers TooManyBackendServers; it can be raised.',
    { on: ATTACHED, names: ['BackendServers'] },
  ),
  ...because('param-bound', 'More than two are counted, so that BACKEND_SERVERS_NUM_MUST_BE_TWO answers.', {
    names: ['MasterSlaveBackendServers'],
  }),
  ...because(
    'param-bound',
    'Documented as a quota, with the error QuotaLimitExceeds.AclAttachedToListener.',
    {
      names: ['AclId'],
    },
  ),
  ...because('param-bound', 'As many as of the other lists of this action; the prose says ten for names.', {
    on: 'DescribeLoadBalancers',
    names: ['LoadBalancerName', 'ServerIntranetAddress'],
  }),
  ...because('param-bound', 'Wider: 1 is published for changes of UDP listeners and harms nowhere.', {
    names: ['HealthyThreshold', 'UnhealthyThreshold'],
  }),
  ...because('param-bound', 'Wider, so that every page can be reached.', { names: ['PageNumber'] }),
  ...because('param-bound', 'Undocumented for UDP listeners; the limit is that of TCP listeners.', {
    names: ['PersistenceTimeout'],
  }),
];

export const paramReasons = [...missing, ...extra, ...required, ...defaults, ...choices, ...bounds];
