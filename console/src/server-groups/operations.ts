import type { Answer } from '../api/use-call.ts';
import { type Operation, typedName } from '../resources/operation.ts';
import { tagging } from '../resources/tagging.ts';
import { words } from '../resources/words.ts';

export type VServerGroup = Answer<'DescribeVServerGroups'>['VServerGroups'][number];
export type MasterSlaveServerGroup =
  Answer<'DescribeMasterSlaveServerGroups'>['MasterSlaveServerGroups'][number];

type BackendServer = Answer<'DescribeLoadBalancerAttribute'>['BackendServers'][number];
/** A server of the default group, with the load balancer that it stands behind. */
export type DefaultMember = BackendServer & { readonly loadBalancerId: string };

type VServer = Answer<'DescribeVServerGroupAttribute'>['BackendServers'][number];
/** A server of a vServer group, with the group. */
export type VServerMember = VServer & { readonly groupId: string };

const add = { en: 'Add servers', zh: '添加服务器' };
const ofLoadBalancer = (loadBalancerId: string) => ({ LoadBalancerId: loadBalancerId });

export const addDefaultMembers: readonly Operation<string>[] = [
  { kind: 'form', action: 'AddBackendServers', label: add, fixed: ofLoadBalancer, first: ['BackendServers'] },
];

export const defaultMemberOperations: readonly Operation<DefaultMember>[] = [
  {
    kind: 'form',
    action: 'SetBackendServers',
    label: { en: 'Set weight', zh: '修改权重' },
    fixed: ({ loadBalancerId }) => ofLoadBalancer(loadBalancerId),
    initial: ({ ServerId, Weight, Type, Description }) => ({
      BackendServers: JSON.stringify([{ ServerId, Weight, Type, Description }]),
    }),
    first: ['BackendServers'],
  },
  {
    kind: 'confirm',
    action: 'RemoveBackendServers',
    label: words.remove,
    explain: {
      en: 'It gets no new connections from listeners of the default group.',
      zh: '使用默认服务器组的监听不再向该服务器转发新连接。',
    },
    fixed: ({ loadBalancerId, ServerId }) => ({
      ...ofLoadBalancer(loadBalancerId),
      BackendServers: JSON.stringify([{ ServerId }]),
    }),
  },
];

export const createVServerGroup: readonly Operation<string>[] = [
  {
    kind: 'form',
    action: 'CreateVServerGroup',
    label: { en: 'Create vServer group', zh: '创建虚拟服务器组' },
    fixed: ofLoadBalancer,
    first: ['VServerGroupName', 'BackendServers'],
  },
];

export const vServerGroupName = ({ VServerGroupName, VServerGroupId }: VServerGroup): string =>
  typedName(VServerGroupName, VServerGroupId);

export const vServerGroupOperations: readonly Operation<VServerGroup>[] = [
  {
    kind: 'form',
    action: 'SetVServerGroupAttribute',
    label: { en: 'Rename and set weights', zh: '编辑名称与权重' },
    explain: {
      en: 'Changes servers that are in the group; it neither adds nor removes any.',
      zh: '仅修改组内已有服务器，不会添加或移除。',
    },
    fixed: ({ VServerGroupId }) => ({ VServerGroupId }),
    present: ({ VServerGroupId }) => ({
      action: 'DescribeVServerGroupAttribute',
      parameters: { VServerGroupId },
    }),
    first: ['VServerGroupName', 'BackendServers'],
  },
  {
    kind: 'form',
    action: 'ModifyVServerGroupBackendServers',
    label: { en: 'Replace servers', zh: '替换服务器' },
    fixed: ({ VServerGroupId }) => ({ VServerGroupId }),
    first: ['OldBackendServers', 'NewBackendServers'],
  },
  {
    kind: 'delete',
    action: 'DeleteVServerGroup',
    label: words.delete,
    fixed: ({ VServerGroupId }) => ({ VServerGroupId }),
  },
  ...tagging<VServerGroup>('vservergroup', ({ VServerGroupId }) => VServerGroupId),
];

export const addVServerMembers: readonly Operation<string>[] = [
  {
    kind: 'form',
    action: 'AddVServerGroupBackendServers',
    label: add,
    fixed: (groupId) => ({ VServerGroupId: groupId }),
    first: ['BackendServers'],
  },
];

export const vServerMemberOperations: readonly Operation<VServerMember>[] = [
  {
    kind: 'confirm',
    action: 'RemoveVServerGroupBackendServers',
    label: words.remove,
    explain: {
      en: 'It gets no new connections from listeners of this group.',
      zh: '使用该服务器组的监听不再向其转发新连接。',
    },
    fixed: ({ groupId, ServerId, Port, ServerIp }) => ({
      VServerGroupId: groupId,
      BackendServers: JSON.stringify([{ ServerId, Port, ...(ServerIp !== '' && { ServerIp }) }]),
    }),
  },
];

export const createMasterSlaveServerGroup: readonly Operation<string>[] = [
  {
    kind: 'form',
    action: 'CreateMasterSlaveServerGroup',
    label: { en: 'Create master-slave group', zh: '创建主备服务器组' },
    fixed: ofLoadBalancer,
    first: ['MasterSlaveServerGroupName', 'MasterSlaveBackendServers'],
  },
];

export const masterSlaveServerGroupName = (group: MasterSlaveServerGroup): string =>
  typedName(group.MasterSlaveServerGroupName, group.MasterSlaveServerGroupId);

export const masterSlaveServerGroupOperations: readonly Operation<MasterSlaveServerGroup>[] = [
  {
    kind: 'form',
    action: 'SetMasterSlaveServerGroupAttribute',
    label: words.edit,
    fixed: ({ MasterSlaveServerGroupId }) => ({ MasterSlaveServerGroupId }),
    present: ({ MasterSlaveServerGroupId }) => ({
      action: 'DescribeMasterSlaveServerGroupAttribute',
      parameters: { MasterSlaveServerGroupId },
    }),
    first: ['MasterSlaveServerGroupName', 'MasterSlaveBackendServers'],
  },
  {
    kind: 'delete',
    action: 'DeleteMasterSlaveServerGroup',
    label: words.delete,
    fixed: ({ MasterSlaveServerGroupId }) => ({ MasterSlaveServerGroupId }),
  },
  ...tagging<MasterSlaveServerGroup>(
    'masterslaveservergroup',
    ({ MasterSlaveServerGroupId }) => MasterSlaveServerGroupId,
  ),
];
