/** Why vServer groups are not quite as published. */
import { because } from './reason.ts';

const CHANGES = /VServerGroup(BackendServers|Attribute)?$/;

const params = [
  ...because('param-required', 'Terraform leaves it out when a batch is empty; then nothing changes.', {
    on: /^(Add|Remove)VServerGroupBackendServers$/,
    names: ['BackendServers'],
  }),
  ...because(
    'param-bound',
    'The published limit is the default of the quota serversPerCall and answers TooManyBackendServers; it can be raised.',
    { on: CHANGES, names: ['BackendServers', 'OldBackendServers', 'NewBackendServers'] },
  ),
  ...because('param-bound', 'It is an IP address, and none is shorter.', {
    names: ['OldBackendServers[].ServerIp', 'NewBackendServers[].ServerIp'],
    when: ({ bound }) => bound === 'minLength',
  }),
  ...because(
    'param-missing',
    'A member is found by ServerId, Port and ServerIp; the rest of an entry is ignored.',
    {
      on: /^(Remove|Modify)VServerGroupBackendServers$/,
      names: [
        /^(Old)?BackendServers\[\]\.Weight$/,
        /^(Old)?BackendServers\[\]\.Type$/,
        /^(Old)?BackendServers\[\]\.Description$/,
      ],
    },
  ),
  ...because('param-missing', 'The kind of a server stays what it was when the server was added; ignored.', {
    on: 'SetVServerGroupAttribute',
    names: ['BackendServers[].Type'],
  }),
  ...because(
    'param-default',
    'Left out, it stays as it is: a call that changes a description keeps the weight.',
    {
      on: 'SetVServerGroupAttribute',
      names: ['BackendServers[].Weight'],
    },
  ),
];

const errors = [
  ...because(
    'error-never-answered',
    'Servers in other regions belong to a network product of the vendor; here a server is an address.',
    {
      on: CHANGES,
      names: [
        /Cen$/,
        'IncorrectStatus.CenNotAssociated',
        'InvalidBackendServers.MissingCenBandWidth',
        /\.ServerRegionId(NotEqual)?$/,
        'MissingParameter.VbrId',
      ],
    },
  ),
  ...because('error-never-answered', 'Kinds of load balancer that do not exist here.', {
    on: CHANGES,
    names: [/^OperationUnsupported\.\w+VServerGroup/],
  }),
  ...because('error-never-answered', 'A load balancer reaches servers of both address families.', {
    on: CHANGES,
    names: ['LBNotSupportIpv6Backend', 'OperationDeny.LbNotSupportIPv6Server'],
  }),
  ...because('error-never-answered', 'InvalidServerId.NotExist answers instead.', {
    on: CHANGES,
    names: ['ResourceNotFound.vServers'],
  }),
  ...because(
    'error-never-answered',
    'Changes wait for one another and are complete when answered; nothing has to be tried again.',
    { on: CHANGES, names: ['OperationFailed.ServiceGroupProcessing', 'VpcSystemBusy'] },
  ),
  ...because('error-never-answered', 'Groups may be changed whatever the status of their load balancer.', {
    on: CHANGES,
    names: ['LbStatusNotSupport'],
  }),
];

export const vServerGroupReasons = [...params, ...errors];
