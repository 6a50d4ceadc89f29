import type { Answer } from '../api/use-call.ts';
import { type Operation, typedName } from '../resources/operation.ts';
import { moving, tagging } from '../resources/tagging.ts';
import { words } from '../resources/words.ts';

export type AccessControlList = Answer<'DescribeAccessControlLists'>['Acls'][number];

/** An entry with the list that it stands in. */
export interface Entry {
  readonly aclId: string;
  readonly block: string;
  readonly comment: string;
}

export const createAccessControlList: readonly Operation<null>[] = [
  {
    kind: 'form',
    action: 'CreateAccessControlList',
    label: { en: 'Create list', zh: '创建访问控制策略组' },
    fixed: () => ({}),
    first: ['AddressIPVersion'],
  },
];

const idOf = ({ AclId }: AccessControlList): string => AclId;

export const accessControlListName = ({ AclName, AclId }: AccessControlList): string =>
  typedName(AclName, AclId);

export const accessControlListOperations: readonly Operation<AccessControlList>[] = [
  {
    kind: 'form',
    action: 'SetAccessControlListAttribute',
    label: words.rename,
    fixed: ({ AclId }) => ({ AclId }),
    initial: ({ AclName }) => ({ AclName }),
  },
  {
    kind: 'delete',
    action: 'DeleteAccessControlList',
    label: words.delete,
    fixed: ({ AclId }) => ({ AclId }),
  },
  ...tagging('acl', idOf),
  moving('acl', idOf),
];

export const addEntries: readonly Operation<string>[] = [
  {
    kind: 'form',
    action: 'AddAccessControlListEntry',
    label: { en: 'Add entries', zh: '添加条目' },
    fixed: (aclId) => ({ AclId: aclId }),
    first: ['AclEntrys'],
  },
];

export const entryOperations: readonly Operation<Entry>[] = [
  {
    kind: 'confirm',
    action: 'RemoveAccessControlListEntry',
    label: words.remove,
    explain: {
      en: 'Listeners that use the list follow at once.',
      zh: '使用该策略组的监听将立即生效。',
    },
    fixed: ({ aclId, block }) => ({ AclId: aclId, AclEntrys: JSON.stringify([{ entry: block }]) }),
  },
];
