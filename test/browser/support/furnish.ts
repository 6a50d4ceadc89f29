/** Something of every kind, so that no page is empty. */
import type { OwnConsole } from './console.ts';
import { FoundingPair } from '../../support/founding-pair.ts';
import { namedCertificate } from './named-certificate.ts';

export interface Furnished {
  readonly loadBalancerId: string;
  readonly groupId: string;
  readonly address: string;
  readonly pair: FoundingPair;
}

/** `name` is given to everything that has one. */
export async function furnish({ api, cleanup }: OwnConsole, name = 'example'): Promise<Furnished> {
  const pair = cleanup.add(await FoundingPair.start());
  for (const { id, address } of [pair.master, pair.slave]) {
    await api.call('RegisterServer', { ServerId: id, Address: address, Description: name });
  }
  const { LoadBalancerId: loadBalancerId, Address: address } = await api.call('CreateLoadBalancer', {
    // The one kind of name that the API restricts.
    LoadBalancerName: name.replaceAll(/[,\p{Cc}]/gu, ''),
    'Tag.1.Key': name.slice(0, 64),
    'Tag.1.Value': name,
  });
  const { MasterSlaveServerGroupId: groupId } = await api.call('CreateMasterSlaveServerGroup', {
    LoadBalancerId: loadBalancerId,
    MasterSlaveServerGroupName: name,
    MasterSlaveBackendServers: JSON.stringify([
      { ServerId: pair.master.id, Port: String(pair.master.port), ServerType: 'Master', Description: name },
      { ServerId: pair.slave.id, Port: String(pair.slave.port), ServerType: 'Slave', Description: name },
    ]),
  });
  await api.newListener(loadBalancerId, 'TCP', 8080, {
    MasterSlaveServerGroupId: groupId,
    Description: name,
  });
  await api.call('CreateVServerGroup', { LoadBalancerId: loadBalancerId, VServerGroupName: name });
  // Names of access control lists are letters and digits; their comments are free.
  const { AclId } = await api.call('CreateAccessControlList', { AclName: `acl-${loadBalancerId}` });
  await api.call('AddAccessControlListEntry', {
    AclId,
    AclEntrys: JSON.stringify([{ entry: '10.0.0.0/8', comment: name }]),
  });
  const { cert, key } = await namedCertificate(name);
  await api.call('UploadServerCertificate', {
    ServerCertificateName: name,
    ServerCertificate: cert,
    PrivateKey: key,
  });
  await api.call('UploadCACertificate', { CACertificateName: name, CACertificate: cert });
  return { loadBalancerId, groupId, address, pair };
}
