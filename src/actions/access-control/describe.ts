import type { AccessControlList } from '../../domain/access-control.ts';
import type { ActionHandler } from '../context.ts';
import { hasTags, wireTags, wireTime } from '../format.ts';
import { accessControlListsIn, findAccessControlList, listenersUsing } from './find.ts';

const DEFAULT_ENTRIES_PER_PAGE = 10;

export const describeAccessControlLists: ActionHandler<'DescribeAccessControlLists'> = async (
  params,
  context,
) => {
  const { AclName: name, AddressIPVersion: version, ResourceGroupId: group } = params;
  const found = (await accessControlListsIn(context, params.RegionId ?? context.settings.defaultRegionId))
    .filter((list) => name === undefined || list.name.includes(name))
    .filter((list) => version === undefined || list.addressIpVersion === version)
    .filter((list) => group === undefined || list.resourceGroupId === group)
    .filter((list) => hasTags(list.tags, params.Tag))
    .sort((a, b) => a.createdMs - b.createdMs);
  const page = pageAt(found, params.PageNumber, params.PageSize);
  return {
    Acls: page.map(commonToWire),
    PageNumber: params.PageNumber,
    PageSize: params.PageSize,
    TotalCount: found.length,
    Count: page.length,
  };
};

export const describeAccessControlListAttribute: ActionHandler<'DescribeAccessControlListAttribute'> = async (
  params,
  context,
) => {
  const { AclEntryComment: comment, Page: number, PageSize: size } = params;
  const list = await findAccessControlList(context, params);
  const found = list.entries.filter((entry) => comment === undefined || entry.comment.includes(comment));
  const paged = number !== undefined || size !== undefined;
  const shown = paged ? pageAt(found, number ?? 1, size ?? DEFAULT_ENTRIES_PER_PAGE) : found;
  return {
    ...commonToWire(list),
    AclEntrys: shown.map((entry) => ({ AclEntryIP: entry.text, AclEntryComment: entry.comment })),
    TotalAclEntry: found.length,
    RelatedListeners: (await listenersUsing(context, list.id)).map((listener) => ({
      LoadBalancerId: listener.loadBalancerId,
      ListenerPort: listener.port,
      Protocol: listener.protocol,
      AclType: listener.acl.kind ?? '',
    })),
  };
};

function pageAt<T>(items: readonly T[], number: number, size: number): readonly T[] {
  return items.slice((number - 1) * size, number * size);
}

function commonToWire(list: AccessControlList) {
  return {
    AclId: list.id,
    AclName: list.name,
    AddressIPVersion: list.addressIpVersion,
    ResourceGroupId: list.resourceGroupId,
    CreateTime: wireTime(list.createdMs),
    Tags: wireTags(list.tags),
  };
}
