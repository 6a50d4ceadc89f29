/** Access control of a listener: which lists it uses, and how. What it does to clients is worked out in domain/. */
import { ApiError } from '../../contract/api-error.ts';
import type { AccessControlList } from '../../domain/access-control.ts';
import { keys } from '../../domain/keys.ts';
import type { Listener, LoadBalancer } from '../../domain/resources.ts';
import { findAccessControlList, listenersUsing } from '../access-control/find.ts';
import type { ActionContext } from '../context.ts';

interface AclParams {
  readonly AclStatus: boolean | undefined;
  readonly AclType: 'white' | 'black' | undefined;
  readonly AclId: readonly string[];
}

const off: Listener['acl'] = { enabled: false, kind: null, ids: [] };

/** `before`: of the listener that is being changed. Lists are remembered, and not used, while access control is off. */
export async function usableAcl(
  params: AclParams,
  loadBalancerId: string,
  context: ActionContext,
  before: Listener['acl'] = off,
): Promise<Listener['acl']> {
  const given = [...new Set(params.AclId)];
  const acl = {
    enabled: params.AclStatus ?? before.enabled,
    kind: params.AclType ?? before.kind,
    ids: given.length > 0 ? given : before.ids,
  };
  if (acl.enabled && acl.kind === null) throw new ApiError('missingParameter', { name: 'AclType' });
  if (acl.enabled && acl.ids.length === 0) throw new ApiError('missingParameter', { name: 'AclId' });
  // Lists that are remembered only may be gone by now; those in use were looked at when they were given, and Terraform
  // repeats them with every change of something else.
  const inUse = before.enabled && acl.ids.every((id) => before.ids.includes(id));
  if ((acl.enabled || given.length > 0) && !inUse) await requireUsable(acl, loadBalancerId, context, before);
  return acl;
}

export function aclToWire({ enabled, kind, ids }: Listener['acl']) {
  return {
    AclStatus: enabled ? 'on' : 'off',
    ...(enabled && kind !== null && { AclType: kind }),
    ...(enabled && ids.length > 0 && { AclId: ids.join(',') }),
    AclIds: enabled ? ids : [],
  };
}

async function requireUsable(
  acl: Listener['acl'],
  loadBalancerId: string,
  context: ActionContext,
  before: Listener['acl'],
): Promise<void> {
  const loadBalancer = await context.tx.get('loadBalancers', keys.loadBalancer(loadBalancerId));
  if (!loadBalancer) throw new ApiError('loadBalancerNotFound');
  const lists: AccessControlList[] = [];
  for (const id of acl.ids) {
    const list = await findAccessControlList(context, { AclId: id, RegionId: loadBalancer.regionId });
    requireSameVersion(list, loadBalancer);
    lists.push(list);
  }
  requireDistinctEntries(lists, context.settings.quotas.accessEntriesPerListener);
  if (!acl.enabled) return;
  const limit = context.settings.quotas.listenersPerAccessControlList;
  for (const { id } of lists) {
    if (before.enabled && before.ids.includes(id)) continue;
    if ((await listenersUsing(context, id)).length >= limit) {
      throw new ApiError('aclListenerQuotaExceeded', { aclId: id, limit });
    }
  }
}

function requireSameVersion(list: AccessControlList, { addressIpVersion }: LoadBalancer): void {
  if (list.addressIpVersion === addressIpVersion) return;
  throw new ApiError('aclIpVersionConflict', {
    aclId: list.id,
    version: list.addressIpVersion,
    wanted: addressIpVersion,
  });
}

function requireDistinctEntries(lists: readonly AccessControlList[], limit: number): void {
  const cidrs = new Set<string>();
  for (const { cidr } of lists.flatMap((list) => list.entries)) {
    if (cidrs.has(cidr)) throw new ApiError('aclEntryDuplicated', { entry: cidr });
    cidrs.add(cidr);
  }
  if (cidrs.size > limit) throw new ApiError('tooManyAclEntriesOnListener', { limit, count: cidrs.size });
}
