import type { ActionHandler } from '../context.ts';
import { requireDistinctKeys } from './change.ts';
import { findTaggables } from './taggable.ts';

export const untagResources: ActionHandler<'UntagResources'> = async (params, context) => {
  const { TagKey: removed, All: all } = params;
  requireDistinctKeys(removed);
  for (const { tags, retag } of await findTaggables(params, context)) {
    if (removed.length > 0) retag(tags.filter(({ key }) => !removed.includes(key)));
    else if (all) retag([]);
  }
  return {};
};
