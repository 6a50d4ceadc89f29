/** Who serves, why, and what happened: extensions, since the vendor's API has no word for a failover. */
import { regionId } from './common.ts';
import { defineAction } from './define.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from './examples.ts';
import { failoverPolicyField } from './failover-policy-field.ts';
import { givenStartedTcpListener } from './listener-examples.ts';
import { flag, integer, oneOf, text } from './params.ts';
import { flagField, integerField, listField, objectField, optional, textField } from './result.ts';

const preciseTime = (what: string) => textField(`${what} UTC, YYYY-MM-DDThh:mm:ss.sssZ.`);

const server = objectField({
  ServerId: textField(),
  Port: integerField(),
  ServerType: textField('Master or Slave.'),
  Type: textField('ecs, eni or eci.'),
  Weight: integerField(),
  Active: flagField('Whether it gets the new connections.'),
  ServerHealthStatus: textField('normal, abnormal, or unavailable: not probed, or no result yet.'),
  StatusSince: optional(preciseTime('Last change of the status.')),
  ServerIp: optional(textField('Address; absent while none is known.')),
  AddressProblem: optional(textField('Why no address is known.')),
  Evidence: optional(textField('What the last probe, or connect of a client, met.')),
  EvidenceTime: optional(preciseTime('When.')),
  LastPassedTime: optional(
    preciseTime('When it last proved that it can serve; absent: not since the start.'),
  ),
  ActiveConnections: optional(integerField()),
});

const listenerState = objectField({
  ListenerPort: integerField(),
  ListenerProtocol: textField('tcp, udp, http or https.'),
  RuleId: optional(textField('Of the forwarding rule that uses the group; absent: the listener itself.')),
  ListenerState: textField('starting, running, stopping or stopped.'),
  Failure: optional(
    objectField({ Code: textField(), Message: textField() }, 'Why the listener is not in force.'),
  ),
  EngineName: optional(textField()),
  AppliedRevision: optional(integerField('Revision of the configuration that the engine has in force.')),
  ActiveConnections: optional(integerField()),
  ActiveRole: optional(textField('Master, Slave or None; absent while nothing is decided.')),
  ActiveServerId: optional(textField()),
  Since: optional(preciseTime('Since when it is active.')),
  Epoch: optional(integerField('Grows by one with every change of the active server.')),
  Reason: optional(textField('Why it is active, in one word.')),
  Sentence: textField('Why it is active, for people.'),
  Held: optional(
    objectField(
      {
        Why: textField('failback-manual, failback-delayed, flap-damping, ordered or both-down.'),
        Since: preciseTime('Begin.'),
        Until: optional(preciseTime('When it ends by itself.')),
        Sentence: textField(),
      },
      'Present while a return to a healthy master is held.',
    ),
  ),
  Penalty: optional(textField('Flap penalty now, a decimal number as text.')),
  FailoverPolicy: failoverPolicyField('What counts for this listener.'),
  Servers: listField('Server', server),
});

