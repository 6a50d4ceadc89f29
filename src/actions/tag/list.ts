import { ApiError } from '../../contract/api-error.ts';
import type { Params } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import type { Tag } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { hasTags } from '../format.ts';
import { type Order, pageOf } from '../paging.ts';
import { type Taggable, taggableKinds } from './taggable.ts';

/** The vendor publishes no number. */
const PAGE_SIZE = 50;

interface TaggedWith {
  readonly resourceId: string;
  readonly tag: Tag;
}

const order: Order<TaggedWith> = {
  // Ids hold no line break.
  keyOf: ({ resourceId, tag }) => `${resourceId}\n${tag.key}`,
  direction: 'ascending',
  keyPattern: /^[^\n]+\n[^]+$/,
  tokenError: 'invalidTagToken',
};

export const listTagResources: ActionHandler<'ListTagResources'> = async (params, context) => {
  if (params.ResourceId.length === 0 && params.Tag.length === 0) throw new ApiError('tagOrResourceIdMissing');
  const found = (await candidates(params, context))
    .filter(({ tags }) => hasTags(tags, params.Tag))
    .flatMap(({ id, tags }) => tags.map((tag): TaggedWith => ({ resourceId: id, tag })));
  const { items, nextToken } = pageOf(found, order, { MaxResults: PAGE_SIZE, NextToken: params.NextToken });
  return {
    TagResources: items.map(({ resourceId, tag }) => ({
      ResourceId: resourceId,
      ResourceType: params.ResourceType,
      TagKey: tag.key,
      TagValue: tag.value,
    })),
    NextToken: nextToken,
  };
};

/** Resources named, or all of the region. One that does not exist has no tags: Terraform reads deleted ones so. */
async function candidates(
  params: Params<Contracts['ListTagResources']>,
  context: ActionContext,
): Promise<readonly Taggable[]> {
  const kind = taggableKinds[params.ResourceType];
  const ids = [...new Set(params.ResourceId)];
  const found =
    ids.length === 0
      ? await kind.all(context)
      : (await Promise.all(ids.map((id) => kind.find(id, context)))).filter((one) => one !== undefined);
  const regionId = params.RegionId ?? (ids.length === 0 ? context.settings.defaultRegionId : undefined);
  return found.filter((one) => regionId === undefined || one.regionId === regionId);
}
