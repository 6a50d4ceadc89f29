import type { Answer } from '../api/use-call.ts';
import type { FormValues } from '../form/values.ts';
import { type Operation, typedName } from '../resources/operation.ts';
import { moving, tagging } from '../resources/tagging.ts';
import { words } from '../resources/words.ts';

export type LoadBalancer = Answer<'DescribeLoadBalancerAttribute'>;
export type AccessLog = Answer<'DescribeAccessLogsDownloadAttribute'>['LogsDownloadAttributes'][number];

export const loadBalancerName = ({ LoadBalancerName, LoadBalancerId }: LoadBalancer): string =>
  typedName(LoadBalancerName, LoadBalancerId);

const itself = ({ LoadBalancerId }: { readonly LoadBalancerId: string }): FormValues => ({ LoadBalancerId });
const change = { en: 'Change', zh: '修改' };

const [addTags, removeTags] = tagging<LoadBalancer>('instance', ({ LoadBalancerId }) => LoadBalancerId);

/** What can be changed, by the setting beside which it is offered. */
export const loadBalancerOperations = {
  name: [
    {
      kind: 'form',
      action: 'SetLoadBalancerName',
      label: words.rename,
      fixed: itself,
      initial: ({ LoadBalancerName }) => ({ LoadBalancerName }),
    },
  ],
  status: [
    {
      kind: 'confirm',
      action: 'SetLoadBalancerStatus',
      label: { en: 'Deactivate', zh: '停用' },
      explain: {
        en: 'All listeners stop forwarding until the load balancer is active again; their settings stay.',
        zh: '所有监听将停止转发，直到重新启用实例；配置保持不变。',
      },
      fixed: (found) => ({ ...itself(found), LoadBalancerStatus: 'inactive' }),
      when: ({ LoadBalancerStatus }) => LoadBalancerStatus === 'active',
    },
    {
      kind: 'confirm',
      action: 'SetLoadBalancerStatus',
      label: { en: 'Activate', zh: '启用' },
      explain: {
        en: 'Listeners that are started forward again.',
        zh: '已启动的监听将恢复转发。',
      },
      fixed: (found) => ({ ...itself(found), LoadBalancerStatus: 'active' }),
      when: ({ LoadBalancerStatus }) => LoadBalancerStatus === 'inactive',
    },
  ],
  deleteProtection: [
    {
      kind: 'confirm',
      action: 'SetLoadBalancerDeleteProtection',
      label: { en: 'Turn on', zh: '开启' },
      explain: {
        en: 'Deleting the load balancer is refused until this is turned off.',
        zh: '关闭之前，删除该实例的请求会被拒绝。',
      },
      fixed: (found) => ({ ...itself(found), DeleteProtection: 'on' }),
      when: ({ DeleteProtection }) => DeleteProtection !== 'on',
    },
    {
      kind: 'confirm',
      action: 'SetLoadBalancerDeleteProtection',
      label: { en: 'Turn off', zh: '关闭' },
      explain: { en: 'The load balancer can then be deleted.', zh: '关闭后可以删除该实例。' },
      fixed: (found) => ({ ...itself(found), DeleteProtection: 'off' }),
      when: ({ DeleteProtection }) => DeleteProtection === 'on',
    },
  ],
  modificationProtection: [
    {
      kind: 'form',
      action: 'SetLoadBalancerModificationProtection',
      label: change,
      fixed: itself,
      initial: ({ ModificationProtectionStatus, ModificationProtectionReason }) => ({
        ModificationProtectionStatus,
        ...(ModificationProtectionReason !== '' && { ModificationProtectionReason }),
      }),
      first: ['ModificationProtectionReason'],
    },
  ],
  tags: [addTags, removeTags].filter((operation) => operation !== undefined),
  resourceGroup: [moving<LoadBalancer>('loadbalancer', ({ LoadBalancerId }) => LoadBalancerId)],
  specification: [
    {
      kind: 'form',
      action: 'ModifyLoadBalancerInstanceSpec',
      label: change,
      fixed: itself,
      initial: ({ LoadBalancerSpec }) => (LoadBalancerSpec === '' ? {} : { LoadBalancerSpec }),
    },
  ],
  bandwidth: [
    {
      kind: 'form',
      action: 'ModifyLoadBalancerInternetSpec',
      label: change,
      fixed: itself,
      initial: ({ InternetChargeType, Bandwidth }) => ({
        InternetChargeType,
        ...(Bandwidth > 0 && { Bandwidth: String(Bandwidth) }),
      }),
      first: ['InternetChargeType', 'Bandwidth'],
    },
  ],
  payment: [
    {
      kind: 'form',
      action: 'ModifyLoadBalancerPayType',
      label: { en: 'Change payment', zh: '变更付费方式' },
      fixed: itself,
      initial: ({ PayType }) => ({ PayType }),
      first: ['PayType'],
    },
    {
      kind: 'form',
      action: 'ModifyLoadBalancerInstanceChargeType',
      label: { en: 'Change charge type', zh: '变更计费类型' },
      fixed: itself,
      initial: ({ InstanceChargeType }) => ({ InstanceChargeType }),
    },
  ],
  deletion: [
    {
      kind: 'delete',
      action: 'DeleteLoadBalancer',
      label: { en: 'Delete load balancer', zh: '释放实例' },
      fixed: itself,
    },
  ],
} as const satisfies Readonly<Record<string, readonly Operation<LoadBalancer>[]>>;

export const setAccessLog: readonly Operation<string>[] = [
  {
    kind: 'form',
    action: 'SetAccessLogsDownloadAttribute',
    label: { en: 'Set up', zh: '设置' },
    fixed: (loadBalancerId) => ({ LoadBalancerId: loadBalancerId }),
  },
];

export const accessLogOperations: readonly Operation<AccessLog>[] = [
  {
    kind: 'confirm',
    action: 'DeleteAccessLogsDownloadAttribute',
    label: words.remove,
    fixed: ({ LoadBalancerId, LogProject, LogStore }) => ({
      LogsDownloadAttributes: JSON.stringify([{ LoadBalancerId, LogProject, LogStore }]),
    }),
  },
];
