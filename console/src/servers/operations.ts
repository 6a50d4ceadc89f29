import type { Answer } from '../api/use-call.ts';
import type { Operation } from '../resources/operation.ts';
import { words } from '../resources/words.ts';

export type Server = Answer<'DescribeServers'>['Servers'][number];

export const registerServer: readonly Operation<null>[] = [
  {
    kind: 'form',
    action: 'RegisterServer',
    label: { en: 'Register server', zh: '注册服务器' },
    fixed: () => ({}),
    first: ['Description'],
  },
];

export const serverOperations: readonly Operation<Server>[] = [
  {
    kind: 'form',
    action: 'RegisterServer',
    label: words.edit,
    fixed: ({ ServerId }) => ({ ServerId }),
    initial: ({ Address, Description }) => ({ Address, ...(Description !== '' && { Description }) }),
    first: ['Description'],
  },
  {
    kind: 'delete',
    action: 'DeregisterServer',
    label: { en: 'Deregister', zh: '注销' },
    fixed: ({ ServerId }) => ({ ServerId }),
    when: ({ Origin }) => Origin === 'registered',
  },
];
