import { givenLoadBalancer } from '../../../src/contract/examples.ts';
import { type ErrorCase, type ErrorCases, tagErrorCases } from './error-case.ts';

const one = { ResourceType: 'instance', 'ResourceId.1': 'lb-bp1example' };
const older = { LoadBalancerId: 'lb-bp1example' };
const tag = { 'Tag.1.Key': 'env' };

const numbered = (name: string, member: string, count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}.${n + 1}${member}`, `item-${n}`]));

const withOlderTags = (tags: readonly Readonly<Record<string, string>>[]): ErrorCase => ({
  given: givenLoadBalancer,
  request: { ...older, Tags: JSON.stringify(tags) },
});

/** What the three actions of today have in common. */
const resourceCases = (request: Readonly<Record<string, string>>) => ({
  invalidResourceType: { request: { ...one, ...request, ResourceType: 'loadbalancer' } },
  tooManyResourceIds: {
    request: { ResourceType: 'instance', ...request, ...numbered('ResourceId', '', 21) },
  },
});

export const tagActionErrorCases = {
  TagResources: {
    ...resourceCases(tag),
    ...tagErrorCases({ given: givenLoadBalancer, request: one }),
    resourceIdMissing: { request: { ResourceType: 'instance', ...tag } },
    duplicateTagKey: {
      given: givenLoadBalancer,
      request: { ...one, 'Tag.1.Key': 'env', 'Tag.2.Key': 'env', 'Tag.2.Value': 'test' },
    },
    resourceNotExist: { request: { ...one, ...tag, 'ResourceId.1': 'lb-nosuch' } },
    tagQuota: {
      given: [
        ...givenLoadBalancer,
        { action: 'TagResources', request: { ...one, ...numbered('Tag', '.Key', 20) } },
      ],
      request: { ...one, ...tag },
    },
  },
  UntagResources: {
    ...resourceCases({ All: 'true' }),
    resourceIdMissing: { request: { ResourceType: 'instance', All: 'true' } },
    tooManyTagKeys: { request: { ...one, ...numbered('TagKey', '', 21) } },
    duplicateTagKey: {
      given: givenLoadBalancer,
      request: { ...one, 'TagKey.1': 'env', 'TagKey.2': 'env' },
    },
    resourceNotExist: { request: { ...one, All: 'true', 'ResourceId.1': 'lb-nosuch' } },
  },
  ListTagResources: {
    ...resourceCases({}),
    ...tagErrorCases({ request: one }),
    tagOrResourceIdMissing: { request: { ResourceType: 'instance' } },
    invalidTagToken: { request: { ...one, NextToken: 'page2' } },
  },
  AddTags: {
    olderTagsMissing: { request: older },
    tooManyOlderTags: withOlderTags(['a', 'b', 'c', 'd', 'e', 'f'].map((TagKey) => ({ TagKey }))),
    invalidOlderTagKey: withOlderTags([{ TagKey: 'acs:env' }]),
    invalidOlderTagValue: withOlderTags([{ TagKey: 'home', TagValue: 'see http://example.com' }]),
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch', Tags: '[{"TagKey":"env"}]' } },
    duplicateTagKey: withOlderTags([{ TagKey: 'env' }, { TagKey: 'env', TagValue: 'test' }]),
    olderTagQuota: {
      given: [
        ...givenLoadBalancer,
        { action: 'TagResources', request: { ...one, ...numbered('Tag', '.Key', 10) } },
      ],
      request: { ...older, Tags: '[{"TagKey":"env"}]' },
    },
  },
  RemoveTags: {
    invalidOlderTagKey: withOlderTags([{ TagKey: 'aliyun' }]),
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch', Tags: '[{"TagKey":"env"}]' } },
  },
} as const satisfies ErrorCases;
