/** Access logs: where those of a load balancer would be delivered to. */
import { olderTagFilter, regionId } from './common.ts';
import { defineAction, type ExampleCall } from './define.ts';
import { givenLoadBalancer } from './examples.ts';
import { integer, jsonList, oneOf, text } from './params.ts';
import { integerField, listField, objectField, textField } from './result.ts';

const oneLoadBalancer = (summary: string) =>
  text({ optional: true, maxLength: 64, summary, sample: 'lb-bp1example' });

const SAMPLE = '[{"LoadBalancerId":"lb-bp1example","LogProject":"my-project","LogStore":"my-store"}]';

const settings = (summary: string) =>
  jsonList(
    {
      LogProject: text({ maxLength: 64, summary: 'Project of the log service.' }),
      LogStore: text({ maxLength: 64, summary: 'Store in the project.' }),
      LoadBalancerId: oneLoadBalancer('Left out, LoadBalancerId of the request counts.'),
    },
    { maxItems: 20, malformed: 'invalidParameter', summary, sample: SAMPLE },
  );

const REQUEST = { RegionId: 'cn-hangzhou', LogsDownloadAttributes: SAMPLE };

const givenAccessLog: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  { action: 'SetAccessLogsDownloadAttribute', request: REQUEST },
];

const effect = { kind: 'stored', why: 'There is no log service to deliver to.' } as const;

export const accessLogActions = {
  SetAccessLogsDownloadAttribute: defineAction({
    name: 'SetAccessLogsDownloadAttribute',
    resource: 'access-log',
    summary: 'Says where the access logs of load balancers are to be delivered to.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: oneLoadBalancer('For entries that name none.'),
      LogsDownloadAttributes: settings('Load balancers with project and store; all are set or none.'),
    },
    result: {},
    errors: ['loadBalancerNotFound', 'accessLogExists'],
    example: { given: givenLoadBalancer, request: REQUEST, response: {} },
    source: 'API metadata 2024, SetAccessLogsDownloadAttribute',
    notes: ['A load balancer has one setting, which has to be deleted before another is made.'],
    effect,
  }),

  DeleteAccessLogsDownloadAttribute: defineAction({
    name: 'DeleteAccessLogsDownloadAttribute',
    resource: 'access-log',
    summary: 'Ends the delivery of access logs of load balancers.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: oneLoadBalancer('For entries that name none.'),
      LogsDownloadAttributes: settings('The settings to delete, as they were made; all go or none.'),
    },
    result: {},
    errors: ['loadBalancerNotFound', 'accessLogNotFound'],
    example: { given: givenAccessLog, request: REQUEST, response: {} },
    source: 'API metadata 2024, DeleteAccessLogsDownloadAttribute',
    notes: ['A deleted load balancer takes its setting along.'],
    effect,
  }),

  DescribeAccessLogsDownloadAttribute: defineAction({
    name: 'DescribeAccessLogsDownloadAttribute',
    resource: 'access-log',
    summary: 'Lists where the access logs of load balancers are to be delivered to.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: oneLoadBalancer('Only the setting of this one.'),
      LogType: oneOf(['layer7'], { default: 'layer7' }),
      Tags: olderTagFilter(),
      PageNumber: integer({ min: 1, max: 1_000_000, default: 1 }),
      PageSize: integer({ min: 1, max: 50, default: 10 }),
    },
    result: {
      LogsDownloadAttributes: listField(
        'LogsDownloadAttribute',
        objectField({
          LoadBalancerId: textField(),
          LogProject: textField(),
          LogStore: textField(),
          LogType: textField('layer7.'),
          Region: textField(),
        }),
      ),
      PageNumber: integerField(),
      PageSize: integerField(),
      TotalCount: integerField('Of all pages.'),
    },
    errors: [],
    example: {
      given: givenAccessLog,
      request: { RegionId: 'cn-hangzhou' },
      response: {
        LogsDownloadAttributes: {
          LogsDownloadAttribute: [
            {
              LoadBalancerId: 'lb-bp1example',
              LogProject: 'my-project',
              LogStore: 'my-store',
              LogType: 'layer7',
              Region: 'cn-hangzhou',
            },
          ],
        },
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
      },
    },
    source: 'API metadata 2024, DescribeAccessLogsDownloadAttribute',
    notes: ['Tags looks for load balancers that have all of the tags named. Unverified.'],
    effect,
  }),
} as const;
