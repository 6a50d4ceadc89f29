/** Access control of a listener: stored as given. Lists themselves cannot be made yet, so no id is known. */
import { ApiError } from '../../contract/api-error.ts';
import type { Listener } from '../../domain/resources.ts';

interface AclParams {
  readonly AclStatus: boolean | undefined;
  readonly AclType: 'white' | 'black' | undefined;
  readonly AclId: readonly string[];
}

const off: Listener['acl'] = { enabled: false, kind: null, ids: [] };

export function aclFromWire(params: AclParams, before: Listener['acl'] = off): Listener['acl'] {
  requireKnown(params.AclId);
  const acl = {
    enabled: params.AclStatus ?? before.enabled,
    kind: params.AclType ?? before.kind,
    ids: params.AclId.length > 0 ? params.AclId : before.ids,
  };
  if (acl.enabled && acl.kind === null) throw new ApiError('missingParameter', { name: 'AclType' });
  if (acl.enabled && acl.ids.length === 0) throw new ApiError('missingParameter', { name: 'AclId' });
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

function requireKnown([first]: readonly string[]): void {
  if (first !== undefined) throw new ApiError('aclNotFound', { aclId: first });
}
