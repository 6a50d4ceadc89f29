/**
 * What the classes of each library have no place for. A run that finds others fails: then either the library has changed, or
 * an answer of ours has a name that no class knows.
 */
import type { Gaps } from './support/run-case.ts';

/** The list a second time, as the founding page prints it; every class reads the other spelling. */
const asPrinted = [
  'CreateMasterSlaveServerGroup MasterSlaveBackendServers.MasterSlaveBackendServers',
  'DescribeMasterSlaveServerGroupAttribute MasterSlaveBackendServers.MasterSlaveBackendServers',
];
/** Documented, and in no class of the newer libraries. */
const newSdk = [
  ...asPrinted,
  'DescribeHealthStatus BackendServers.BackendServer[].Type',
  'DescribeLoadBalancerUDPListenerAttribute PersistenceTimeout',
  'RemoveVServerGroupBackendServers BackendServers.BackendServer[].Description',
];
/** Tags of resources came later than these libraries. */
const createTags = [
  'CreateAccessControlList Tag',
  'CreateLoadBalancer Tag',
  'CreateLoadBalancerHTTPListener Tag',
  'CreateLoadBalancerTCPListener Tag',
  'CreateMasterSlaveServerGroup Tag',
  'DescribeLoadBalancers Tag',
];
const tags = [
  'DescribeAccessControlListAttribute Tags',
  'DescribeLoadBalancerAttribute Tags',
  'DescribeLoadBalancerHTTPListenerAttribute Tags',
  'DescribeLoadBalancerHTTPSListenerAttribute Tags',
  'DescribeLoadBalancerTCPListenerAttribute Tags',
  'DescribeLoadBalancerUDPListenerAttribute Tags',
  'DescribeMasterSlaveServerGroupAttribute Tags',
  'DescribeMasterSlaveServerGroups MasterSlaveServerGroups.MasterSlaveServerGroup[].Tags',
  'DescribeVServerGroupAttribute Tags',
  'DescribeVServerGroups VServerGroups.VServerGroup[].Tags',
];

function gaps(notCarried: readonly string[], unset: readonly string[] = []): Gaps {
  return { unset: [...unset].sort(), notCarried: [...notCarried].sort() };
}

export const pythonNew = gaps(newSdk);
export const goNew = gaps(newSdk);
export const goOld = gaps(asPrinted);
/** Its class defines set_Tags twice, for Tag and for the older Tags; the second hides the first. */
export const pythonOld = gaps([], ['DescribeLoadBalancers Tag']);

export const javaNew = gaps(
  [
    ...newSdk,
    ...tags,
    'DescribeAccessControlLists Acls.Acl[].Tags',
    'DescribeCACertificates CACertificates.CACertificate[].Tags',
    'DescribeLoadBalancerHTTPListenerAttribute AclIds',
    'DescribeLoadBalancerHTTPListenerAttribute XForwardedFor_ClientSrcPort',
    'DescribeLoadBalancerHTTPListenerAttribute XForwardedFor_SLBPORT',
    'DescribeLoadBalancerHTTPSListenerAttribute AclIds',
    'DescribeLoadBalancerListeners Listeners[].AclIds',
    'DescribeLoadBalancerListeners Listeners[].Tags',
    'DescribeLoadBalancerTCPListenerAttribute AclIds',
    'DescribeLoadBalancerUDPListenerAttribute AclIds',
    'DescribeServerCertificates ServerCertificates.ServerCertificate[].Tags',
  ],
  createTags,
);

const javaOldMembers = [
  ...tags,
  'DescribeAccessControlListAttribute CreateTime',
  'DescribeAccessControlListAttribute TotalAclEntry',
  'DescribeAccessControlLists Acls.Acl[].CreateTime',
  'DescribeLoadBalancerHTTPListenerAttribute LoadBalancerId',
  'DescribeLoadBalancerHTTPSListenerAttribute LoadBalancerId',
  'DescribeLoadBalancerTCPListenerAttribute LoadBalancerId',
  'DescribeLoadBalancerUDPListenerAttribute LoadBalancerId',
  'DescribeMasterSlaveServerGroupAttribute CreateTime',
  'DescribeMasterSlaveServerGroups MasterSlaveServerGroups.MasterSlaveServerGroup[].CreateTime',
  'DescribeVServerGroupAttribute CreateTime',
  'DescribeVServerGroups VServerGroups.VServerGroup[].CreateTime',
];
const javaOldSetters = [
  ...createTags,
  'DescribeAccessControlListAttribute Page',
  'DescribeAccessControlListAttribute PageSize',
];
export const javaOld = gaps(
  [
    ...javaOldMembers,
    ...asPrinted,
    'DescribeLoadBalancerListeners Listeners[].TCPListenerConfig.ProxyProtocolV2Enabled',
    'DescribeLoadBalancerListeners Listeners[].Tags',
  ],
  javaOldSetters,
);
/** Its XML reader finds lists only in an element of their own that holds nothing else. */
export const javaOldXml = gaps(
  [
    ...javaOldMembers,
    'CreateMasterSlaveServerGroup MasterSlaveBackendServers',
    'DescribeLoadBalancerListeners Listeners',
    'DescribeMasterSlaveServerGroupAttribute MasterSlaveBackendServers',
    'ListTLSCipherPolicies TLSCipherPolicies',
  ],
  javaOldSetters,
);
