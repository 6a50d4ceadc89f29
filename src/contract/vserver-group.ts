/** vServer groups: servers with ports of their own, behind the listeners that name the group. */
import {
  loadBalancerId,
  regionId,
  requiredRegionId,
  tagErrors,
  tagFilter,
  tagList,
  tagParams,
} from './common.ts';
import { defineAction } from './define.ts';
import type { ErrorId } from './errors.ts';
import { givenLoadBalancer, givenServers } from './examples.ts';
import { address, flag, integer, jsonList, oneOf, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';
import { examplePool, givenVServerGroup } from './vserver-group-examples.ts';

const groupId = () =>
  text({ summary: 'Id of the vServer group.', maxLength: 64, sample: 'rsp-pool-example' });
const groupName = () => text({ optional: true, maxLength: 80, summary: 'Name; need not be unique.' });

/** What tells the members of a group apart. */
const place = {
  ServerId: text({
    summary: 'Id of the server.',
    absent: 'backendServerWithoutId',
    invalid: 'backendServersMalformed',
    maxLength: 253,
  }),
  Port: integer({
    summary: 'Port of the server.',
    min: 1,
    max: 65535,
    absent: 'backendServerWithoutPort',
    invalid: 'backendServersMalformed',
  }),
  ServerIp: address({
    optional: true,
    summary:
      'Address of the server; otherwise the inventory says it. Tells several addresses of one server apart.',
    invalid: 'backendServersMalformed',
  }),
};
const weight = {
  min: 0,
  max: 100,
  invalid: 'invalidWeight',
  summary: '0 = takes no new connections; established ones go on, even if the listener drains.',
} as const;
const description = () => text({ optional: true, maxLength: 80, invalid: 'backendServersMalformed' });

const newMember = {
  ...place,
  Weight: integer({ ...weight, default: 100 }),
  Type: oneOf(['ecs', 'eni', 'eci'], {
    default: 'ecs',
    summary: 'Kind of server.',
    invalid: 'invalidBackendServerType',
  }),
  Description: description(),
};

/** The quota per call is counted by the handler. Terraform leaves the list out when nothing is left for a batch. */
const list = {
  optional: true,
  maxItems: 200,
  tooMany: 'tooManyBackendServers',
  malformed: 'backendServersMalformed',
} as const;

const placeErrors = [
  'backendServersMalformed',
  'backendServerWithoutId',
  'backendServerWithoutPort',
  'tooManyBackendServers',
] as const satisfies readonly ErrorId[];

const newMemberErrors = [
  ...placeErrors,
  'invalidWeight',
  'invalidBackendServerType',
  'memberServerNotFound',
  'serverQuotaExceeded',
] as const satisfies readonly ErrorId[];

/** In the order in which they were added. */
const memberList = () =>
  listField(
    'BackendServer',
    objectField({
      ServerId: textField(),
      Port: integerField(),
      Weight: integerField(),
      Type: textField('ecs, eni or eci.'),
      Description: textField(),
      ServerIp: optional(textField('Address given in the request.')),
    }),
    { doc: 'All servers of the group afterwards, in the order in which they were added.' },
  );

const exampleMember = (id: string, port: number, ownWeight: number) => ({
  ServerId: id,
  Port: port,
  Weight: ownWeight,
  Type: 'ecs',
  Description: '',
});
const [first, second, third] = [
  exampleMember('vm-233', 80, 100),
  exampleMember('vm-233', 81, 50),
  exampleMember('vm-232', 80, 100),
] as const;

const wholeList = 'The answer is the whole list afterwards.';

export const vServerGroupActions = {
  CreateVServerGroup: defineAction({
    name: 'CreateVServerGroup',
    resource: 'vserver-group',
    summary: 'Makes a vServer group for a load balancer.',
    params: {
      RegionId: requiredRegionId(),
      LoadBalancerId: loadBalancerId(),
      VServerGroupName: groupName(),
      BackendServers: jsonList(newMember, {
        ...list,
        summary: 'Servers with their ports. Left out: an empty group is made.',
        sample: examplePool,
      }),
      Tag: tagParams(),
    },
    result: { VServerGroupId: textField('rsp-…'), BackendServers: memberList() },
    errors: ['loadBalancerNotFound', ...newMemberErrors, ...tagErrors],
    example: {
      given: [...givenLoadBalancer, ...givenServers],
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        VServerGroupName: 'Group2',
        BackendServers: examplePool,
      },
      response: {
        VServerGroupId: 'rsp-pool-example',
        BackendServers: { BackendServer: [first, second, third] },
      },
    },
    source: 'API metadata 2024, CreateVServerGroup; SLB documentation, common error codes',
    notes: [
      'One server may stand in a group with several ports. Of equal entries in one call the first counts.',
      'A load balancer may have 200 different servers, counted over all of its groups.',
    ],
  }),

  DeleteVServerGroup: defineAction({
    name: 'DeleteVServerGroup',
    resource: 'vserver-group',
    summary: 'Deletes a vServer group that no listener uses.',
    params: { RegionId: regionId(), VServerGroupId: groupId() },
    result: {},
    errors: ['vServerGroupNotFound', 'groupUsedByListener', 'groupUsedByRule'],
    example: {
      given: givenVServerGroup,
      request: { RegionId: 'cn-hangzhou', VServerGroupId: 'rsp-pool-example' },
      response: {},
    },
    source: 'API metadata 2024, DeleteVServerGroup',
  }),

  SetVServerGroupAttribute: defineAction({
    name: 'SetVServerGroupAttribute',
    resource: 'vserver-group',
    summary: 'Renames a vServer group, or changes weights and descriptions of its servers.',
    params: {
      RegionId: regionId(),
      VServerGroupId: groupId(),
      VServerGroupName: text({ optional: true, maxLength: 80, summary: 'New name.' }),
      BackendServers: jsonList(
        { ...place, Weight: integer({ ...weight, optional: true }), Description: description() },
        {
          ...list,
          summary: 'Servers of the group to change; the others stay as they are.',
          sample: '[{"ServerId":"vm-233","Port":"80","Weight":"0"}]',
        },
      ),
    },
    result: { VServerGroupId: textField(), VServerGroupName: textField(), BackendServers: memberList() },
    errors: ['vServerGroupNotFound', ...placeErrors, 'invalidWeight'],
    example: {
      given: givenVServerGroup,
      request: {
        RegionId: 'cn-hangzhou',
        VServerGroupId: 'rsp-pool-example',
        BackendServers: '[{"ServerId":"vm-233","Port":"80","Weight":"0"}]',
      },
      response: {
        VServerGroupId: 'rsp-pool-example',
        VServerGroupName: 'Group2',
        BackendServers: { BackendServer: [{ ...first, Weight: 0 }, second, third] },
      },
    },
    source:
      'API metadata 2024, SetVServerGroupAttribute; terraform-provider-alicloud for a call with a name only',
    notes: [
      'It neither adds nor removes: entries that are not in the group are skipped, servers that are not in the list stay.',
      'What an entry does not give stays as it is. An entry without ServerIp stands for every address of that server and port.',
      wholeList,
    ],
  }),

  AddVServerGroupBackendServers: defineAction({
    name: 'AddVServerGroupBackendServers',
    resource: 'vserver-group',
    summary: 'Adds servers with their ports to a vServer group.',
    params: {
      RegionId: regionId(),
      VServerGroupId: groupId(),
      BackendServers: jsonList(newMember, { ...list, summary: 'Servers to add.', sample: examplePool }),
    },
    result: { VServerGroupId: textField(), BackendServers: memberList() },
    errors: ['vServerGroupNotFound', ...newMemberErrors, 'groupPairConflict'],
    example: {
      given: givenVServerGroup,
      request: {
        RegionId: 'cn-hangzhou',
        VServerGroupId: 'rsp-pool-example',
        BackendServers: '[{"ServerId":"vm-232","Port":"81","Weight":"10"}]',
      },
      response: {
        VServerGroupId: 'rsp-pool-example',
        BackendServers: { BackendServer: [first, second, third, exampleMember('vm-232', 81, 10)] },
      },
    },
    source: 'API metadata 2024, AddVServerGroupBackendServers; SLB documentation, common error codes',
    notes: [
      'An entry that is in the group already stays as it is. Unverified. Of equal entries in one call the first counts.',
      wholeList,
    ],
  }),

  RemoveVServerGroupBackendServers: defineAction({
    name: 'RemoveVServerGroupBackendServers',
    resource: 'vserver-group',
    summary: 'Takes servers out of a vServer group.',
    params: {
      RegionId: regionId(),
      VServerGroupId: groupId(),
      BackendServers: jsonList(place, {
        ...list,
        summary: 'Servers to remove, by ServerId and Port.',
        sample: '[{"ServerId":"vm-233","Port":"81"}]',
      }),
    },
    result: { VServerGroupId: textField(), BackendServers: memberList() },
    errors: ['vServerGroupNotFound', ...placeErrors],
    example: {
      given: givenVServerGroup,
      request: {
        RegionId: 'cn-hangzhou',
        VServerGroupId: 'rsp-pool-example',
        BackendServers: '[{"ServerId":"vm-233","Port":"81"}]',
      },
      response: {
        VServerGroupId: 'rsp-pool-example',
        BackendServers: { BackendServer: [first, third] },
      },
    },
    source: 'API metadata 2024, RemoveVServerGroupBackendServers',
    notes: [
      'Entries that are not in the group are skipped. An entry without ServerIp stands for every address of that server and port.',
      wholeList,
    ],
  }),

  ModifyVServerGroupBackendServers: defineAction({
    name: 'ModifyVServerGroupBackendServers',
    resource: 'vserver-group',
    summary: 'Exchanges servers of a vServer group for others in one step.',
    params: {
      RegionId: regionId(),
      VServerGroupId: groupId(),
      OldBackendServers: jsonList(place, {
        ...list,
        summary: 'Servers to take out, by ServerId and Port.',
        sample: '[{"ServerId":"vm-233","Port":"81"}]',
      }),
      NewBackendServers: jsonList(newMember, {
        ...list,
        summary: 'Servers to put in.',
        sample: '[{"ServerId":"vm-232","Port":"81"}]',
      }),
    },
    result: { VServerGroupId: textField(), BackendServers: memberList() },
    errors: ['vServerGroupNotFound', ...newMemberErrors, 'entryGivenTwice', 'groupPairConflict'],
    example: {
      given: givenVServerGroup,
      request: {
        RegionId: 'cn-hangzhou',
        VServerGroupId: 'rsp-pool-example',
        OldBackendServers: '[{"ServerId":"vm-233","Port":"81"}]',
        NewBackendServers: '[{"ServerId":"vm-232","Port":"81","Weight":"10"}]',
      },
      response: {
        VServerGroupId: 'rsp-pool-example',
        BackendServers: { BackendServer: [first, third, exampleMember('vm-232', 81, 10)] },
      },
    },
    source: 'API metadata 2024, ModifyVServerGroupBackendServers',
    notes: [
      'An entry in both lists keeps its place and its connections and gets the new settings.',
      'Old entries that are not in the group are skipped; new ones that are in it already stay as they are. Unverified.',
      wholeList,
    ],
  }),

  DescribeVServerGroupAttribute: defineAction({
    name: 'DescribeVServerGroupAttribute',
    resource: 'vserver-group',
    summary: 'Describes one vServer group with its servers.',
    params: { RegionId: regionId(), VServerGroupId: groupId() },
    result: {
      VServerGroupId: textField(),
      VServerGroupName: textField(),
      LoadBalancerId: textField(),
      CreateTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
      BackendServers: memberList(),
      Tags: tagList(),
    },
    errors: ['vServerGroupNotFound'],
    example: {
      given: givenVServerGroup,
      request: { RegionId: 'cn-hangzhou', VServerGroupId: 'rsp-pool-example' },
      response: {
        VServerGroupId: 'rsp-pool-example',
        VServerGroupName: 'Group2',
        LoadBalancerId: 'lb-bp1example',
        CreateTime: '2026-01-02T03:04:05Z',
        BackendServers: { BackendServer: [first, second, third] },
        Tags: { Tag: [] },
      },
    },
    source: 'API metadata 2024, DescribeVServerGroupAttribute',
  }),

  DescribeVServerGroups: defineAction({
    name: 'DescribeVServerGroups',
    resource: 'vserver-group',
    summary: 'Lists the vServer groups of one load balancer.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      Description: text({ optional: true, maxLength: 80, summary: 'Only groups of exactly this name.' }),
      IncludeListener: flag({ default: false, summary: 'Name the listeners that use each group.' }),
      IncludeRule: flag({ default: false, summary: 'Name the forwarding rules that use each group.' }),
      Tag: tagFilter(),
    },
    result: {
      VServerGroups: listField(
        'VServerGroup',
        objectField({
          VServerGroupId: textField(),
          VServerGroupName: textField(),
          ServerCount: integerField('Servers with their ports: one server with two ports counts twice.'),
          CreateTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
          AssociatedObjects: optional(
            objectField({
              Listeners: optional(
                listField('Listener', objectField({ Port: integerField(), Protocol: textField() })),
              ),
              Rules: optional(
                listField(
                  'Rule',
                  objectField({
                    RuleId: textField(),
                    RuleName: textField(),
                    Domain: textField(),
                    Url: textField(),
                  }),
                ),
              ),
            }),
          ),
          Tags: tagList(),
        }),
      ),
    },
    errors: ['loadBalancerNotFound', ...tagErrors],
    example: {
      given: givenVServerGroup,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', IncludeListener: 'true' },
      response: {
        VServerGroups: {
          VServerGroup: [
            {
              VServerGroupId: 'rsp-pool-example',
              VServerGroupName: 'Group2',
              ServerCount: 3,
              CreateTime: '2026-01-02T03:04:05Z',
              AssociatedObjects: { Listeners: { Listener: [] } },
              Tags: { Tag: [] },
            },
          ],
        },
      },
    },
    source: 'API metadata 2024, DescribeVServerGroups',
    notes: [
      'Not paged. With several tags a group must have all of them.',
      'Description filters by name, as published; that the whole name must be equal is unverified.',
    ],
  }),
} as const;
