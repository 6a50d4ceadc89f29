/** Master-slave server groups: one server carries the traffic, a hot spare stands by. */
import { loadBalancerId, regionId, requiredRegionId, tagFilter, tagList, tagParams } from './common.ts';
import { defineAction } from './define.ts';
import { exampleMembers, givenLoadBalancer, givenMasterSlaveGroup, givenServers } from './examples.ts';
import { address, flag, integer, jsonList, oneOf, onOff, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

const groupId = () =>
  text({ summary: 'Id of the master-slave server group.', maxLength: 64, sample: 'rsp-example' });

const memberParams = {
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

/** Ours: how this group fails over. Absent = the configured default. See docs/failover.md. */
const failoverParams = {
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
const memberList = () =>
  listField('MasterSlaveBackendServer', objectField(memberFields), {
    alsoAs: 'MasterSlaveBackendServers',
    doc: 'The two servers.',
  });

const exampleMember = (id: string, port: number, role: string) => ({
  ServerId: id,
  Port: port,
  Weight: 100,
  ServerType: role,
  Type: 'ecs',
  Description: '',
});
const asTexts = ({ Port, Weight, ...rest }: ReturnType<typeof exampleMember>) => ({
  ...rest,
  Port: String(Port),
  Weight: String(Weight),
});
const exampleAnswerMembers = [exampleMember('vm-233', 80, 'Master'), exampleMember('vm-232', 90, 'Slave')];

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

  DeleteMasterSlaveServerGroup: defineAction({
    name: 'DeleteMasterSlaveServerGroup',
    resource: 'master-slave-server-group',
    summary: 'Deletes a master-slave server group that no listener uses.',
    params: { RegionId: regionId(), MasterSlaveServerGroupId: groupId() },
    result: {},
    errors: ['masterSlaveGroupNotFound', 'groupUsedByListener'],
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
