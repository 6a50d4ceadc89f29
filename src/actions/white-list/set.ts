import { ApiError } from '../../contract/api-error.ts';
import { findForChange, findOnPortForChange, putListener } from '../listener/find.ts';
import type { ActionHandler } from '../context.ts';
import { itemsFromWire, whiteListOf } from './items.ts';

export const setListenerAccessControlStatus: ActionHandler<'SetListenerAccessControlStatus'> = async (
  params,
  context,
) => {
  const loadBalancer = await findForChange(context, params);
  const listener = await findOnPortForChange(context, params, 'listenerNotFound');
  if (loadBalancer.addressIpVersion === 'ipv6') throw new ApiError('whiteListNotForIpv6');
  const enabled = params.AccessControlStatus === 'open_white_list';
  putListener(context, { ...listener, whiteList: { ...whiteListOf(listener), enabled } });
  return {};
};

export const addListenerWhiteListItem: ActionHandler<'AddListenerWhiteListItem'> = async (
  params,
  context,
) => {
  const listener = await findOnPortForChange(context, params, 'listenerNotFound');
  if (listener.acl.enabled) throw new ApiError('whiteListBesideAcl');
  const whiteList = whiteListOf(listener);
  const items = new Map(whiteList.items.map((item) => [item.cidr, item]));
  for (const item of itemsFromWire(params.SourceItems)) {
    if (!items.has(item.cidr)) items.set(item.cidr, item);
  }
  const limit = context.settings.quotas.whiteListItemsPerListener;
  if (items.size > limit && items.size > whiteList.items.length) {
    throw new ApiError('whiteListQuotaExceeded', { limit, count: items.size });
  }
  putListener(context, { ...listener, whiteList: { ...whiteList, items: [...items.values()] } });
  return {};
};

export const removeListenerWhiteListItem: ActionHandler<'RemoveListenerWhiteListItem'> = async (
  params,
  context,
) => {
  const listener = await findOnPortForChange(context, params, 'listenerNotFound');
  const whiteList = whiteListOf(listener);
  const named = new Set(itemsFromWire(params.SourceItems).map(({ cidr }) => cidr));
  const items = whiteList.items.filter(({ cidr }) => !named.has(cidr));
  putListener(context, { ...listener, whiteList: { ...whiteList, items } });
  return {};
};
