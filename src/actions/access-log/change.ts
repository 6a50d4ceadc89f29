import { ApiError } from '../../contract/api-error.ts';
import type { Params } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import { keys } from '../../domain/keys.ts';
import type { AccessLogSetting } from '../../domain/log-delivery.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findLoadBalancer } from '../find.ts';

export const setAccessLogsDownloadAttribute: ActionHandler<'SetAccessLogsDownloadAttribute'> = async (
  params,
  context,
) => {
  for (const setting of await settingsFromWire(params, context)) {
    const { loadBalancerId } = setting;
    const key = keys.accessLogSetting(loadBalancerId);
    if (await context.tx.get('accessLogSettings', key))
      throw new ApiError('accessLogExists', { loadBalancerId });
    context.tx.put('accessLogSettings', key, setting);
  }
  return {};
};

export const deleteAccessLogsDownloadAttribute: ActionHandler<'DeleteAccessLogsDownloadAttribute'> = async (
  params,
  context,
) => {
  for (const { loadBalancerId, logProject, logStore } of await settingsFromWire(params, context)) {
    const key = keys.accessLogSetting(loadBalancerId);
    const setting = await context.tx.get('accessLogSettings', key);
    if (setting?.logProject !== logProject || setting.logStore !== logStore) {
      throw new ApiError('accessLogNotFound', { loadBalancerId });
    }
    context.tx.delete(key);
  }
  return {};
};

/** Of load balancers that exist. */
async function settingsFromWire(
  params: Params<Contracts['SetAccessLogsDownloadAttribute']>,
  context: ActionContext,
): Promise<readonly AccessLogSetting[]> {
  const settings: AccessLogSetting[] = [];
  for (const entry of params.LogsDownloadAttributes) {
    const loadBalancerId = entry.LoadBalancerId ?? params.LoadBalancerId;
    if (loadBalancerId === undefined) throw new ApiError('missingParameter', { name: 'LoadBalancerId' });
    await findLoadBalancer(context, { LoadBalancerId: loadBalancerId, RegionId: params.RegionId });
    settings.push({ loadBalancerId, logProject: entry.LogProject, logStore: entry.LogStore });
  }
  return settings;
}
