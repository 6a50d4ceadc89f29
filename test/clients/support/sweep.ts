/** Leaves a service as empty as it was, so that the examples, which begin with nothing, can run one after the other. */
import type { ApiClient, Parameters } from '../../../src/client/api-client.ts';
import type { ActionName } from '../../../src/contract/index.ts';

export async function sweep(client: ApiClient): Promise<void> {
  const api = {
    call: <A extends ActionName>(action: A, parameters: Parameters = {}) =>
      client.call(action, { RegionId: 'cn-hangzhou', ...parameters }),
  };
  const { LoadBalancers } = await api.call('DescribeLoadBalancers', { PageSize: '100' });
  for (const { LoadBalancerId, PayType, DeleteProtection } of LoadBalancers) {
    if (DeleteProtection === 'on') {
      await api.call('SetLoadBalancerDeleteProtection', { LoadBalancerId, DeleteProtection: 'off' });
    }
    if (PayType === 'PrePay') {
      await api.call('ModifyLoadBalancerPayType', { LoadBalancerId, PayType: 'PayOnDemand' });
    }
    await api.call('DeleteLoadBalancer', { LoadBalancerId });
  }
  const { Acls } = await api.call('DescribeAccessControlLists');
  for (const { AclId } of Acls) await api.call('DeleteAccessControlList', { AclId });
  const { ServerCertificates } = await api.call('DescribeServerCertificates');
  for (const { ServerCertificateId } of ServerCertificates) {
    await api.call('DeleteServerCertificate', { ServerCertificateId });
  }
  const { CACertificates } = await api.call('DescribeCACertificates');
  for (const { CACertificateId } of CACertificates) {
    await api.call('DeleteCACertificate', { CACertificateId });
  }
  const { TLSCipherPolicies } = await api.call('ListTLSCipherPolicies', { MaxResults: '100' });
  for (const { InstanceId } of TLSCipherPolicies) {
    await api.call('DeleteTLSCipherPolicy', { TLSCipherPolicyId: InstanceId });
  }
  const { LogProject } = await api.call('DescribeHighDefinationMonitor');
  if (LogProject !== '') {
    await api.call('ModifyHighDefinationMonitor', { LogProject: 'my-project', LogStore: 'my-store' });
  }
  const { Servers } = await api.call('DescribeServers');
  for (const { ServerId } of Servers) await api.call('DeregisterServer', { ServerId });
}
