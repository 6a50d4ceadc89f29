/** Which clients a listener lets in: its access control lists and its older white list put together. Pure. */
import type { AccessControlList } from './access-control.ts';
import type { WhiteList } from './access-entry.ts';
import { type Cidr, formatCidr, intersectCidrs, parseCidr, subtractCidrs } from './cidr.ts';
import type { PlannedAccess } from './plan-types.ts';
import type { Listener } from './resources.ts';

type Lists = Pick<ReadonlyMap<string, AccessControlList>, 'get'>;

/** Two features of the API, independent of each other: a client must pass both. */
export function accessOf(listener: Pick<Listener, 'acl' | 'whiteList'>, lists: Lists): PlannedAccess {
  return both(byWhiteList(listener.whiteList), byLists(listener.acl, lists));
}

/** Lists without any entry forward everything, the white ones too: so says the text of AclType. */
function byLists(acl: Listener['acl'], lists: Lists): PlannedAccess {
  if (!acl.enabled || acl.kind === null) return { kind: 'open' };
  const entries = acl.ids.flatMap((id) => lists.get(id)?.entries ?? []);
  const cidrs = [...new Set(entries.map(({ cidr }) => cidr))];
  if (cidrs.length === 0) return { kind: 'open' };
  return { kind: acl.kind === 'white' ? 'allow' : 'deny', cidrs };
}

/** An open one without any item forwards nothing: so says the text of SetListenerAccessControlStatus. */
function byWhiteList(whiteList: WhiteList | undefined): PlannedAccess {
  if (!whiteList?.enabled) return { kind: 'open' };
  return { kind: 'allow', cidrs: [...new Set(whiteList.items.map(({ cidr }) => cidr))] };
}

function both(whiteList: PlannedAccess, lists: PlannedAccess): PlannedAccess {
  if (whiteList.kind !== 'allow') return lists;
  if (lists.kind === 'open') return whiteList;
  const [own, others] = [blocks(whiteList.cidrs), blocks(lists.cidrs)];
  const left = lists.kind === 'allow' ? intersectCidrs(own, others) : subtractCidrs(own, others);
  return { kind: 'allow', cidrs: [...new Set(left.map(formatCidr))] };
}

function blocks(cidrs: readonly string[]): readonly Cidr[] {
  return cidrs.flatMap((cidr) => parseCidr(cidr) ?? []);
}
