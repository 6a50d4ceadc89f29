/** Parameters, shapes and errors that many actions share. */
import type { ErrorId } from './errors.ts';
import { integer, numberedObjects, text } from './params.ts';
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

/** Neither may begin so, nor contain a URL. */
const TAG_KEY = /(?!aliyun|acs:)(?!.*https?:\/\/).+/s;
const TAG_VALUE = /(?!aliyun|acs:)(?!.*https?:\/\/).*/s;
const TAG_RULE = 'it may not begin with aliyun or acs: nor contain http:// or https://';

const tags = (summary: string) =>
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
    { maxItems: 20, tooMany: 'tooManyTags', summary },
  );

export const tagParams = () => tags('Tags to set.');

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
