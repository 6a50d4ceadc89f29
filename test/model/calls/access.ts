/** Access control lists, the listeners' use of them, and the older white lists of listeners. */
import { textAt } from '../../support/answers.ts';
import { type AccessList, type Account, type Listener, quotas, remove, usersOfList } from '../account.ts';
import { type Call, type Maker } from '../call.ts';
import type { Random } from '../../support/random.ts';
import { anyId, anyName, anyTags, codes, region, tagParameters } from './choose.ts';
import { onPort } from './on-port.ts';

/** What a call says about a listener's access control. */
export interface AclChange {
  readonly on: boolean | undefined;
  readonly type: string | undefined;
  readonly ids: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

export function anyAcl(account: Account, random: Random): AclChange {
  const dice = random.next();
  const on = dice < 0.3 ? account.lists.size > 0 : dice < 0.6 ? false : undefined;
  const type = random.chance(0.9) ? random.pick(['white', 'black']) : undefined;
  const ids = random.chance(on ? 0.9 : 0.2)
    ? [...new Set(Array.from({ length: random.between(1, 2) }, () => anyList(account, random)))]
    : [];
  return {
    on,
    type,
    ids,
    parameters: {
      ...(on !== undefined && { AclStatus: on ? 'on' : 'off' }),
      ...(type !== undefined && { AclType: type }),
      ...(ids.length > 0 && { AclId: ids.join(',') }),
    },
  };
}

export function aclAfter(before: Listener['acl'] | undefined, change: AclChange): Listener['acl'] {
  return {
    on: change.on ?? before?.on ?? false,
    type: change.type ?? before?.type,
    ids: change.ids.length > 0 ? [...change.ids] : (before?.ids ?? []),
  };
}

/** Lists are looked at when they are given to a listener or switched on: not again while they are in use. */
export function aclComplaints(
  now: Account,
  balancer: string,
  listener: Listener | undefined,
  change: AclChange,
): readonly string[] {
  const after = aclAfter(listener?.acl, change);
  const lacking =
    after.on && (after.type === undefined || after.ids.length === 0) ? ['MissingParameter'] : [];
  const inUse = listener?.acl.on && after.ids.every((id) => listener.acl.ids.includes(id));
  const given = !inUse && (change.ids.length > 0 || after.on);
  if (!given) return lacking;
  const lists = after.ids.map((id) => now.lists.get(id));
  const there = lists.filter((list) => list !== undefined);
  if (there.length < lists.length) return [...lacking, 'AclNotExist', 'IpVersionConflict'];
  const cidrs = there.flatMap(({ entries }) => entries.map(({ cidr }) => cidr));
  const version = now.balancers.get(balancer)?.version;
  const full = there.some(
    ({ id }) =>
      after.on &&
      !(listener?.acl.on && listener.acl.ids.includes(id)) &&
      usersOfList(now, id).length >= quotas.listenersPerAccessControlList,
  );
  return [
    ...lacking,
    ...(there.every((list) => list.version === version) ? [] : ['IpVersionConflict']),
    ...(new Set(cidrs).size < cidrs.length ? ['Duplicated.AclEntry'] : []),
    ...(cidrs.length > quotas.accessEntriesPerListener ? ['QuotaLimitExceeds.TotalAclEntry'] : []),
    ...(full ? ['AclListenerOverLimit'] : []),
  ];
}

export const createList: Maker = (_account, random) => {
  const name = anyName(random);
  const version = random.chance(0.15) ? 'ipv6' : 'ipv4';
  const tags = anyTags(random);
  return {
    action: 'CreateAccessControlList',
    needsAnswer: true,
    parameters: { ...region, AclName: name, AddressIPVersion: version, ...tagParameters(tags) },
    complaints: ({ lists }) => [
      ...nameTaken(lists, name),
      ...(lists.size >= quotas.accessControlLists ? ['AclNumberOverLimit'] : []),
    ],
    apply({ lists }, answer) {
      const id = textAt(answer, 'AclId');
      lists.set(id, { id, name, version, entries: [], tags });
    },
  };
};

export const changeList: Maker = (account, random) => {
  const id = anyList(account, random);
  switch (random.below(3)) {
    case 0: {
      const name = anyName(random);
      return changing(
        id,
        'SetAccessControlListAttribute',
        { AclName: name },
        {
          complaints: (_list, { lists }) => nameTaken(lists, name, id),
          apply: (list) => (list.name = name),
        },
      );
    }
    case 1:
      return addEntries(id, anyEntries(account.lists.get(id), random));
    default:
      return removeEntries(id, anyEntries(account.lists.get(id), random));
  }
};

export const deleteList: Maker = (account, random) => {
  const id = anyList(account, random);
  return {
    action: 'DeleteAccessControlList',
    parameters: { ...region, AclId: id },
    complaints(now) {
      if (!now.lists.has(id)) return ['AclNotExist'];
      return usersOfList(now, id).length > 0 ? ['OperationFailed.AclBindedWithVip'] : [];
    },
    apply: (now) => remove(now, now.lists, id),
  };
};

export const switchWhiteList: Maker = (account, random) => {
  const on = random.chance(0.5);
  return onPort(account, random, {
    action: 'SetListenerAccessControlStatus',
    missing: codes.noListener,
    parameters: { AccessControlStatus: on ? 'open_white_list' : 'close' },
    more: (now, { balancer }) =>
      now.balancers.get(balancer)?.version === 'ipv6' ? ['OperationFailed.ActionNotSupport'] : [],
    apply: (_now, listener) => (listener.whiteList.on = on),
  });
};

export const changeWhiteList: Maker = (account, random) => {
  const items = anyBlocks(random, v4);
  const add = random.chance(0.6);
  const same = (a: string, b: string): boolean => withLength(a) === withLength(b);
  const after = (before: readonly string[]): string[] =>
    add
      ? [...before, ...items.filter((item) => !before.some((one) => same(one, item)))]
      : before.filter((one) => !items.some((item) => same(one, item)));
  return onPort(account, random, {
    action: add ? 'AddListenerWhiteListItem' : 'RemoveListenerWhiteListItem',
    missing: codes.noListener,
    parameters: { SourceItems: items.join(',') },
    more: (_now, { acl, whiteList }) => {
      const size = after(whiteList.items).length;
      const over = size > quotas.whiteListItemsPerListener && size > whiteList.items.length;
      return [
        ...(add && acl.on ? ['Operation.NotAllowed'] : []),
        ...(add && over ? ['SourceItemsQuotaOverLimit'] : []),
      ];
    },
    apply: (_now, { whiteList }) => (whiteList.items = after(whiteList.items)),
  });
};

interface Change {
  complaints(list: AccessList, account: Account): readonly string[];
  apply(list: AccessList): void;
}

function changing(
  id: string,
  action: Call['action'],
  parameters: Readonly<Record<string, string>>,
  change: Change,
): Call {
  return {
    action,
    parameters: { ...region, AclId: id, ...parameters },
    complaints(now) {
      const list = now.lists.get(id);
      return list ? change.complaints(list, now) : ['AclNotExist'];
    },
    apply({ lists }) {
      const list = lists.get(id);
      if (list) change.apply(list);
    },
  };
}

interface Entry {
  readonly entry: string;
  readonly comment: string;
}

function addEntries(id: string, entries: readonly Entry[]): Call {
  const after = (list: AccessList): AccessList['entries'] => {
    const wanted = entries.map(({ entry, comment }) => ({ cidr: withLength(entry), comment }));
    return [...list.entries, ...wanted.filter(({ cidr }) => !list.entries.some((one) => one.cidr === cidr))];
  };
  return changing(
    id,
    'AddAccessControlListEntry',
    { AclEntrys: JSON.stringify(entries) },
    {
      complaints: (list) => {
        const size = after(list).length;
        const over = size > quotas.entriesPerAccessControlList && size > list.entries.length;
        const fitting = entries.every(({ entry }) => entry.includes(':') === (list.version === 'ipv6'));
        return [...(fitting ? [] : ['IllegalEntry']), ...(over ? ['AclEntryExceedLimit'] : [])];
      },
      apply: (list) => (list.entries = after(list)),
    },
  );
}

function removeEntries(id: string, entries: readonly Entry[]): Call {
  const named = entries.map(({ entry }) => withLength(entry));
  return changing(
    id,
    'RemoveAccessControlListEntry',
    { AclEntrys: JSON.stringify(entries) },
    {
      complaints: (list) => (list.entries.some(({ cidr }) => named.includes(cidr)) ? [] : ['AclEntryEmpty']),
      apply: (list) => (list.entries = list.entries.filter(({ cidr }) => !named.includes(cidr))),
    },
  );
}

/** A bare address is the block of itself. */
function withLength(item: string): string {
  return item.includes('/') ? item : `${item}/${item.includes(':') ? 128 : 32}`;
}

const v4 = [
  '10.0.0.1',
  '10.0.0.1/32',
  '10.1.0.0/16',
  '192.0.2.0/24',
  '192.0.2.7',
  '198.51.100.0/24',
  '10.2.0.1',
];
const v6 = ['2001:db8::1', '2001:db8::/32', '2001:db8:1::/48'];

/** No block twice in one call, in whatever spelling: which one would count is nobody's business here. */
function anyBlocks(random: Random, among: readonly string[]): readonly string[] {
  const picked = random.some(among, 1, 2);
  return picked.filter((one, index) => picked.findIndex((o) => withLength(o) === withLength(one)) === index);
}

function anyEntries(list: AccessList | undefined, random: Random): readonly Entry[] {
  const sixth = (list?.version === 'ipv6') !== random.chance(0.05);
  return anyBlocks(random, sixth ? v6 : v4).map((entry) => ({ entry, comment: `c${random.below(3)}` }));
}

function anyList(account: Account, random: Random): string {
  return anyId(random, account.lists.keys(), account);
}

function nameTaken(lists: Account['lists'], name: string, except?: string): readonly string[] {
  return [...lists.values()].some((list) => list.name === name && list.id !== except) ? ['AclNameExist'] : [];
}
