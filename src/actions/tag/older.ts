/** The older generation: JSON instead of numbered parameters, and load balancers only. */
import { ApiError } from '../../contract/api-error.ts';
import { OLDER_TAGS_PER_RESOURCE } from '../../contract/tag.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { Tag } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer } from '../find.ts';
import { hasTags, olderTagsFromWire, tagsFromWire } from '../format.ts';
import { requireDistinctKeys, withTags } from './change.ts';

export const addTags: ActionHandler<'AddTags'> = async (params, context) => {
  const loadBalancer = await findLoadBalancer(context, params);
  requireDistinctKeys(params.Tags.map(({ TagKey }) => TagKey));
  const tags = withTags(loadBalancer.tags, tagsFromWire(olderTagsFromWire(params.Tags)));
  if (tags.length > Math.max(OLDER_TAGS_PER_RESOURCE, loadBalancer.tags.length)) {
    throw new ApiError('olderTagQuota', { count: tags.length, limit: OLDER_TAGS_PER_RESOURCE });
  }
  context.tx.put('loadBalancers', keys.loadBalancer(loadBalancer.id), { ...loadBalancer, tags });
  return {};
};

export const removeTags: ActionHandler<'RemoveTags'> = async (params, context) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const named = olderTagsFromWire(params.Tags);
  const tags = loadBalancer.tags.filter((tag) => !named.some((one) => hasTags([tag], [one])));
  context.tx.put('loadBalancers', keys.loadBalancer(loadBalancer.id), { ...loadBalancer, tags });
  return {};
};

export const describeTags: ActionHandler<'DescribeTags'> = async (params, { tx, settings }) => {
  const regionId = params.RegionId ?? settings.defaultRegionId;
  const loadBalancers = (await tx.list('loadBalancers', prefixes.loadBalancers))
    .filter((loadBalancer) => loadBalancer.regionId === regionId)
    .filter(({ id }) => params.LoadBalancerId === undefined || id === params.LoadBalancerId)
    .filter(({ tags }) => hasTags(tags, olderTagsFromWire(params.Tags)));
  const counted = countTags(
    loadBalancers.flatMap(({ tags }) =>
      tags.map((tag) => (params.DistinctKey ? { ...tag, value: '' } : tag)),
    ),
  );
  const start = (params.PageNumber - 1) * params.PageSize;
  return {
    TagSets: counted.slice(start, start + params.PageSize).map(({ key, value, count }) => ({
      TagKey: key,
      TagValue: value,
      InstanceCount: count,
    })),
    PageNumber: params.PageNumber,
    PageSize: params.PageSize,
    TotalCount: counted.length,
  };
};

interface CountedTag extends Tag {
  readonly count: number;
}

/** By key, then by value. A load balancer has a key once, so occurrences are load balancers. */
function countTags(tags: readonly Tag[]): readonly CountedTag[] {
  const counts = new Map<string, CountedTag>();
  for (const tag of tags) {
    const name = JSON.stringify([tag.key, tag.value]);
    counts.set(name, { ...tag, count: (counts.get(name)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counted]) => counted);
}
