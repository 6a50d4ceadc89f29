import type { Answer } from '../api/use-call.ts';
import type { ActionName } from '../../../src/contract/index.ts';
import type { FormValues } from '../form/values.ts';
import type { FormOperation, Operation } from '../resources/operation.ts';
import { tagging } from '../resources/tagging.ts';
import { words } from '../resources/words.ts';

export type Listener = Answer<'DescribeLoadBalancerListeners'>['Listeners'][number];
export type Rule = Answer<'DescribeRules'>['Rules'][number];
export type DomainExtension = Answer<'DescribeDomainExtensions'>['DomainExtensions'][number];

/** Where a listener is; `ListenerProtocol` as requests want it. */
export type Place = Pick<Listener, 'LoadBalancerId' | 'ListenerPort' | 'ListenerProtocol'>;

/** `tcp:80`: what a listener is called everywhere here. */
export const listenerName = ({ ListenerProtocol, ListenerPort }: Place): string =>
  `${ListenerProtocol}:${ListenerPort}`;

export const isLayer7 = ({ ListenerProtocol }: Place): boolean => /^https?$/.test(ListenerProtocol);

/** For actions whose name says the protocol. */
const port = ({ LoadBalancerId, ListenerPort }: Place): FormValues => ({
  LoadBalancerId,
  ListenerPort: String(ListenerPort),
});
const place = (listener: Place): FormValues => ({
  ...port(listener),
  ListenerProtocol: listener.ListenerProtocol,
});

const protocols = ['TCP', 'UDP', 'HTTP', 'HTTPS'] as const;
type Protocol = (typeof protocols)[number];

const isOf =
  (protocol: Protocol) =>
  ({ ListenerProtocol }: Place): boolean =>
    ListenerProtocol === protocol.toLowerCase();

/** A group stays unless another one is chosen: filled in, one group would stand in the way of the other. */
const groups = [
  'VServerGroup',
  'VServerGroupId',
  'MasterSlaveServerGroup',
  'MasterSlaveServerGroupId',
  'MasterSlaveModeEnabled',
  'MasterServerGroupId',
  'SlaveServerGroupId',
];

const keepsGroup = {
  en: 'The form begins with what counts now. Group fields left empty keep the group that serves now.',
  zh: '表单已填入当前配置。服务器组字段留空则保持当前的服务器组不变。',
};

const firstOf: Readonly<Record<Protocol, readonly string[]>> = {
  TCP: ['MasterSlaveServerGroupId', 'VServerGroupId', 'BackendServerPort', 'Scheduler', 'Description'],
  UDP: ['MasterSlaveServerGroupId', 'VServerGroupId', 'BackendServerPort', 'Scheduler', 'Description'],
  HTTP: ['VServerGroupId', 'BackendServerPort', 'HealthCheck', 'Description'],
  HTTPS: ['ServerCertificateId', 'VServerGroupId', 'BackendServerPort', 'HealthCheck', 'Description'],
};

export const createListener: readonly Operation<string>[] = protocols.map((protocol) => ({
  kind: 'form',
  action: `CreateLoadBalancer${protocol}Listener` satisfies ActionName,
  label: { en: `Create ${protocol} listener`, zh: `创建 ${protocol} 监听` },
  fixed: (loadBalancerId) => ({ LoadBalancerId: loadBalancerId }),
  first: ['ListenerPort', ...firstOf[protocol]],
}));

const setOf = (protocol: Protocol, first: readonly string[]) =>
  ({
    kind: 'form',
    action: `SetLoadBalancer${protocol}ListenerAttribute` satisfies ActionName,
    fixed: port,
    when: isOf(protocol),
    present: (listener: Listener) => ({
      action: `DescribeLoadBalancer${protocol}ListenerAttribute` satisfies ActionName,
      parameters: port(listener),
    }),
    blank: groups,
    first,
  }) as const;

