import { ApiError } from '../../contract/api-error.ts';
import type { ActionContext, ActionHandler, RegionSettings } from '../context.ts';

export const describeRegions: ActionHandler<'DescribeRegions'> = async (
  _params,
  { settings, calledHost },
) => ({
  Regions: settings.regions.map((region) => ({
    RegionId: region.id,
    LocalName: region.localName,
    RegionEndpoint: calledHost,
  })),
});

export const describeZones: ActionHandler<'DescribeZones'> = async (params, context) => {
  const { zones } = findRegion(context, params.RegionId);
  const named = zones.map((id) => ({ ZoneId: id, LocalName: id }));
  return {
    Zones: named.map((zone) => ({ ...zone, SlaveZones: named.filter((other) => other !== zone) })),
  };
};

/** The default region when none is named. */
export function findRegion({ settings }: ActionContext, regionId: string | undefined): RegionSettings {
  const wanted = regionId ?? settings.defaultRegionId;
  const region = settings.regions.find(({ id }) => id === wanted);
  if (!region) throw new ApiError('regionNotFound');
  return region;
}
