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
  'malformedRequest',
  'requestTooLarge',
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

export const tagParams = () =>
  numberedObjects(
    {
      Key: text({ maxLength: 64, absent: 'tagKeyMissing', invalid: 'invalidTagKey', sample: 'env' }),
      Value: text({
        maxLength: 128,
        minLength: 0,
        emptyResets: true,
        default: '',
        invalid: 'invalidTagValue',
      }),
    },
    { maxItems: 20, tooMany: 'tooManyTags', summary: 'Tags to set.' },
  );

export const tagList = () =>
  listField('Tag', objectField({ TagKey: textField(), TagValue: textField() }), {
    doc: 'Tags of the resource.',
  });