/** The port of the default group is asked for where a listener is made; no action changes it later. */
const edit: readonly FormOperation<Listener>[] = protocols.map((protocol) => ({
  ...setOf(
    protocol,
    firstOf[protocol].filter((name) => name !== 'BackendServerPort'),
  ),
  label: words.edit,
  explain: keepsGroup,
}));

export const aclOfListener: readonly FormOperation<Listener>[] = protocols.map((protocol) => ({
  ...setOf(protocol, ['AclStatus', 'AclType', 'AclId']),
  label: { en: 'Access control lists', zh: '设置访问控制' },
}));

export const listenerOperations: readonly Operation<Listener>[] = [
  {
    kind: 'confirm',
    action: 'StartLoadBalancerListener',
    label: { en: 'Start', zh: '启动' },
    explain: { en: 'The port is opened to clients.', zh: '将对客户端开放该端口。' },
    fixed: place,
    when: ({ Status }) => Status === 'stopped' || Status === 'stopping',
  },
  {
    kind: 'confirm',
    action: 'StopLoadBalancerListener',
    label: { en: 'Stop', zh: '停止' },
    explain: {
      en: 'The port is closed and the connections through it end.',
      zh: '将关闭该端口，并中断其上的连接。',
    },
    fixed: place,
    when: ({ Status }) => Status === 'running' || Status === 'starting',
  },
  ...edit,
  ...aclOfListener,
  ...tagging<Listener>(
    'listener',
    ({ LoadBalancerId, ListenerProtocol, ListenerPort }) =>
      `${LoadBalancerId}_${ListenerProtocol}_${ListenerPort}`,
  ),
  { kind: 'delete', action: 'DeleteLoadBalancerListener', label: words.delete, fixed: place },
];

export const whiteListOperations: readonly Operation<Place>[] = [
  {
    kind: 'form',
    action: 'SetListenerAccessControlStatus',
    label: { en: 'Open or close', zh: '设置白名单状态' },
    fixed: place,
  },
  {
    kind: 'form',
    action: 'AddListenerWhiteListItem',
    label: { en: 'Add addresses', zh: '添加地址' },
    fixed: place,
  },
  {
    kind: 'form',
    action: 'RemoveListenerWhiteListItem',
    label: { en: 'Remove addresses', zh: '移除地址' },
    fixed: place,
  },
];

export const createRules: readonly Operation<Place>[] = [
  {
    kind: 'form',
    action: 'CreateRules',
    label: { en: 'Create rules', zh: '创建转发策略' },
    fixed: place,
  },
];

export const ruleOperations: readonly Operation<Rule>[] = [
  {
    kind: 'form',
    action: 'SetRule',
    label: words.edit,
    fixed: ({ RuleId }) => ({ RuleId }),
    present: ({ RuleId }) => ({ action: 'DescribeRuleAttribute', parameters: { RuleId } }),
    first: ['RuleName', 'VServerGroupId'],
  },
  {
    kind: 'delete',
    action: 'DeleteRules',
    label: words.delete,
    fixed: ({ RuleId }) => ({ RuleIds: JSON.stringify([RuleId]) }),
  },
];

export const createDomainExtension: readonly Operation<Place>[] = [
  {
    kind: 'form',
    action: 'CreateDomainExtension',
    label: { en: 'Add domain', zh: '添加扩展域名' },
    fixed: port,
  },
];

export const domainExtensionOperations: readonly Operation<DomainExtension>[] = [
  {
    kind: 'form',
    action: 'SetDomainExtensionAttribute',
    label: { en: 'Change certificate', zh: '更换证书' },
    fixed: ({ DomainExtensionId }) => ({ DomainExtensionId }),
    initial: ({ ServerCertificateId }) => ({ ServerCertificateId }),
  },
  {
    kind: 'delete',
    action: 'DeleteDomainExtension',
    label: words.delete,
    fixed: ({ DomainExtensionId }) => ({ DomainExtensionId }),
  },
];
