import { lazy } from 'react';
import type { Answer } from '../api/use-call.ts';
import type { Operation } from '../resources/operation.ts';
import { words } from '../resources/words.ts';

export type User = Answer<'DescribeUsers'>['Users'][number];

const PolicyCheck = lazy(async () => ({ default: (await import('./policy-check.tsx')).PolicyCheck }));
const NewKey = lazy(async () => ({ default: (await import('./new-key.tsx')).NewKey }));

const readOnly = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'slb:Describe*', Resource: '*' }],
};

const wasCreated = ({ Origin }: User): boolean => Origin === 'created';

export const createUser: readonly Operation<null>[] = [
  {
    kind: 'form',
    action: 'CreateUser',
    label: { en: 'Create user', zh: '创建用户' },
    fixed: () => ({}),
    initial: () => ({ PolicyDocument: JSON.stringify(readOnly, null, 2) }),
    beside: PolicyCheck,
    shows: NewKey,
  },
];

export const userOperations: readonly Operation<User>[] = [
  {
    kind: 'form',
    action: 'SetUserPolicy',
    label: { en: 'Edit policy', zh: '编辑权限策略' },
    fixed: ({ UserName }) => ({ UserName }),
    initial: ({ PolicyDocument }) => ({ PolicyDocument: inLines(PolicyDocument) }),
    beside: PolicyCheck,
    when: wasCreated,
  },
  {
    kind: 'confirm',
    action: 'CreateAccessKey',
    label: { en: 'Create access key', zh: '创建访问密钥' },
    explain: {
      en: 'Switch your programs to the new key, then delete the old one. A user has at most two.',
      zh: '先将程序切换到新密钥，再删除旧密钥。每个用户最多两个密钥。',
    },
    fixed: ({ UserName }) => ({ UserName }),
    shows: NewKey,
    when: wasCreated,
  },
  {
    kind: 'delete',
    action: 'DeleteUser',
    label: words.delete,
    fixed: ({ UserName }) => ({ UserName }),
    when: wasCreated,
  },
];

export const accessKeyOperations: readonly Operation<string>[] = [
  {
    kind: 'delete',
    action: 'DeleteAccessKey',
    label: words.delete,
    fixed: (accessKeyId) => ({ UserAccessKeyId: accessKeyId }),
  },
];

/** As somebody reads it who edits it; as it is when it is no JSON. */
export function inLines(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
