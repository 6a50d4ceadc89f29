/** Parameters, shapes and errors that many actions share. */
import type { ErrorId } from './errors.ts';
import { integer, jsonList, numberedObjects, text } from './params.ts';
import { listField, objectField, textField } from './result.ts';

/** Can answer any request; not repeated in each action's list. */
export const commonErrors: readonly ErrorId[] = [
  'missingParameter',
  'invalidParameter',
  'duplicateParameter',
  'invalidAction',
  'invalidVersion',
  'unsupportedHttpMethod',
  'pathNotFound',
  'malformedRequest',
  'requestTooLarge',
  'headersTooLarge',
  'requestTimedOut',
  'accessKeyNotFound',
  'signatureDoesNotMatch',
  'incompleteSignature',
  'invalidSignatureMethod',
  'signatureNonceUsed',
  'invalidTimestampFormat',
  'invalidTimestampExpired',
  'regionNotFound',
  'sessionEnded',
  'oneTimeKey',
  'accessDenied',
  'throttledUser',
  'operationBusy',
  'internalError',
  'serviceUnavailable',
];

const REGION = { summary: 'Region of the resource, from DescribeRegions.', sample: 'cn-hangzhou' };

/** Documented as mandatory almost everywhere, yet several clients leave it out: then the default region counts. */
export const regionId = () => text({ ...REGION, maxLength: 64, optional: true });

export const requiredRegionId = () => text({ ...REGION, maxLength: 64 });

export const loadBalancerId = () =>
  text({ summary: 'Id of the load balancer.', maxLength: 64, sample: 'lb-bp1example' });

export const listenerPort = () =>
  integer({ min: 1, max: 65535, summary: 'Port of the listener.', sample: '80' });

/** Also the most in one call. */
export const TAGS_PER_RESOURCE = 20;

/** Neither may begin so, nor contain a URL. */
const TAG_KEY = /(?!aliyun|acs:)(?!.*https?:\/\/).+/s;
const TAG_VALUE = /(?!aliyun|acs:)(?!.*https?:\/\/).*/s;
const TAG_RULE = 'it may not begin with aliyun or acs: nor contain http:// or https://';

const tags = (summary: string, required = false) =>
  numberedObjects(
    {
      Key: text({
        maxLength: 64,
        pattern: TAG_KEY,
        patternWords: TAG_RULE,
        absent: 'tagKeyMissing',
        invalid: 'invalidTagKey',
        sample: 'env',
      }),
      Value: text({
        maxLength: 128,
        minLength: 0,
        pattern: TAG_VALUE,
        patternWords: TAG_RULE,
        emptyResets: true,
        default: '',
        invalid: 'invalidTagValue',
      }),
    },
    { maxItems: TAGS_PER_RESOURCE, tooMany: 'tooManyTags', summary, required },
  );

export const tagParams = () => tags('Tags to set.');

export const requiredTagParams = () => tags('Tags to set.', true);

/** One item of the older form, a JSON array of TagKey and TagValue. */
export const olderTagMembers = (errors: { readonly key?: ErrorId; readonly value?: ErrorId } = {}) => {
  const { key = 'invalidParameter', value = 'invalidParameter' } = errors;
  return {
    TagKey: text({
      maxLength: 64,
      pattern: TAG_KEY,
      patternWords: TAG_RULE,
      absent: key,
      invalid: key,
      sample: 'env',
    }),
    TagValue: text({
      maxLength: 128,
      minLength: 0,
      pattern: TAG_VALUE,
      patternWords: TAG_RULE,
      emptyResets: true,
      default: '',
      invalid: value,
    }),
  };
};

export const olderTagSample = '[{"TagKey":"env","TagValue":"test"}]';

/** Filter in the older form. */
export const olderTagFilter = () =>
  jsonList(olderTagMembers(), {
    optional: true,
    maxItems: 10,
    malformed: 'invalidParameter',
    summary: 'Only those with all of these tags; a key without a value matches any value.',
    sample: olderTagSample,
  });

export const tagFilter = () =>
  tags('Only resources with all of these tags; a key without a value matches any value.');

export const tagErrors = [
  'tagKeyMissing',
  'invalidTagKey',
  'invalidTagValue',
  'tooManyTags',
] as const satisfies readonly ErrorId[];

export const tagList = () =>
  listField('Tag', objectField({ TagKey: textField(), TagValue: textField() }), {
    doc: 'Tags of the resource.',
  });
