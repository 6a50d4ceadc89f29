/** What a write that answers nothing has left behind, as a read shows it: ids are those of the contract's example. */
import type { Step } from './scenario.ts';

const region = { RegionId: 'cn-hangzhou' };
const balancer = { ...region, LoadBalancerId: 'lb-bp1example' };
const certificate = { ...region, ServerCertificateId: '1000000000000001_example_server' };
const caCertificate = { ...region, CACertificateId: '1000000000000001_example_ca' };

function sees(action: string, request: Step['request'], holds: unknown): readonly Step[] {
  return [{ action, request, holds }];
}

function balancerHolds(holds: unknown): readonly Step[] {
  return sees('DescribeLoadBalancerAttribute', balancer, holds);
}

function listenerHolds(protocol: string, port: string, holds: unknown): readonly Step[] {
  const request = { ...balancer, ListenerPort: port };
  return sees(`DescribeLoadBalancer${protocol}ListenerAttribute`, request, holds);
}

function soon(steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => ({ ...step, soon: true }));
}

function accessHolds(holds: unknown): readonly Step[] {
  return sees('DescribeListenerAccessControlAttribute', { ...balancer, ListenerPort: '80' }, holds);
}

function entriesAre(...entries: readonly (readonly [ip: string, comment: string])[]): readonly Step[] {
  const AclEntry = entries.map(([AclEntryIP, AclEntryComment]) => ({ AclEntryIP, AclEntryComment }));
  const holds = { AclId: 'acl-example', AclEntrys: { AclEntry } };
  return sees('DescribeAccessControlListAttribute', { ...region, AclId: 'acl-example' }, holds);
}

function tagsAre(...TagResource: readonly unknown[]): readonly Step[] {
  const request = { ...region, ResourceType: 'instance', 'ResourceId.1': 'lb-bp1example' };
  return sees('ListTagResources', request, { TagResources: { TagResource } });
}

function policiesAre(...TLSCipherPolicies: readonly unknown[]): readonly Step[] {
  return sees('ListTLSCipherPolicies', region, { TLSCipherPolicies });
}

function logsAre(...LogsDownloadAttribute: readonly unknown[]): readonly Step[] {
  const holds = { LogsDownloadAttributes: { LogsDownloadAttribute } };
  return sees('DescribeAccessLogsDownloadAttribute', region, holds);
}

const envTest = { ResourceId: 'lb-bp1example', ResourceType: 'instance', TagKey: 'env', TagValue: 'test' };
const ciphers = ['ECDHE-ECDSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256'];
const versions = ['TLSv1.2', 'TLSv1.3'];

