/** What the health checks say. */
import { loadBalancerId, regionId } from './common.ts';
import { defineAction } from './define.ts';
import { givenTcpListener } from './listener-examples.ts';
import { integer, oneOf } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

const exampleStatus = (serverId: string, port: number) => ({
  ListenerPort: 80,
  Protocol: 'tcp',
  ServerId: serverId,
  Port: port,
  Type: 'ecs',
  ServerIp: '127.0.0.1',
  ServerHealthStatus: 'unavailable',
});

export const healthActions = {
  DescribeHealthStatus: defineAction({
    name: 'DescribeHealthStatus',
    resource: 'health',
    summary: 'Tells the health of every server behind the listeners of a load balancer.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      ListenerPort: integer({
        min: 1,
        max: 65535,
        optional: true,
        summary: 'Only this listener; nothing = all.',
      }),
      ListenerProtocol: oneOf(['tcp', 'udp', 'http', 'https'], {
        optional: true,
        summary: 'Needed only when listeners of several protocols share the port.',
      }),
    },
    result: {
      BackendServers: listField(
        'BackendServer',
        objectField({
          ListenerPort: integerField(),
          Protocol: textField('tcp, udp, http or https.'),
          ServerId: textField(),
          Port: integerField('Of the server.'),
          Type: textField('ecs, eni or eci.'),
          ServerIp: optional(textField('Absent while no address is known.')),
          ServerHealthStatus: textField('normal, abnormal, or unavailable: not probed, or no result yet.'),
        }),
        { doc: 'One entry per listener and server.' },
      ),
    },
    errors: ['loadBalancerNotFound', 'checkedListenerNotFound', 'tooManyListeners'],
    example: {
      given: givenTcpListener,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
      response: {
        BackendServers: { BackendServer: [exampleStatus('vm-233', 80), exampleStatus('vm-232', 90)] },
      },
    },
    source: 'API metadata 2024, DescribeHealthStatus',
    notes: [
      'A server behind a stopped listener, or one without health check, is unavailable. Unverified.',
      'The slave of a master-slave group is probed too and shown as found, unless StandbyProbe is off.',
    ],
  }),
} as const;
