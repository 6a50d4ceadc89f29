/** Why the actions on tags differ. */
import { because, type Reason } from './reason.ts';

const TAG_ACTION = /Tags$|TagResources$|^UntagResources$/;

const never = (text: string, names: readonly (string | RegExp)[], on: string | RegExp): readonly Reason[] =>
  because('error-never-answered', text, { names, on });

export const tagReasons = [
  ...never(
    'Tags have one owner and one scope here, so that every caller may change them.',
    [
      /^(Invalid|Missing)Param\.(Scope|TagOwner[BU]id)$/,
      /^DeniedFor/,
      'NoPermission.Operator',
      'TagTypeNotSame',
    ],
    TAG_ACTION,
  ),
  ...never('A failure inside the vendor’s service.', ['InnerRateLimiting', 'SystemError'], 'AddTags'),
  ...never(
    'Changes wait for one another; nothing has to be tried again.',
    ['InvalidOperation.ConcurrentModification'],
    'AddTags',
  ),
  ...never(
    'InvalidParam.TagKey or InvalidParam.TagValue answers instead, saying which of them it is.',
    ['InvalidParam.TagKeyOrValue'],
    /^(Tag|ListTag)Resources$/,
  ),
  ...never(
    'A key that no tag can have is passed over like any other that the resource does not have.',
    ['InvalidParam.TagKey', 'InvalidParam.TagKeyOrValue', 'InvalidParam.TagValue'],
    'UntagResources',
  ),
  ...never(
    'InvalidRegionId.NotFound answers instead, or the resource is not found there.',
    ['InvalidParameter.RegionId'],
    TAG_ACTION,
  ),
  ...never(
    'Left out, the default region counts, as in every action.',
    ['MissingParam.RegionId'],
    'TagResources',
  ),
  ...never(
    'InvalidParam.NextToken answers instead: a token does not run out.',
    ['QueryTokenNotExist'],
    'ListTagResources',
  ),
  ...never(
    'A resource that does not exist has no tags: Terraform expects an empty list.',
    ['ResourceNotExist'],
    'ListTagResources',
  ),
  ...because(
    'error-undocumented',
    'Tags to look for follow the rules of tags to set, with the same errors.',
    {
      on: 'ListTagResources',
      names: ['MissingParam.TagKey'],
    },
  ),
  ...because(
    'param-bound',
    'No number is published; ours is as many as a resource may have, or half of it to look for.',
    {
      on: /^(Remove|Describe)Tags$/,
      names: ['Tags'],
    },
  ),
];
