/** Changing and listing tags; errors of single tags stand with the groups, which take tags too. */
import { type ErrorEntry, META } from './entry.ts';

export const taggingErrors = {
  invalidResourceType: {
    code: 'InvalidParam.ResourceType',
    httpStatus: 400,
    message: 'The specified ResourceType is not valid: {why}.',
    remedy: 'Use instance, listener, vservergroup, masterslaveservergroup, acl or certificate.',
    source: META,
  },
  resourceIdMissing: {
    code: 'MissingParam.ResourceId',
    httpStatus: 400,
    message: 'No ResourceId.N is given.',
    remedy: 'Name the resources with ResourceId.1, ResourceId.2 and so on.',
    source: META,
  },
  tagOrResourceIdMissing: {
    code: 'MissingParam.TagOrResourceId',
    httpStatus: 400,
    message: 'Neither Tag.N nor ResourceId.N is given.',
    remedy: 'Name resources with ResourceId.N, or tags with Tag.N.Key, or both.',
    source: META,
  },
  tooManyResourceIds: {
    code: 'SizeLimitExceeded.ResourceId',
    httpStatus: 400,
    message: 'The specified ResourceId list is not valid: {why}.',
    remedy: 'Name at most 20 resources in one call.',
    source: META,
  },
  tooManyTagKeys: {
    code: 'SizeLimitExceeded.TagKey',
    httpStatus: 400,
    message: 'The specified TagKey list is not valid: {why}.',
    remedy: 'Name at most 20 keys in one call.',
    source: META,
  },
  resourceNotExist: {
    code: 'ResourceNotExist',
    httpStatus: 400,
    message: 'The specified resource {resourceId} of type {resourceType} does not exist.',
    remedy: 'Use the id of a resource of this type and region; for a listener LoadBalancerId_protocol_port.',
    source: META,
  },
  duplicateTagKey: {
    code: 'Duplicate.TagKey',
    httpStatus: 400,
    message: 'The tag key {key} is given more than once.',
    remedy: 'Give every key once.',
    source: META,
  },
  tagQuota: {
    code: 'QuotaLimitExceeds',
    httpStatus: 400,
    message: 'The resource {resourceId} would have {count} tags; the most is {limit}.',
    remedy: 'Remove other tags of the resource first.',
    source: META,
  },
  invalidTagToken: {
    code: 'InvalidParam.NextToken',
    httpStatus: 400,
    message: 'The specified NextToken was not issued by this service.',
    remedy: 'Send the NextToken of the answer before, unchanged, or none to start anew.',
    source: META,
  },
  olderTagsMissing: {
    code: 'MissingParameter.Tags',
    httpStatus: 400,
    message: 'The parameter Tags is missing.',
    remedy: 'Send a JSON array such as [{"TagKey":"env","TagValue":"test"}].',
    source: META,
  },
  invalidOlderTagKey: {
    code: 'InvalidParameter.TagKey',
    httpStatus: 400,
    message: 'A TagKey is not valid: {why}.',
    remedy:
      'Use 1 to 64 characters that do not begin with aliyun or acs: and contain no http:// or https://.',
    source: META,
  },
  invalidOlderTagValue: {
    code: 'InvalidParameter.TagValue',
    httpStatus: 400,
    message: 'A TagValue is not valid: {why}.',
    remedy:
      'Use at most 128 characters that do not begin with aliyun or acs: and contain no http:// or https://.',
    source: META,
  },
  tooManyOlderTags: {
    code: 'QuotaExceeded.Tag',
    httpStatus: 400,
    message: '{count} tags are given in one call; the most is {limit}.',
    remedy: 'Send at most {limit} tags, or use TagResources.',
    source: META,
  },
  olderTagQuota: {
    code: 'QuotaExceed.TagsPerResource',
    httpStatus: 400,
    message: 'The load balancer would have {count} tags; AddTags sets at most {limit}.',
    remedy: 'Remove other tags first, or use TagResources, which sets up to 20.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
