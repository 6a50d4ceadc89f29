/** Finds access control lists and the listeners that use them. */
import { ApiError } from '../../contract/api-error.ts';
import type { AccessControlList } from '../../domain/access-control.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { Listener } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';

/** A list of another region than the one asked does not exist. */
export async function findAccessControlList(
  { tx }: ActionContext,
  params: { readonly AclId: string; readonly RegionId?: string | undefined },
): Promise<AccessControlList> {
  const list = await tx.get('accessControlLists', keys.accessControlList(params.AclId));
  if (!list || (params.RegionId !== undefined && params.RegionId !== list.regionId)) {
    throw new ApiError('aclNotFound', { aclId: params.AclId });
  }
  return list;
}

export function putAccessControlList({ tx }: ActionContext, list: AccessControlList): void {
  tx.put('accessControlLists', keys.accessControlList(list.id), list);
}

export async function accessControlListsIn(
  { tx }: ActionContext,
  regionId: string,
): Promise<readonly AccessControlList[]> {
  const lists = await tx.list('accessControlLists', prefixes.accessControlLists);
  return lists.filter((list) => list.regionId === regionId);
}

/** A listener whose access control is off remembers its lists, and does not use them. */
export function usesAccessControlList({ acl }: Listener, id: string): boolean {
  return acl.enabled && acl.ids.includes(id);
}

export async function listenersUsing({ tx }: ActionContext, id: string): Promise<readonly Listener[]> {
  const listeners = await tx.list('listeners', prefixes.listeners);
  return listeners.filter((listener) => usesAccessControlList(listener, id));
}

/** Names are unique in a region; `except` is the list that is being renamed. */
export function requireFreeName(
  lists: readonly AccessControlList[],
  name: string,
  except?: AccessControlList,
): void {
  if (lists.some((list) => list.name === name && list.id !== except?.id)) {
    throw new ApiError('aclNameExists', { name });
  }
}
