/** Servers of the default group: without ports, shared by all listeners that have no group of their own. */
import { loadBalancerId, regionId } from './common.ts';
import { defineAction } from './define.ts';
import { givenLoadBalancer, givenServers } from './examples.ts';
import { address, integer, jsonList, oneOf, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

const serverId = () =>
  text({
    summary: 'Id of the server.',
    absent: 'backendServerWithoutId',
    invalid: 'backendServersMalformed',
    maxLength: 253,
  });
const weight = {
  min: 0,
  max: 100,
  invalid: 'invalidWeight',
  summary: '0 = takes no new connections.',
} as const;
const type = { summary: 'Kind of server.', invalid: 'backendServersMalformed' } as const;
const serverIp = () =>
  address({
    optional: true,
    invalid: 'backendServersMalformed',
    summary: 'Address of the server; otherwise the inventory says it.',
  });
const description = () => text({ optional: true, maxLength: 80, invalid: 'backendServersMalformed' });

const sample = '[{"ServerId":"vm-233","Weight":"100"},{"ServerId":"vm-232","Weight":"50"}]';

/** The quota per call is counted by the handler. */
const list = {
  maxItems: 200,
  tooMany: 'tooManyBackendServers',
  malformed: 'backendServersMalformed',
} as const;

const fields = {
  ServerId: textField(),
  Type: textField('ecs, eni or eci.'),
  Description: textField(),
  ServerIp: optional(textField('Address given in the request.')),
};

/** `Weight` is a text in the answers of Add and Set, a number in that of Remove: so the SDK models read them. */
const serversWithTextWeight = () =>
  listField('BackendServer', objectField({ ...fields, Weight: textField('Number as text.') }));

const exampleServer = (id: string) => ({ ServerId: id, Type: 'ecs', Description: '' });

const listErrors = [
  'loadBalancerNotFound',
  'backendServersMalformed',
  'backendServerWithoutId',
  'tooManyBackendServers',
] as const;

const givenTwoBackends = [
  ...givenLoadBalancer,
  ...givenServers,
  {
    action: 'AddBackendServers',
    request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', BackendServers: sample },
  },
];

export const backendServerActions = {
  AddBackendServers: defineAction({
    name: 'AddBackendServers',
    resource: 'backend-server',
    summary: 'Adds servers to the default group of a load balancer.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      BackendServers: jsonList(
        {
          ServerId: serverId(),
          Weight: integer({ ...weight, default: 100 }),
          Type: oneOf(['ecs', 'eni', 'eci'], { ...type, default: 'ecs' }),
          ServerIp: serverIp(),
          Description: description(),
        },
        { ...list, optional: true, textItemIs: 'ServerId', summary: 'Servers to add.', sample },
      ),
    },
    result: { LoadBalancerId: textField(), BackendServers: serversWithTextWeight() },
    errors: [...listErrors, 'invalidWeight', 'serverNotFound', 'serverQuotaExceeded'],
    example: {
      given: [...givenLoadBalancer, ...givenServers],
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', BackendServers: sample },
      response: {
        LoadBalancerId: 'lb-bp1example',
        BackendServers: {
          BackendServer: [
            { ...exampleServer('vm-233'), Weight: '100' },
            { ...exampleServer('vm-232'), Weight: '50' },
          ],
        },
      },
    },
    source: 'API metadata 2024, AddBackendServers',
    notes: [
      'A server that is attached already stays as it is, as older pages say; newer ones call it an error.',
      'A server given twice in one call: the first counts. One ServerId is one entry, whatever its ServerIp.',
      'The answer is the whole list afterwards.',
    ],
  }),

  SetBackendServers: defineAction({
    name: 'SetBackendServers',
    resource: 'backend-server',
    summary: 'Changes weights and descriptions of servers of the default group.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      BackendServers: jsonList(
        {
          ServerId: serverId(),
          Weight: integer({ ...weight, optional: true }),
          Type: oneOf(['ecs', 'eni', 'eci'], { ...type, optional: true }),
          ServerIp: serverIp(),
          Description: description(),
        },
        { ...list, optional: true, summary: 'Servers to change.', sample },
      ),
    },
    result: { LoadBalancerId: textField(), BackendServers: serversWithTextWeight() },
    errors: [...listErrors, 'invalidWeight', 'serverNotFound', 'serverQuotaExceeded'],
    example: {
      given: givenTwoBackends,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        BackendServers: '[{"ServerId":"vm-233","Weight":"0"}]',
      },
      response: {
        LoadBalancerId: 'lb-bp1example',
        BackendServers: {
          BackendServer: [
            { ...exampleServer('vm-233'), Weight: '0' },
            { ...exampleServer('vm-232'), Weight: '50' },
          ],
        },
      },
    },
    source: 'API metadata 2024, SetBackendServers',
    notes: [
      'Servers that are not in the list stay as they are; what an entry does not give stays too.',
      'A server that is not attached yet is added, since clients use the action so. Unverified.',
    ],
  }),

  RemoveBackendServers: defineAction({
    name: 'RemoveBackendServers',
    resource: 'backend-server',
    summary: 'Takes servers out of the default group.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      BackendServers: jsonList(
        { ServerId: serverId() },
        {
          ...list,
          textItemIs: 'ServerId',
          summary: 'Servers to remove, as objects or as a plain array of ids.',
          sample: '["vm-233"]',
        },
      ),
    },
    result: {
      LoadBalancerId: textField(),
      BackendServers: listField('BackendServer', objectField({ ...fields, Weight: integerField() })),
    },
    errors: listErrors,
    example: {
      given: givenTwoBackends,
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        BackendServers: '["vm-233"]',
      },
      response: {
        LoadBalancerId: 'lb-bp1example',
        BackendServers: { BackendServer: [{ ...exampleServer('vm-232'), Weight: 50 }] },
      },
    },
    source: 'API metadata 2024, RemoveBackendServers',
    notes: ['Servers that are not attached are skipped.'],
  }),
} as const;
