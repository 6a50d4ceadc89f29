/** What was carried, and fine-grained monitoring: where a region's metrics would be delivered to. The vendor spells it Defination. */
import { loadBalancerId, regionId } from './common.ts';
import { defineAction, type ExampleCall } from './define.ts';
import { givenLoadBalancer } from './examples.ts';
import { integer, oneOf, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

const target = {
  RegionId: regionId(),
  LogProject: text({
    minLength: 4,
    maxLength: 63,
    summary: 'Project of the log service.',
    sample: 'my-project',
  }),
  LogStore: text({ minLength: 2, maxLength: 64, summary: 'Store in the project.', sample: 'my-store' }),
};

const REQUEST = { RegionId: 'cn-hangzhou', LogProject: 'my-project', LogStore: 'my-store' };

const givenMonitor: readonly ExampleCall[] = [{ action: 'EnableHighDefinationMonitor', request: REQUEST }];

const effect = {
  kind: 'stored',
  why: 'There is no log service to deliver to. The metrics of this service are at /metrics.',
} as const;
const NO_SUCCESS = 'Success is never in the answer: SDKs take it for a sign of failure.';

export const monitorActions = {
  DescribeTrafficHistory: defineAction({
    name: 'DescribeTrafficHistory',
    resource: 'monitor',
    summary: 'Tells what a load balancer, or one of its listeners, carried in the last minutes or hours.',
    extension: true,
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      ListenerPort: integer({ optional: true, min: 1, max: 65535, summary: 'One listener only.' }),
      ListenerProtocol: oneOf(['tcp', 'udp'], { optional: true, summary: 'With ListenerPort.' }),
      Minutes: integer({ min: 5, max: 1440, default: 60, summary: 'How far back.', sample: '60' }),
    },
    result: {
      StepSeconds: integerField('Seconds that one point stands for: 5, 60 or 600.'),
      Points: listField(
        'Point',
        objectField({
          Time: textField('Begin of the step. UTC, YYYY-MM-DDThh:mm:ss.sssZ.'),
          Connections: integerField('Established, on average.'),
          NewConnectionsPerSecond: textField('A decimal number as text, like all rates here.'),
          DroppedConnectionsPerSecond: textField(),
          BytesInPerSecond: textField('From clients.'),
          BytesOutPerSecond: textField('To clients.'),
          LatencyMs: optional(textField('What passed probes took, milliseconds; absent when none passed.')),
          HealthyTargets: integerField('The fewest within the step.'),
          Targets: integerField(),
        }),
        { doc: 'Oldest first.' },
      ),
    },
    errors: ['loadBalancerNotFound', 'listenerNotFound'],
    example: {
      given: givenLoadBalancer,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', Minutes: '60' },
      response: { StepSeconds: 5, Points: { Point: [] } },
    },
    source: 'extension of Hotspare',
    notes: [
      'Kept in memory from the first connection of a listener on, at most a day; it begins anew with the service.',
    ],
  }),

  EnableHighDefinationMonitor: defineAction({
    name: 'EnableHighDefinationMonitor',
    resource: 'monitor',
    summary: 'Switches fine-grained monitoring of a region on.',
    params: target,
    result: {},
    errors: ['monitorEnabled'],
    example: { given: [], request: REQUEST, response: {} },
    source: 'API metadata 2024, EnableHighDefinationMonitor',
    notes: [NO_SUCCESS, 'No action of the API switches it off again.'],
    effect,
  }),

  ModifyHighDefinationMonitor: defineAction({
    name: 'ModifyHighDefinationMonitor',
    resource: 'monitor',
    summary: 'Changes where fine-grained monitoring of a region delivers to.',
    params: target,
    result: {},
    errors: ['monitorNotEnabled'],
    example: { given: givenMonitor, request: { ...REQUEST, LogStore: 'other-store' }, response: {} },
    source: 'API metadata 2024, ModifyHighDefinationMonitor',
    notes: [NO_SUCCESS],
    effect,
  }),

  DescribeHighDefinationMonitor: defineAction({
    name: 'DescribeHighDefinationMonitor',
    resource: 'monitor',
    summary: 'Tells where fine-grained monitoring of a region delivers to.',
    params: { RegionId: regionId() },
    result: {
      LogProject: textField('Empty while it is off.'),
      LogStore: textField('Empty while it is off.'),
    },
    errors: [],
    example: {
      given: givenMonitor,
      request: { RegionId: 'cn-hangzhou' },
      response: { LogProject: 'my-project', LogStore: 'my-store' },
    },
    source: 'API metadata 2024, DescribeHighDefinationMonitor',
    notes: [NO_SUCCESS],
    effect,
  }),
} as const;
