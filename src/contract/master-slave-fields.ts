/** Parameters and fields that the actions on master-slave server groups share. */
import { address, integer, oneOf, onOff, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

export const groupId = () =>
  text({ summary: 'Id of the master-slave server group.', maxLength: 64, sample: 'rsp-example' });

export const memberParams = {
  ServerId: text({ summary: 'Id of the server.', absent: 'backendServerIdEmpty', maxLength: 253 }),
  Port: integer({
    summary: 'Port of the server.',
    min: 1,
    max: 65535,
    absent: 'backendServerPortEmpty',
    invalid: 'realServerPortNotSupport',
  }),
  Weight: integer({
    summary: '0 = takes no new connections.',
    min: 0,
    max: 100,
    default: 100,
    invalid: 'invalidWeight',
  }),
  ServerType: oneOf(['Master', 'Slave'], { default: 'Master', invalid: 'invalidServerType' }),
  Type: oneOf(['ecs', 'eni', 'eci'], { default: 'ecs', summary: 'Kind of server.' }),
  ServerIp: address({
    optional: true,
    summary: 'Address of the server; otherwise the inventory says it.',
    invalid: 'backendServersMalformed',
  }),
  Description: text({ optional: true, maxLength: 80 }),
};

/** What can be wrong with a pair of servers. */
export const memberErrors = [
  'backendServersMalformed',
  'backendServersNumMustBeTwo',
  'oneMasterAndOneSlave',
  'backendServerIdEmpty',
  'backendServerPortEmpty',
  'invalidServerType',
  'realServerPortNotSupport',
  'invalidWeight',
  'sameServerAndPort',
  'serverNotFound',
] as const;

/** Ours: how this group fails over. Absent = the configured default. See docs/failover.md. */
export const failoverParams = {
  FailbackMode: oneOf(['auto', 'delayed', 'manual'], {
    optional: true,
    extension: true,
    summary: 'When traffic returns to a healthy master.',
  }),
  FailbackDelay: integer({
    min: 1,
    max: 86_400,
    optional: true,
    extension: true,
    summary: 'Seconds that the master must be healthy before the return; needed with FailbackMode delayed.',
  }),
  BothDownPolicy: oneOf(['stay', 'master', 'refuse'], {
    optional: true,
    extension: true,
    summary: 'Who is active while both servers are down.',
  }),
  DetectionMode: oneOf(['vendor', 'fast'], {
    optional: true,
    extension: true,
    summary: 'fast: failed connects of clients count as failed probes, and probes run every 200 ms.',
  }),
  ConnectFailurePolicy: oneOf(['fallback', 'hold', 'fail'], {
    optional: true,
    extension: true,
    summary: 'What a client meets whose connect to the active server fails.',
  }),
  HoldTimeout: integer({
    min: 1,
    max: 900,
    optional: true,
    extension: true,
    summary: 'Seconds that ConnectFailurePolicy hold keeps a client waiting.',
  }),
  EstablishedPolicy: oneOf(['keep', 'drain', 'reset'], {
    optional: true,
    extension: true,
    summary: 'What happens to established connections when their server loses the role.',
  }),
  DrainTimeout: integer({
    min: 1,
    max: 900,
    optional: true,
    extension: true,
    summary: 'Seconds that EstablishedPolicy drain lets connections go on.',
  }),
  StandbyProbe: onOff({
    optional: true,
    extension: true,
    summary: 'off: the slave is not probed, as with the vendor.',
  }),
  FlapDamping: onOff({
    optional: true,
    extension: true,
    summary: 'off: a flapping master is returned to every time.',
  }),
};

const memberFields = {
  ServerId: textField(),
  Port: integerField(),
  Weight: integerField(),
  ServerType: textField('Master or Slave.'),
  Type: textField('ecs, eni or eci.'),
  Description: textField(),
  ServerIp: optional(textField('Address given in the request.')),
};

/** Both spellings: SDKs parse the singular, the founding page shows the plural. Decision 0003. */
export const memberList = () =>
  listField('MasterSlaveBackendServer', objectField(memberFields), {
    alsoAs: 'MasterSlaveBackendServers',
    doc: 'The two servers.',
  });

export const exampleMember = (id: string, port: number, role: string) => ({
  ServerId: id,
  Port: port,
  Weight: 100,
  ServerType: role,
  Type: 'ecs',
  Description: '',
});
export const asTexts = ({ Port, Weight, ...rest }: ReturnType<typeof exampleMember>) => ({
  ...rest,
  Port: String(Port),
  Weight: String(Weight),
});
export const exampleAnswerMembers = [
  exampleMember('vm-233', 80, 'Master'),
  exampleMember('vm-232', 90, 'Slave'),
];
