import { ApiError } from '../../contract/api-error.ts';
import { TAGS_PER_RESOURCE } from '../../contract/common.ts';
import type { ActionHandler } from '../context.ts';
import { tagsFromWire } from '../format.ts';
import { requireDistinctKeys, withTags } from './change.ts';
import { findTaggables } from './taggable.ts';

export const tagResources: ActionHandler<'TagResources'> = async (params, context) => {
  requireDistinctKeys(params.Tag.map(({ Key }) => Key));
  for (const { id, tags, retag } of await findTaggables(params, context)) {
    const after = withTags(tags, tagsFromWire(params.Tag));
    if (after.length > TAGS_PER_RESOURCE) {
      throw new ApiError('tagQuota', { resourceId: id, count: after.length, limit: TAGS_PER_RESOURCE });
    }
    retag(after);
  }
  return {};
};
