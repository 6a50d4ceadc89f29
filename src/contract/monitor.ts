/** Fine-grained monitoring: where a region's metrics would be delivered to. The vendor spells it Defination. */
import { regionId } from './common.ts';
import { defineAction, type ExampleCall } from './define.ts';
import { text } from './params.ts';
import { textField } from './result.ts';

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
