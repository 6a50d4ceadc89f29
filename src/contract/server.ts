/** The inventory: what a ServerId means. The vendor has instances for that; a service of one's own needs a list. */
import { defineAction } from './define.ts';
import { text } from './params.ts';
import { listField, objectField, optional, textField } from './result.ts';

const serverId = () =>
  text({
    summary: 'Id of the server, as server groups name it.',
    maxLength: 253,
    pattern: /[A-Za-z0-9][A-Za-z0-9._-]*/,
    patternWords:
      'it must begin with a letter or digit and hold only letters, digits, period, underscore, hyphen',
    sample: 'vm-233',
    extension: true,
  });

const givenServer = [
  {
    action: 'RegisterServer',
    request: { ServerId: 'vm-233', Address: '192.0.2.33', Description: 'rack 4' },
  },
];

export const serverActions = {
  RegisterServer: defineAction({
    name: 'RegisterServer',
    resource: 'server',
    summary: 'Says where a server is. Said again, it changes the address; running listeners follow.',
    extension: true,
    params: {
      ServerId: serverId(),
      Address: text({
        summary: 'IP address, or a host name that the service can resolve.',
        maxLength: 253,
        sample: '192.0.2.33',
        extension: true,
      }),
      Description: text({ optional: true, maxLength: 80, extension: true }),
    },
    result: { ServerId: textField(), Address: textField('In canonical spelling.') },
    errors: [],
    example: {
      given: [],
      request: { ServerId: 'vm-233', Address: '192.0.2.33', Description: 'rack 4' },
      response: { ServerId: 'vm-233', Address: '192.0.2.33' },
    },
    names: { ServerId: 'server' },
    source: 'extension of Hotspare',
    notes: [
      'Description left out when a server is registered again: the old one stays.',
      'Goes before a configured server of the same id until it is deregistered.',
    ],
  }),

  DeregisterServer: defineAction({
    name: 'DeregisterServer',
    resource: 'server',
    summary: 'Forgets a registered server.',
    extension: true,
    params: { ServerId: serverId() },
    result: {},
    errors: ['serverNotRegistered', 'serverIsConfigured', 'serverInUse'],
    example: { given: givenServer, request: { ServerId: 'vm-233' }, response: {} },
    names: { ServerId: 'server' },
    source: 'extension of Hotspare',
    notes: [
      'Refused while a server group names the server, unless its id is an IP address or also a configured server.',
    ],
  }),

  DescribeServers: defineAction({
    name: 'DescribeServers',
    resource: 'server',
    summary: 'Lists the servers known by name, configured and registered, and the groups that use them.',
    extension: true,
    params: {
      ServerId: text({ optional: true, maxLength: 253, summary: 'Only this server.', extension: true }),
    },
    result: {
      Servers: listField(
        'Server',
        objectField({
          ServerId: textField(),
          Address: textField('IP address or host name.'),
          Description: textField(),
          Origin: textField('configured (file or flags) or registered (RegisterServer).'),
          CreateTime: optional(textField('Of registered servers. UTC, YYYY-MM-DDThh:mm:ssZ.')),
          ServerGroups: listField(
            'ServerGroup',
            objectField({
              ServerGroupId: textField('The load balancer’s id for its default group.'),
              ServerGroupName: textField(),
              ServerGroupType: textField('default, vserver or master-slave.'),
              LoadBalancerId: textField(),
            }),
            { doc: 'Groups that name the server without an address of their own.' },
          ),
        }),
      ),
    },
    errors: [],
    example: {
      given: givenServer,
      request: { ServerId: 'vm-233' },
      response: {
        Servers: {
          Server: [
            {
              ServerId: 'vm-233',
              Address: '192.0.2.33',
              Description: 'rack 4',
              Origin: 'registered',
              CreateTime: '2026-01-02T03:04:05Z',
              ServerGroups: { ServerGroup: [] },
            },
          ],
        },
      },
    },
    names: { ServerId: 'server' },
    source: 'extension of Hotspare',
    notes: ['Not paged. Servers that groups name directly by address or host name are not listed.'],
  }),
} as const;
