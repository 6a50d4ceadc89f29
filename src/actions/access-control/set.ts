import type { ActionHandler } from '../context.ts';
import {
  accessControlListsIn,
  findAccessControlList,
  putAccessControlList,
  requireFreeName,
} from './find.ts';

export const setAccessControlListAttribute: ActionHandler<'SetAccessControlListAttribute'> = async (
  params,
  context,
) => {
  const list = await findAccessControlList(context, params);
  requireFreeName(await accessControlListsIn(context, list.regionId), params.AclName, list);
  putAccessControlList(context, { ...list, name: params.AclName });
  return {};
};