export const afterwards: Readonly<Record<string, readonly Step[]>> = {
  DeleteLoadBalancer: sees('DescribeLoadBalancers', region, {
    LoadBalancers: { LoadBalancer: [] },
    TotalCount: 0,
  }),
  SetLoadBalancerName: balancerHolds({ LoadBalancerName: 'renamed' }),
  SetLoadBalancerStatus: balancerHolds({ LoadBalancerStatus: 'inactive' }),
  SetLoadBalancerDeleteProtection: balancerHolds({ DeleteProtection: 'on' }),
  SetLoadBalancerModificationProtection: balancerHolds({
    ModificationProtectionStatus: 'ConsoleProtection',
    ModificationProtectionReason: 'managed.by.ack',
  }),

  // Typed clients write the interval and the texts of a UDP check with a small h.
  CreateLoadBalancerTCPListener: listenerHolds('TCP', '80', {
    HealthCheckInterval: 2,
    MasterSlaveServerGroupId: 'rsp-example',
  }),
  CreateLoadBalancerUDPListener: listenerHolds('UDP', '53', {
    BackendServerPort: 5353,
    HealthCheckReq: 'hello',
    HealthCheckExp: 'ok',
  }),
  SetLoadBalancerTCPListenerAttribute: listenerHolds('TCP', '80', {
    HealthCheckType: 'http',
    HealthCheckURI: '/healthz',
    HealthCheckInterval: 1,
  }),
  SetLoadBalancerUDPListenerAttribute: listenerHolds('UDP', '53', {
    Description: 'dns',
    HealthCheckReq: 'hello',
    HealthCheckExp: 'ok',
  }),
  CreateLoadBalancerHTTPListener: listenerHolds('HTTP', '80', {
    BackendServerPort: 8080,
    StickySession: 'on',
    StickySessionType: 'insert',
    CookieTimeout: 3600,
    HealthCheckURI: '/healthz',
  }),
  SetLoadBalancerHTTPListenerAttribute: listenerHolds('HTTP', '80', {
    Description: 'web',
    RequestTimeout: 30,
  }),
  CreateLoadBalancerHTTPSListener: listenerHolds('HTTPS', '443', {
    ServerCertificateId: '1000000000000001_example_server',
    TLSCipherPolicy: 'tls_cipher_policy_1_2',
  }),
  SetLoadBalancerHTTPSListenerAttribute: listenerHolds('HTTPS', '443', {
    ServerCertificateId: '1000000000000001_example_server',
  }),
  StartLoadBalancerListener: soon(listenerHolds('TCP', '80', { Status: 'running' })),
  StopLoadBalancerListener: soon(listenerHolds('TCP', '80', { Status: 'stopped' })),
  DeleteLoadBalancerListener: balancerHolds({ ListenerPortsAndProtocol: { ListenerPortAndProtocol: [] } }),

  SetAccessControlListAttribute: sees(
    'DescribeAccessControlListAttribute',
    { ...region, AclId: 'acl-example' },
    { AclName: 'head-office' },
  ),
  DeleteAccessControlList: sees('DescribeAccessControlLists', region, { Acls: { Acl: [] }, TotalCount: 0 }),
  AddAccessControlListEntry: entriesAre(['192.0.2.0/24', 'office'], ['10.0.0.0/8', 'branches']),
  RemoveAccessControlListEntry: entriesAre(),
  SetListenerAccessControlStatus: accessHolds({ AccessControlStatus: 'open_white_list' }),
  AddListenerWhiteListItem: accessHolds({ SourceItems: '192.0.2.7,198.51.100.0/24' }),
  RemoveListenerWhiteListItem: accessHolds({ SourceItems: '198.51.100.0/24' }),

  SetRule: sees(
    'DescribeRuleAttribute',
    { ...region, RuleId: 'rule-example' },
    { RuleName: 'pictures', Url: '/images' },
  ),
  DeleteRules: sees('DescribeRules', { ...balancer, ListenerPort: '80' }, { Rules: { Rule: [] } }),
  SetDomainExtensionAttribute: sees(
    'DescribeDomainExtensionAttribute',
    { ...region, DomainExtensionId: 'de-example' },
    { ServerCertificateId: '1000000000000001_example_server' },
  ),
  DeleteDomainExtension: sees(
    'DescribeDomainExtensions',
    { ...balancer, ListenerPort: '443' },
    { DomainExtensions: { DomainExtension: [] } },
  ),
  DeleteVServerGroup: sees('DescribeVServerGroups', balancer, { VServerGroups: { VServerGroup: [] } }),
  DeleteMasterSlaveServerGroup: sees('DescribeMasterSlaveServerGroups', balancer, {
    MasterSlaveServerGroups: { MasterSlaveServerGroup: [] },
  }),

  SetServerCertificateName: sees('DescribeServerCertificates', certificate, {
    ServerCertificates: { ServerCertificate: [{ ServerCertificateName: '*.example.com-2026' }] },
  }),
  DeleteServerCertificate: sees('DescribeServerCertificates', certificate, {
    ServerCertificates: { ServerCertificate: [] },
  }),
  SetCACertificateName: sees('DescribeCACertificates', caCertificate, {
    CACertificates: { CACertificate: [{ CACertificateName: 'example-ca-2026' }] },
  }),
  DeleteCACertificate: sees('DescribeCACertificates', caCertificate, {
    CACertificates: { CACertificate: [] },
  }),
  CreateTLSCipherPolicy: policiesAre({ Name: 'modern', Ciphers: ciphers, TLSVersions: versions }),
  SetTLSCipherPolicyAttribute: policiesAre({ Name: 'modern-only', Ciphers: ciphers, TLSVersions: versions }),
  DeleteTLSCipherPolicy: policiesAre(),

  TagResources: tagsAre(envTest),
  UntagResources: tagsAre(),
  AddTags: tagsAre(envTest),
  RemoveTags: tagsAre(),

  ModifyLoadBalancerInternetSpec: balancerHolds({ InternetChargeType: 'paybybandwidth', Bandwidth: 100 }),
  ModifyLoadBalancerInstanceSpec: balancerHolds({ LoadBalancerSpec: 'slb.s2.small' }),
  ModifyLoadBalancerInstanceChargeType: balancerHolds({ InstanceChargeType: 'PayByCLCU' }),
  ModifyLoadBalancerPayType: balancerHolds({ PayType: 'PrePay' }),
  MoveResourceGroup: balancerHolds({ ResourceGroupId: 'rg-new' }),

  EnableHighDefinationMonitor: sees('DescribeHighDefinationMonitor', region, {
    LogProject: 'my-project',
    LogStore: 'my-store',
  }),
  ModifyHighDefinationMonitor: sees('DescribeHighDefinationMonitor', region, { LogStore: 'other-store' }),
  SetAccessLogsDownloadAttribute: logsAre({ LoadBalancerId: 'lb-bp1example', LogStore: 'my-store' }),
  DeleteAccessLogsDownloadAttribute: logsAre(),
};
