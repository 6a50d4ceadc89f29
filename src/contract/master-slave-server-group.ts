/** Master-slave server groups: one server carries the traffic, a hot spare stands by. */
import { loadBalancerId, regionId, requiredRegionId, tagFilter, tagList, tagParams } from './common.ts';
import { defineAction } from './define.ts';
import { exampleMembers, givenLoadBalancer, givenMasterSlaveGroup, givenServers } from './examples.ts';
import { flag, jsonList, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';
import {
  asTexts,
  exampleAnswerMembers,
  failoverParams,
  groupId,
  memberErrors,
  memberList,
  memberParams,
} from './master-slave-fields.ts';

export const masterSlaveServerGroupActions = {
  CreateMasterSlaveServerGroup: defineAction({
    name: 'CreateMasterSlaveServerGroup',
    resource: 'master-slave-server-group',
    summary: 'Makes a group of one master and one slave server for a load balancer.',
    params: {
      RegionId: requiredRegionId(),
      LoadBalancerId: loadBalancerId(),
      MasterSlaveServerGroupName: text({
        optional: true,
        maxLength: 80,
        summary: 'Name; need not be unique.',
      }),
      MasterSlaveBackendServers: jsonList(memberParams, {
        optional: true,
        // Two are needed; more are counted by the handler, so that the documented error answers.
        maxItems: 40,
        malformed: 'backendServersMalformed',
        summary: 'One Master and one Slave. Left out: an empty group is made.',
        sample: exampleMembers,
      }),
      Tag: tagParams(),
      ...failoverParams,
    },
    result: { MasterSlaveServerGroupId: textField('rsp-…'), MasterSlaveBackendServers: memberList() },
    errors: [
      'loadBalancerNotFound',
      ...memberErrors,
      'tagKeyMissing',
      'invalidTagKey',
      'invalidTagValue',
      'tooManyTags',
    ],
    example: {
      given: [...givenLoadBalancer, ...givenServers],
      request: {
        RegionId: 'cn-hangzhou',
        LoadBalancerId: 'lb-bp1example',
        MasterSlaveServerGroupName: 'Group1',
        MasterSlaveBackendServers: exampleMembers,
      },
      response: {
        MasterSlaveServerGroupId: 'rsp-example',
        MasterSlaveBackendServers: {
          MasterSlaveBackendServer: exampleAnswerMembers,
          MasterSlaveBackendServers: exampleAnswerMembers.map(asTexts),
        },
      },
    },
    source: 'founding page CreateMasterSlaveServerGroup; API metadata 2024 for the errors',
    notes: [
      'The parameter MasterSlaveBackendServers left out makes an empty group, as the founding page says; given, it must hold two entries.',
      'The list stands in the answer under both spellings: as SDKs parse it and as the founding page prints it.',
    ],
  }),

  SetMasterSlaveServerGroupAttribute: defineAction({
    name: 'SetMasterSlaveServerGroupAttribute',
    resource: 'master-slave-server-group',
    summary: 'Changes name, servers and failover policies of a group in place; traffic moves in one step.',
    extension: true,
    params: {
      RegionId: regionId(),
      MasterSlaveServerGroupId: groupId(),
      MasterSlaveServerGroupName: text({
        optional: true,
        emptyResets: true,
        minLength: 0,
        maxLength: 80,
        summary: 'New name.',
      }),
      MasterSlaveBackendServers: jsonList(memberParams, {
        optional: true,
        maxItems: 40,
        malformed: 'backendServersMalformed',
        summary: 'The new pair, both servers. Left out: they stay.',
        sample: exampleMembers,
      }),
      ...failoverParams,
      ResetFailoverPolicy: flag({
        default: false,
        extension: true,
        summary: 'Drop the policies of the group before those given here are set.',
      }),
      DryRun: flag({ default: false, extension: true, summary: 'Check everything and change nothing.' }),
    },
    result: { MasterSlaveServerGroupId: textField(), MasterSlaveBackendServers: memberList() },
    errors: ['masterSlaveGroupNotFound', 'loadBalancerLocked', ...memberErrors],
    example: {
      given: givenMasterSlaveGroup,
      request: {
        RegionId: 'cn-hangzhou',
        MasterSlaveServerGroupId: 'rsp-example',
        FailbackMode: 'manual',
      },
      response: {
        MasterSlaveServerGroupId: 'rsp-example',
        MasterSlaveBackendServers: {
          MasterSlaveBackendServer: exampleAnswerMembers,
          MasterSlaveBackendServers: exampleAnswerMembers.map(asTexts),
        },
      },
    },
    source: 'Hotspare: docs/failover.md',
    notes: [
      'The vendor has no such action: there a group is deleted and made anew.',
      'A server that keeps its place or moves to the other seat keeps its connections. A replaced active server hands over to the other one, if that is healthy, until the new one has passed its first probe.',
    ],
  }),

  DeleteMasterSlaveServerGroup: defineAction({
    name: 'DeleteMasterSlaveServerGroup',
    resource: 'master-slave-server-group',
    summary: 'Deletes a master-slave server group that no listener uses.',
    params: { RegionId: regionId(), MasterSlaveServerGroupId: groupId() },
    result: {},
    errors: ['masterSlaveGroupNotFound', 'groupUsedByListener', 'groupUsedByRule'],
    example: {
      given: givenMasterSlaveGroup,
      request: { RegionId: 'cn-hangzhou', MasterSlaveServerGroupId: 'rsp-example' },
      response: {},
    },
    source: 'API metadata 2024, DeleteMasterSlaveServerGroup',
  }),

  DescribeMasterSlaveServerGroupAttribute: defineAction({
    name: 'DescribeMasterSlaveServerGroupAttribute',
    resource: 'master-slave-server-group',
    summary: 'Describes one master-slave server group with its servers.',
    params: { RegionId: regionId(), MasterSlaveServerGroupId: groupId() },
    result: {
      MasterSlaveServerGroupId: textField(),
      MasterSlaveServerGroupName: textField(),
      LoadBalancerId: textField(),
      CreateTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
      MasterSlaveBackendServers: memberList(),
      Tags: tagList(),
    },
    errors: ['masterSlaveGroupNotFound'],
    example: {
      given: givenMasterSlaveGroup,
      request: { RegionId: 'cn-hangzhou', MasterSlaveServerGroupId: 'rsp-example' },
      response: {
        MasterSlaveServerGroupId: 'rsp-example',
        MasterSlaveServerGroupName: 'Group1',
        LoadBalancerId: 'lb-bp1example',
        CreateTime: '2026-01-02T03:04:05Z',
        MasterSlaveBackendServers: {
          MasterSlaveBackendServer: exampleAnswerMembers,
          MasterSlaveBackendServers: exampleAnswerMembers.map(asTexts),
        },
        Tags: { Tag: [] },
      },
    },
    source: 'API metadata 2024, DescribeMasterSlaveServerGroupAttribute',
    notes: ['NeedInstanceDetail, which cloudmux sends, has no effect, like every unknown parameter.'],
  }),

  DescribeMasterSlaveServerGroups: defineAction({
    name: 'DescribeMasterSlaveServerGroups',
    resource: 'master-slave-server-group',
    summary: 'Lists the master-slave server groups of one load balancer.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      IncludeListener: flag({ default: false, summary: 'Name the listeners that use each group.' }),
      Tag: tagFilter(),
    },
    result: {
      MasterSlaveServerGroups: listField(
        'MasterSlaveServerGroup',
        objectField({
          MasterSlaveServerGroupId: textField(),
          MasterSlaveServerGroupName: textField(),
          CreateTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
          AssociatedObjects: optional(
            objectField({
              Listeners: listField('Listener', objectField({ Port: integerField(), Protocol: textField() })),
            }),
          ),
          Tags: tagList(),
        }),
      ),
    },
    errors: ['loadBalancerNotFound', 'tagKeyMissing', 'invalidTagKey', 'invalidTagValue', 'tooManyTags'],
    example: {
      given: givenMasterSlaveGroup,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', IncludeListener: 'true' },
      response: {
        MasterSlaveServerGroups: {
          MasterSlaveServerGroup: [
            {
              MasterSlaveServerGroupId: 'rsp-example',
              MasterSlaveServerGroupName: 'Group1',
              CreateTime: '2026-01-02T03:04:05Z',
              AssociatedObjects: { Listeners: { Listener: [] } },
              Tags: { Tag: [] },
            },
          ],
        },
      },
    },
    source: 'API metadata 2024, DescribeMasterSlaveServerGroups',
    notes: ['Not paged. With several tags a group must have all of them.'],
  }),
} as const;
