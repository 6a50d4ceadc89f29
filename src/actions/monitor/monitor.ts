/** Kept for the region and given back; nothing is delivered anywhere. */
import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findRegion } from '../region/describe.ts';

export const enableHighDefinationMonitor: ActionHandler<'EnableHighDefinationMonitor'> = async (
  params,
  context,
) => {
  if (await settingOf(params, context)) throw new ApiError('monitorEnabled');
  return keep(params, context);
};

export const modifyHighDefinationMonitor: ActionHandler<'ModifyHighDefinationMonitor'> = async (
  params,
  context,
) => {
  if (!(await settingOf(params, context))) throw new ApiError('monitorNotEnabled');
  return keep(params, context);
};

export const describeHighDefinationMonitor: ActionHandler<'DescribeHighDefinationMonitor'> = async (
  params,
  context,
) => {
  const setting = await settingOf(params, context);
  return { LogProject: setting?.logProject ?? '', LogStore: setting?.logStore ?? '' };
};

interface OfRegion {
  readonly RegionId: string | undefined;
}

function settingOf({ RegionId: wanted }: OfRegion, context: ActionContext) {
  return context.tx.get('monitorSettings', keys.monitorSetting(findRegion(context, wanted).id));
}

function keep(
  params: OfRegion & { readonly LogProject: string; readonly LogStore: string },
  context: ActionContext,
): Record<never, never> {
  const { id: regionId } = findRegion(context, params.RegionId);
  context.tx.put('monitorSettings', keys.monitorSetting(regionId), {
    regionId,
    logProject: params.LogProject,
    logStore: params.LogStore,
  });
  return {};
}
