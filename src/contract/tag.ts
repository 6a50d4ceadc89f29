/** Tags of resources after they were made: the actions of today, and those of the older generation. */
import {
  TAGS_PER_RESOURCE,
  loadBalancerId,
  olderTagFilter,
  olderTagMembers,
  olderTagSample,
  regionId,
  requiredTagParams,
  tagErrors,
  tagFilter,
} from './common.ts';
import { defineAction, type ExampleCall } from './define.ts';
import { givenLoadBalancer } from './examples.ts';
import { flag, integer, jsonList, numberedList, oneOf, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

/** In the wire's words; `src/actions/tag/taggable.ts` says what each is. */
export const taggableTypes = [
  'instance',
  'listener',
  'vservergroup',
  'masterslaveservergroup',
  'acl',
  'certificate',
] as const;

/** The older generation knew fewer. */
export const OLDER_TAGS_PER_RESOURCE = 10;
const OLDER_TAGS_PER_CALL = 5;
const RESOURCES_PER_CALL = 20;

const resourceType = () =>
  oneOf(taggableTypes, { invalid: 'invalidResourceType', summary: 'Kind of the resources.' });

const RESOURCE_IDS = {
  maxItems: RESOURCES_PER_CALL,
  absent: 'resourceIdMissing',
  invalid: 'tooManyResourceIds',
  summary: 'Ids of the resources; that of a listener is LoadBalancerId_protocol_port.',
  sample: 'lb-bp1example',
} as const;

const REQUEST = { RegionId: 'cn-hangzhou', ResourceType: 'instance', 'ResourceId.1': 'lb-bp1example' };
const TAG = { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' };

const givenTag: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  { action: 'TagResources', request: { ...REQUEST, ...TAG } },
];

export const tagActions = {
  TagResources: defineAction({
    name: 'TagResources',
    resource: 'tag',
    summary: 'Sets tags of resources; a key that a resource has already gets the new value.',
    params: {
      RegionId: regionId(),
      ResourceType: resourceType(),
      ResourceId: numberedList({ ...RESOURCE_IDS, required: true }),
      Tag: requiredTagParams(),
    },
    result: {},
    errors: [
      'invalidResourceType',
      'resourceIdMissing',
      'tooManyResourceIds',
      ...tagErrors,
      'duplicateTagKey',
      'resourceNotExist',
      'tagQuota',
    ],
    example: { given: givenLoadBalancer, request: { ...REQUEST, ...TAG }, response: {} },
    names: { ResourceId: 'byresourcetype' },
    source: 'API metadata 2024, TagResources',
    notes: [
      `All resources are tagged or none. A resource has at most ${TAGS_PER_RESOURCE} tags.`,
      'Tags may be changed on a locked load balancer too. Unverified.',
    ],
  }),

  UntagResources: defineAction({
    name: 'UntagResources',
    resource: 'tag',
    summary: 'Removes tags of resources; keys that a resource does not have are passed over.',
    params: {
      RegionId: regionId(),
      ResourceType: resourceType(),
      ResourceId: numberedList({ ...RESOURCE_IDS, required: true }),
      TagKey: numberedList({
        maxItems: TAGS_PER_RESOURCE,
        invalid: 'tooManyTagKeys',
        summary: 'Keys of the tags to remove.',
        sample: 'env',
      }),
      All: flag({ default: false, summary: 'Removes all tags; counts only when no TagKey.N is given.' }),
    },
    result: {},
    errors: [
      'invalidResourceType',
      'resourceIdMissing',
      'tooManyResourceIds',
      'tooManyTagKeys',
      'duplicateTagKey',
      'resourceNotExist',
    ],
    example: { given: givenTag, request: { ...REQUEST, 'TagKey.1': 'env' }, response: {} },
    names: { ResourceId: 'byresourcetype' },
    source: 'API metadata 2024, UntagResources',
    notes: [
      'Neither TagKey.N nor All: nothing is removed. An older page of the vendor says that all tags go then.',
    ],
  }),

  ListTagResources: defineAction({
    name: 'ListTagResources',
    resource: 'tag',
    summary: 'Lists tags of resources, one entry per resource and tag.',
    params: {
      RegionId: regionId(),
      ResourceType: resourceType(),
      ResourceId: numberedList(RESOURCE_IDS),
      Tag: tagFilter(),
      NextToken: text({
        optional: true,
        maxLength: 1024,
        invalid: 'invalidTagToken',
        summary: 'From the answer before; nothing = the first entries.',
      }),
    },
    result: {
      TagResources: listField(
        'TagResource',
        objectField({
          ResourceId: textField(),
          ResourceType: textField(),
          TagKey: textField(),
          TagValue: textField(),
        }),
      ),
      NextToken: optional(textField('Absent on the last page.')),
    },
    errors: [
      'invalidResourceType',
      'tooManyResourceIds',
      ...tagErrors,
      'tagOrResourceIdMissing',
      'invalidTagToken',
    ],
    example: {
      given: givenTag,
      request: REQUEST,
      response: {
        TagResources: {
          TagResource: [
            { ResourceId: 'lb-bp1example', ResourceType: 'instance', TagKey: 'env', TagValue: 'test' },
          ],
        },
      },
    },
    names: { ResourceId: 'byresourcetype' },
    source: 'API metadata 2024, ListTagResources',
    notes: [
      'A ResourceId that does not exist has no tags; it is no error, as Terraform expects.',
      'With Tag.N all tags of every resource that has these are listed. Unverified.',
      'A page holds 50 entries.',
    ],
  }),
} as const;

export const olderTagActions = {
  AddTags: defineAction({
    name: 'AddTags',
    resource: 'tag',
    summary: 'Sets tags of one load balancer. Older form of TagResources.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      Tags: jsonList(olderTagMembers({ key: 'invalidOlderTagKey', value: 'invalidOlderTagValue' }), {
        maxItems: OLDER_TAGS_PER_CALL,
        tooMany: 'tooManyOlderTags',
        absent: 'olderTagsMissing',
        malformed: 'invalidParameter',
        summary: 'Tags to set.',
        sample: olderTagSample,
      }),
    },
    result: {},
    errors: [
      'olderTagsMissing',
      'tooManyOlderTags',
      'invalidOlderTagKey',
      'invalidOlderTagValue',
      'loadBalancerNotFound',
      'duplicateTagKey',
      'olderTagQuota',
    ],
    example: {
      given: givenLoadBalancer,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', Tags: olderTagSample },
      response: {},
    },
    source: 'API metadata 2024 and documentation, AddTags',
    notes: [
      `A load balancer gets at most ${OLDER_TAGS_PER_RESOURCE} tags this way; values of tags that it has can always be changed.`,
    ],
  }),

  RemoveTags: defineAction({
    name: 'RemoveTags',
    resource: 'tag',
    summary: 'Removes tags of one load balancer. Older form of UntagResources.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      Tags: jsonList(olderTagMembers({ key: 'invalidOlderTagKey' }), {
        maxItems: TAGS_PER_RESOURCE,
        malformed: 'invalidParameter',
        summary: 'Tags to remove; one without a value goes whatever its value is.',
        sample: olderTagSample,
      }),
    },
    result: {},
    errors: ['invalidOlderTagKey', 'loadBalancerNotFound'],
    example: {
      given: givenTag,
      request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', Tags: olderTagSample },
      response: {},
    },
    source: 'API metadata 2024, RemoveTags',
    notes: ['A tag named with another value than it has stays. Unverified.'],
  }),

  DescribeTags: defineAction({
    name: 'DescribeTags',
    resource: 'tag',
    summary: 'Lists the tags that the load balancers of a region have, and how many have each.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: text({
        optional: true,
        maxLength: 64,
        summary: 'Only tags of this one.',
        sample: 'lb-bp1example',
      }),
      Tags: olderTagFilter(),
      DistinctKey: flag({ default: false, summary: 'true: each key once, whatever its values.' }),
      PageNumber: integer({ min: 1, max: 1_000_000, default: 1 }),
      PageSize: integer({ min: 1, max: 100, default: 50 }),
    },
    result: {
      TagSets: listField(
        'TagSet',
        objectField({
          TagKey: textField(),
          TagValue: textField('Empty with DistinctKey.'),
          InstanceCount: integerField('Load balancers that have it.'),
        }),
      ),
      PageNumber: integerField(),
      PageSize: integerField(),
      TotalCount: integerField('Of all pages.'),
    },
    errors: [],
    example: {
      given: givenTag,
      request: { RegionId: 'cn-hangzhou' },
      response: {
        TagSets: { TagSet: [{ TagKey: 'env', TagValue: 'test', InstanceCount: 1 }] },
        PageNumber: 1,
        PageSize: 50,
        TotalCount: 1,
      },
    },
    source: 'API metadata 2024, DescribeTags',
    notes: [
      'Tags looks for load balancers that have all of the tags named; all their tags are listed. Unverified.',
    ],
  }),
} as const;
