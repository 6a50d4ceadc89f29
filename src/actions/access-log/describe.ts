import { keys, prefixes } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { hasTags, olderTagsFromWire } from '../format.ts';

export const describeAccessLogsDownloadAttribute: ActionHandler<
  'DescribeAccessLogsDownloadAttribute'
> = async (params, { tx, settings: { defaultRegionId } }) => {
  const regionId = params.RegionId ?? defaultRegionId;
  const wantedTags = olderTagsFromWire(params.Tags);
  const found = [];
  for (const setting of await tx.list('accessLogSettings', prefixes.accessLogSettings)) {
    const { loadBalancerId } = setting;
    if (params.LoadBalancerId !== undefined && params.LoadBalancerId !== loadBalancerId) continue;
    const loadBalancer = await tx.get('loadBalancers', keys.loadBalancer(loadBalancerId));
    if (loadBalancer?.regionId === regionId && hasTags(loadBalancer.tags, wantedTags)) found.push(setting);
  }
  const start = (params.PageNumber - 1) * params.PageSize;
  return {
    LogsDownloadAttributes: found.slice(start, start + params.PageSize).map((setting) => ({
      LoadBalancerId: setting.loadBalancerId,
      LogProject: setting.logProject,
      LogStore: setting.logStore,
      LogType: params.LogType,
      Region: regionId,
    })),
    PageNumber: params.PageNumber,
    PageSize: params.PageSize,
    TotalCount: found.length,
  };
};