export const failoverActions = {
  DescribeMasterSlaveServerGroupState: defineAction({
    name: 'DescribeMasterSlaveServerGroupState',
    resource: 'failover',
    summary: 'Tells for each listener of a master-slave group which server is active, since when and why.',
    extension: true,
    params: {
      RegionId: regionId(),
      MasterSlaveServerGroupId: text({
        summary: 'Id of the master-slave server group.',
        maxLength: 64,
        sample: 'rsp-example',
      }),
    },
    result: {
      MasterSlaveServerGroupId: textField(),
      MasterSlaveServerGroupName: textField(),
      LoadBalancerId: textField(),
      FailoverPolicy: failoverPolicyField('What counts for the group, before ConnectionDrain of a listener.'),
      Listeners: listField('Listener', listenerState, { doc: 'Listeners that use the group.' }),
    },
    errors: ['masterSlaveGroupNotFound'],
    example: {
      given: givenMasterSlaveGroup,
      request: { RegionId: 'cn-hangzhou', MasterSlaveServerGroupId: 'rsp-example' },
      response: {
        MasterSlaveServerGroupId: 'rsp-example',
        MasterSlaveServerGroupName: 'Group1',
        LoadBalancerId: 'lb-bp1example',
        FailoverPolicy: {
          FailbackMode: 'auto',
          BothDownPolicy: 'stay',
          DetectionMode: 'vendor',
          ConnectFailurePolicy: 'fallback',
          EstablishedPolicy: 'keep',
          StandbyProbe: 'on',
          FlapDamping: 'on',
          PenaltyLimit: '2.50',
        },
        Listeners: { Listener: [] },
      },
    },
    source: 'Hotspare: docs/failover.md',
    notes: [
      'Health checks belong to listeners, so two listeners of one group may have different active servers.',
      'What is not known yet, or does not apply, is left out.',
    ],
  }),

  SwitchMasterSlaveServerGroup: defineAction({
    name: 'SwitchMasterSlaveServerGroup',
    resource: 'failover',
    summary:
      'Orders traffic to the other server, back to the master, or to stay where it is; or says what would happen.',
    extension: true,
    params: {
      RegionId: regionId(),
      MasterSlaveServerGroupId: text({
        summary: 'Id of the master-slave server group.',
        maxLength: 64,
        sample: 'rsp-example',
      }),
      Order: oneOf(['switch', 'return', 'stay'], {
        default: 'switch',
        summary:
          'switch: to the server that is not active, and keep it there; return: to the master now; stay: keep the active one.',
      }),
      ListenerPort: integer({ optional: true, min: 1, max: 65535, summary: 'One listener only.' }),
      ListenerProtocol: oneOf(['tcp', 'udp', 'http', 'https'], {
        optional: true,
        summary: 'With ListenerPort.',
      }),
      RuleId: text({ optional: true, maxLength: 64, summary: 'One forwarding rule only.' }),
      DryRun: flag({ default: false, summary: 'Say what would happen and do nothing.' }),
    },
    result: {
      DryRun: flagField(),
      Listeners: listField(
        'Listener',
        objectField({
          ListenerPort: integerField(),
          ListenerProtocol: textField('tcp, udp, http or https.'),
          RuleId: optional(
            textField('Of the forwarding rule that uses the group; absent: the listener itself.'),
          ),
          From: textField('Role that is active now: Master, Slave or None.'),
          To: textField('Role that the order gives the new connections to.'),
          ServerId: textField('Server of that role.'),
          ConnectionsCut: integerField('Established connections that are closed at once.'),
          ConnectionsDrained: integerField(
            'Established connections that are closed when the drain time is over.',
          ),
          Sentence: textField('The same for people.'),
        }),
      ),
    },
    errors: [
      'masterSlaveGroupNotFound',
      'loadBalancerLocked',
      'groupWithoutListener',
      'listenerNotFound',
      'ruleNotFound',
      'orderedServerUnfit',
    ],
    example: {
      given: givenStartedTcpListener,
      request: { RegionId: 'cn-hangzhou', MasterSlaveServerGroupId: 'rsp-example', DryRun: 'true' },
      response: {
        DryRun: true,
        Listeners: {
          Listener: [
            {
              ListenerPort: 80,
              ListenerProtocol: 'tcp',
              From: 'Master',
              To: 'Slave',
              ServerId: 'vm-232',
              ConnectionsCut: 0,
              ConnectionsDrained: 0,
              Sentence:
                'New connections of tcp:80 would go from the master to the slave vm-232; established ones would go on.',
            },
          ],
        },
      },
    },
    source: 'Hotspare: docs/failover.md',
    notes: [
      'An order works in every failback mode. A kept server stays active until it fails, the group is edited, or another order comes.',
    ],
  }),

  DescribeFailoverHistory: defineAction({
    name: 'DescribeFailoverHistory',
    resource: 'failover',
    summary: 'Lists what happened to the servers and roles behind listeners, newest first.',
    extension: true,
    params: {
      RegionId: regionId(),
      LoadBalancerId: text({
        optional: true,
        maxLength: 64,
        summary: 'Load balancer whose events are wanted.',
      }),
      MasterSlaveServerGroupId: text({
        optional: true,
        maxLength: 64,
        summary: 'Only events of this group. Needed when no LoadBalancerId is given.',
      }),
      ListenerPort: integer({ min: 1, max: 65535, optional: true, summary: 'Only this listener.' }),
      ListenerProtocol: oneOf(['tcp', 'udp'], {
        optional: true,
        summary: 'Only listeners of this protocol.',
      }),
      MaxResults: integer({ min: 1, max: 100, default: 20, invalid: 'illegalMaxResults' }),
      NextToken: text({
        optional: true,
        maxLength: 512,
        invalid: 'illegalNextToken',
        summary: 'From the answer before; nothing = the newest events.',
      }),
    },
    result: {
      Events: listField(
        'Event',
        objectField({
          Sequence: integerField('Order of the events of one listener.'),
          Time: preciseTime('When it happened.'),
          LoadBalancerId: textField(),
          ListenerPort: integerField(),
          ListenerProtocol: textField('tcp, udp, http or https.'),
          RuleId: optional(
            textField('Of the forwarding rule that uses the group; absent: the listener itself.'),
          ),
          MasterSlaveServerGroupId: optional(textField()),
          Kind: textField('probe-failed, verdict, decision, held, applied or first-served.'),
          Sentence: textField('What happened, for people.'),
          Target: optional(textField('ServerId:Port of the server concerned.')),
          ServerType: optional(textField('Master or Slave.')),
          From: optional(textField('Status or active role before.')),
          To: optional(textField('Status or active role after.')),
          Epoch: optional(integerField()),
          Reason: optional(textField('Of a decision or a hold.')),
          DetectionMs: optional(integerField('First failed probe to decision, milliseconds.')),
          AfterMs: optional(integerField('Decision to this event, milliseconds.')),
          CutConnections: optional(integerField('Connections that the switch closed.')),
          Data: textField('The whole fact as JSON text.'),
        }),
      ),
      MaxResults: integerField(),
      TotalCount: integerField('Of all pages together.'),
      NextToken: optional(textField('Absent on the last page.')),
    },
    errors: ['loadBalancerNotFound', 'masterSlaveGroupNotFound', 'illegalMaxResults', 'illegalNextToken'],
    example: {
      given: givenLoadBalancer,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example' },
      response: { Events: { Event: [] }, MaxResults: 20, TotalCount: 0 },
    },
    source: 'Hotspare: docs/failover.md',
    notes: ['A page continues after the last event shown, also when newer ones have come meanwhile.'],
  }),
} as const;
