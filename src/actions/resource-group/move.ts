import { ApiError } from '../../contract/api-error.ts';
import type { movableTypes } from '../../contract/resource-group.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import {
  accessControlLists,
  certificates,
  loadBalancers,
  type Regional,
  type RegionalRecords,
} from '../regional-records.ts';

type MovableType = (typeof movableTypes)[number];

/** False when there is no such resource in the region. */
type Move = (target: Target, context: ActionContext) => Promise<boolean>;

interface Target {
  readonly ResourceId: string;
  readonly RegionId: string | undefined;
  readonly NewResourceGroupId: string;
}

const moves: { readonly [T in MovableType]: Move } = {
  loadbalancer: movesOf(loadBalancers),
  certificate: movesOf(certificates),
  acl: movesOf(accessControlLists),
};

export const moveResourceGroup: ActionHandler<'MoveResourceGroup'> = async (params, context) => {
  const { ResourceType: resourceType, ResourceId: resourceId } = params;
  if (await moves[resourceType](params, context)) return {};
  throw new ApiError('resourceNotExist', { resourceId, resourceType });
};

function movesOf<T extends Regional & { readonly resourceGroupId: string }>(
  records: RegionalRecords<T>,
): Move {
  return async (target, context) => {
    const record = await records.get(target.ResourceId, context);
    if (!record || (target.RegionId !== undefined && target.RegionId !== record.regionId)) return false;
    records.put({ ...record, resourceGroupId: target.NewResourceGroupId }, context);
    return true;
  };
}
