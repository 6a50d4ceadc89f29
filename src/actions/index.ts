import type { ActionName } from '../contract/index.ts';
import { createAccessControlList } from './access-control/create.ts';
import { deleteAccessControlList } from './access-control/delete.ts';
import { describeAccessControlListAttribute, describeAccessControlLists } from './access-control/describe.ts';
import { addAccessControlListEntry, removeAccessControlListEntry } from './access-control/entries.ts';
import { setAccessControlListAttribute } from './access-control/set.ts';
import { addBackendServers } from './backend-server/add.ts';
import { removeBackendServers } from './backend-server/remove.ts';
import { setBackendServers } from './backend-server/set.ts';
import type { ActionHandler } from './context.ts';
import { createDomainExtension } from './domain-extension/create.ts';
import { deleteDomainExtension } from './domain-extension/delete.ts';
import { describeDomainExtensionAttribute, describeDomainExtensions } from './domain-extension/describe.ts';
import { setDomainExtensionAttribute } from './domain-extension/set.ts';
import { describeFailoverHistory } from './failover/history.ts';
import { describeMasterSlaveServerGroupState } from './failover/state.ts';
import { describeHealthStatus } from './health/describe.ts';
import {
  createLoadBalancerHTTPListener,
  describeLoadBalancerHTTPListenerAttribute,
  setLoadBalancerHTTPListenerAttribute,
} from './http-listener/http.ts';
import {
  createLoadBalancerHTTPSListener,
  describeLoadBalancerHTTPSListenerAttribute,
  setLoadBalancerHTTPSListenerAttribute,
} from './http-listener/https.ts';
import { createLoadBalancerTCPListener, createLoadBalancerUDPListener } from './listener/create.ts';
import { deleteLoadBalancerListener } from './listener/delete.ts';
import {
  describeLoadBalancerTCPListenerAttribute,
  describeLoadBalancerUDPListenerAttribute,
} from './listener/describe.ts';
import { describeLoadBalancerListeners } from './listener/list.ts';
import { setLoadBalancerTCPListenerAttribute, setLoadBalancerUDPListenerAttribute } from './listener/set.ts';
import { startLoadBalancerListener, stopLoadBalancerListener } from './listener/start-stop.ts';
import { createLoadBalancer } from './load-balancer/create.ts';
import { deleteLoadBalancer } from './load-balancer/delete.ts';
import { describeLoadBalancerAttribute } from './load-balancer/describe.ts';
import { describeLoadBalancers } from './load-balancer/list.ts';
import {
  setLoadBalancerDeleteProtection,
  setLoadBalancerModificationProtection,
  setLoadBalancerName,
  setLoadBalancerStatus,
} from './load-balancer/set.ts';
import { createMasterSlaveServerGroup } from './master-slave-server-group/create.ts';
import { switchMasterSlaveServerGroup } from './failover/switch.ts';
import { deleteMasterSlaveServerGroup } from './master-slave-server-group/delete.ts';
import { setMasterSlaveServerGroupAttribute } from './master-slave-server-group/set.ts';
import {
  describeMasterSlaveServerGroupAttribute,
  describeMasterSlaveServerGroups,
} from './master-slave-server-group/describe.ts';
import { describeRegions, describeZones } from './region/describe.ts';
import { createRules } from './rule/create.ts';
import { deleteRules } from './rule/delete.ts';
import { describeRuleAttribute, describeRules } from './rule/describe.ts';
import { setRule } from './rule/set.ts';
import { deregisterServer } from './server/deregister.ts';
import { describeServers } from './server/describe.ts';
import { registerServer } from './server/register.ts';
import { addVServerGroupBackendServers } from './vserver-group/add.ts';
import { createVServerGroup } from './vserver-group/create.ts';
import { deleteVServerGroup } from './vserver-group/delete.ts';
import { describeVServerGroupAttribute, describeVServerGroups } from './vserver-group/describe.ts';
import { modifyVServerGroupBackendServers } from './vserver-group/modify.ts';
import { removeVServerGroupBackendServers } from './vserver-group/remove.ts';
import { setVServerGroupAttribute } from './vserver-group/set.ts';
import { describeListenerAccessControlAttribute } from './white-list/describe.ts';
import {
  addListenerWhiteListItem,
  removeListenerWhiteListItem,
  setListenerAccessControlStatus,
} from './white-list/set.ts';
import { deleteCACertificate, deleteServerCertificate } from './certificate/delete.ts';
import { describeCACertificates, describeServerCertificates } from './certificate/describe.ts';
import { setCACertificateName, setServerCertificateName } from './certificate/set-name.ts';
import { uploadCACertificate, uploadServerCertificate } from './certificate/upload.ts';
import { createTLSCipherPolicy } from './tls-policy/create.ts';
import { deleteTLSCipherPolicy } from './tls-policy/delete.ts';
import { listTLSCipherPolicies } from './tls-policy/list.ts';
import { setTLSCipherPolicyAttribute } from './tls-policy/set.ts';
import { listTagResources } from './tag/list.ts';
import { addTags, describeTags, removeTags } from './tag/older.ts';
import { tagResources } from './tag/tag.ts';
import {
  modifyLoadBalancerInstanceChargeType,
  modifyLoadBalancerInstanceSpec,
  modifyLoadBalancerInternetSpec,
  modifyLoadBalancerPayType,
} from './billing/modify.ts';
import { describeAvailableResource } from './region/available.ts';
import { moveResourceGroup } from './resource-group/move.ts';
import { deleteAccessLogsDownloadAttribute, setAccessLogsDownloadAttribute } from './access-log/change.ts';
import { describeAccessLogsDownloadAttribute } from './access-log/describe.ts';
import {
  describeHighDefinationMonitor,
  enableHighDefinationMonitor,
  modifyHighDefinationMonitor,
} from './monitor/monitor.ts';
import { describeTrafficHistory } from './monitor/traffic-history.ts';
import { untagResources } from './tag/untag.ts';
import { createUser } from './user/create.ts';
import { setUserPolicy } from './user/set-policy.ts';
import { deleteUser } from './user/delete.ts';
import { createAccessKey } from './user/create-access-key.ts';
import { deleteAccessKey } from './user/delete-access-key.ts';
import { describeUsers } from './user/describe.ts';
import { createSession } from './session/create.ts';
import { endSession } from './session/end.ts';
import { describeAuditLog } from './audit/describe.ts';
import { describeSettings } from './service/describe.ts';

