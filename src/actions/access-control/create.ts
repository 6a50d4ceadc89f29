import { ApiError } from '../../contract/api-error.ts';
import { newAccessControlListId } from '../../domain/ids.ts';
import type { ActionHandler } from '../context.ts';
import { tagsFromWire } from '../format.ts';
import { DEFAULT_RESOURCE_GROUP_ID } from '../load-balancer/create.ts';
import { findRegion } from '../region/describe.ts';
import { accessControlListsIn, putAccessControlList, requireFreeName } from './find.ts';

export const createAccessControlList: ActionHandler<'CreateAccessControlList'> = async (params, context) => {
  const { AclName: name } = params;
  const { id: regionId } = findRegion(context, params.RegionId);
  const others = await accessControlListsIn(context, regionId);
  requireFreeName(others, name);
  const limit = context.settings.quotas.accessControlLists;
  if (others.length >= limit) throw new ApiError('aclQuotaExceeded', { limit });
  const id = newAccessControlListId(context.random);
  putAccessControlList(context, {
    id,
    name,
    regionId,
    addressIpVersion: params.AddressIPVersion,
    resourceGroupId: params.ResourceGroupId ?? DEFAULT_RESOURCE_GROUP_ID,
    entries: [],
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  });
  return { AclId: id };
};