/** A contract without a handler does not compile. */
export const handlers = {
  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  DescribeAvailableResource: describeAvailableResource,
  CreateLoadBalancer: createLoadBalancer,
  DeleteLoadBalancer: deleteLoadBalancer,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeLoadBalancerAttribute: describeLoadBalancerAttribute,
  SetLoadBalancerName: setLoadBalancerName,
  SetLoadBalancerStatus: setLoadBalancerStatus,
  SetLoadBalancerDeleteProtection: setLoadBalancerDeleteProtection,
  SetLoadBalancerModificationProtection: setLoadBalancerModificationProtection,
  CreateLoadBalancerTCPListener: createLoadBalancerTCPListener,
  CreateLoadBalancerUDPListener: createLoadBalancerUDPListener,
  SetLoadBalancerTCPListenerAttribute: setLoadBalancerTCPListenerAttribute,
  SetLoadBalancerUDPListenerAttribute: setLoadBalancerUDPListenerAttribute,
  CreateLoadBalancerHTTPListener: createLoadBalancerHTTPListener,
  SetLoadBalancerHTTPListenerAttribute: setLoadBalancerHTTPListenerAttribute,
  DescribeLoadBalancerHTTPListenerAttribute: describeLoadBalancerHTTPListenerAttribute,
  CreateLoadBalancerHTTPSListener: createLoadBalancerHTTPSListener,
  SetLoadBalancerHTTPSListenerAttribute: setLoadBalancerHTTPSListenerAttribute,
  DescribeLoadBalancerHTTPSListenerAttribute: describeLoadBalancerHTTPSListenerAttribute,
  CreateRules: createRules,
  DeleteRules: deleteRules,
  SetRule: setRule,
  DescribeRules: describeRules,
  DescribeRuleAttribute: describeRuleAttribute,
  CreateDomainExtension: createDomainExtension,
  SetDomainExtensionAttribute: setDomainExtensionAttribute,
  DeleteDomainExtension: deleteDomainExtension,
  DescribeDomainExtensions: describeDomainExtensions,
  DescribeDomainExtensionAttribute: describeDomainExtensionAttribute,
  StartLoadBalancerListener: startLoadBalancerListener,
  StopLoadBalancerListener: stopLoadBalancerListener,
  DeleteLoadBalancerListener: deleteLoadBalancerListener,
  DescribeLoadBalancerTCPListenerAttribute: describeLoadBalancerTCPListenerAttribute,
  DescribeLoadBalancerUDPListenerAttribute: describeLoadBalancerUDPListenerAttribute,
  DescribeLoadBalancerListeners: describeLoadBalancerListeners,
  AddBackendServers: addBackendServers,
  SetBackendServers: setBackendServers,
  RemoveBackendServers: removeBackendServers,
  CreateAccessControlList: createAccessControlList,
  DeleteAccessControlList: deleteAccessControlList,
  SetAccessControlListAttribute: setAccessControlListAttribute,
  AddAccessControlListEntry: addAccessControlListEntry,
  RemoveAccessControlListEntry: removeAccessControlListEntry,
  DescribeAccessControlLists: describeAccessControlLists,
  DescribeAccessControlListAttribute: describeAccessControlListAttribute,
  SetListenerAccessControlStatus: setListenerAccessControlStatus,
  AddListenerWhiteListItem: addListenerWhiteListItem,
  RemoveListenerWhiteListItem: removeListenerWhiteListItem,
  DescribeListenerAccessControlAttribute: describeListenerAccessControlAttribute,
  CreateVServerGroup: createVServerGroup,
  DeleteVServerGroup: deleteVServerGroup,
  SetVServerGroupAttribute: setVServerGroupAttribute,
  AddVServerGroupBackendServers: addVServerGroupBackendServers,
  RemoveVServerGroupBackendServers: removeVServerGroupBackendServers,
  ModifyVServerGroupBackendServers: modifyVServerGroupBackendServers,
  DescribeVServerGroupAttribute: describeVServerGroupAttribute,
  DescribeVServerGroups: describeVServerGroups,
  RegisterServer: registerServer,
  DeregisterServer: deregisterServer,
  DescribeServers: describeServers,
  CreateMasterSlaveServerGroup: createMasterSlaveServerGroup,
  SetMasterSlaveServerGroupAttribute: setMasterSlaveServerGroupAttribute,
  SwitchMasterSlaveServerGroup: switchMasterSlaveServerGroup,
  DeleteMasterSlaveServerGroup: deleteMasterSlaveServerGroup,
  DescribeMasterSlaveServerGroupAttribute: describeMasterSlaveServerGroupAttribute,
  DescribeMasterSlaveServerGroups: describeMasterSlaveServerGroups,
  UploadServerCertificate: uploadServerCertificate,
  DescribeServerCertificates: describeServerCertificates,
  SetServerCertificateName: setServerCertificateName,
  DeleteServerCertificate: deleteServerCertificate,
  UploadCACertificate: uploadCACertificate,
  DescribeCACertificates: describeCACertificates,
  SetCACertificateName: setCACertificateName,
  DeleteCACertificate: deleteCACertificate,
  CreateTLSCipherPolicy: createTLSCipherPolicy,
  SetTLSCipherPolicyAttribute: setTLSCipherPolicyAttribute,
  DeleteTLSCipherPolicy: deleteTLSCipherPolicy,
  ListTLSCipherPolicies: listTLSCipherPolicies,
  DescribeHealthStatus: describeHealthStatus,
  TagResources: tagResources,
  UntagResources: untagResources,
  ListTagResources: listTagResources,
  AddTags: addTags,
  RemoveTags: removeTags,
  DescribeTags: describeTags,
  ModifyLoadBalancerInternetSpec: modifyLoadBalancerInternetSpec,
  ModifyLoadBalancerInstanceSpec: modifyLoadBalancerInstanceSpec,
  ModifyLoadBalancerInstanceChargeType: modifyLoadBalancerInstanceChargeType,
  ModifyLoadBalancerPayType: modifyLoadBalancerPayType,
  MoveResourceGroup: moveResourceGroup,
  DescribeTrafficHistory: describeTrafficHistory,
  EnableHighDefinationMonitor: enableHighDefinationMonitor,
  ModifyHighDefinationMonitor: modifyHighDefinationMonitor,
  DescribeHighDefinationMonitor: describeHighDefinationMonitor,
  SetAccessLogsDownloadAttribute: setAccessLogsDownloadAttribute,
  DeleteAccessLogsDownloadAttribute: deleteAccessLogsDownloadAttribute,
  DescribeAccessLogsDownloadAttribute: describeAccessLogsDownloadAttribute,
  DescribeMasterSlaveServerGroupState: describeMasterSlaveServerGroupState,
  DescribeFailoverHistory: describeFailoverHistory,
  CreateUser: createUser,
  SetUserPolicy: setUserPolicy,
  DeleteUser: deleteUser,
  CreateAccessKey: createAccessKey,
  DeleteAccessKey: deleteAccessKey,
  DescribeUsers: describeUsers,
  CreateSession: createSession,
  EndSession: endSession,
  DescribeAuditLog: describeAuditLog,
  DescribeSettings: describeSettings,
} as const satisfies { readonly [A in ActionName]: ActionHandler<A> };

export type Handlers = { readonly [A in ActionName]: ActionHandler<A> };
