/** Fills a service through its API, as a user would: nothing is written past the handlers. */
import { uploadServerCertificate } from '../../src/contract/certificate-examples.ts';
import type { Api } from '../../test/support/service-api.ts';
import { listenerPlaces, type ListenerPlace, serversOf } from './layout.ts';

const AT_A_TIME = 8;

/** `checkIntervalSeconds` of every health check. Listeners are started. */
export async function seed(api: Api, loadBalancers: number, checkIntervalSeconds: number): Promise<void> {
  const { ServerCertificateId } = await api.call('UploadServerCertificate', uploadServerCertificate);
  let next = 0;
  const one = async (): Promise<void> => {
    for (let number = next++; number < loadBalancers; number = next++) {
      await newLoadBalancer(api, number, String(checkIntervalSeconds), ServerCertificateId);
      if (number % 100 === 99) console.error(`${number + 1} load balancers`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
}

async function newLoadBalancer(api: Api, number: number, interval: string, certificate: string) {
  const name = { LoadBalancerName: `scale-${number}` };
  const { LoadBalancerId } = await api.call('CreateLoadBalancer', name);
  const servers = serversOf(number);
  await api.call('AddBackendServers', {
    LoadBalancerId,
    BackendServers: JSON.stringify(servers.map((ServerId) => ({ ServerId, Weight: '100' }))),
  });
  for (const place of listenerPlaces) {
    const { protocol, port } = place;
    const group = await newGroup(api, LoadBalancerId, servers, place);
    const listener = { LoadBalancerId, ListenerPort: String(port) };
    const settings = { Bandwidth: '-1', HealthCheckInterval: interval, ...group };
    const layer7 = { ...listener, ...settings, StickySession: 'off', HealthCheck: 'on' };
    switch (protocol) {
      case 'tcp':
        await api.call('CreateLoadBalancerTCPListener', { ...listener, ...settings });
        break;
      case 'udp':
        await api.call('CreateLoadBalancerUDPListener', { ...listener, ...settings });
        break;
      case 'http':
        await api.call('CreateLoadBalancerHTTPListener', layer7);
        break;
      case 'https':
        await api.call('CreateLoadBalancerHTTPSListener', { ...layer7, ServerCertificateId: certificate });
        break;
    }
    await api.call('StartLoadBalancerListener', { ...listener, ListenerProtocol: protocol });
  }
}

async function newGroup(
  api: Api,
  LoadBalancerId: string,
  servers: readonly string[],
  { group, serverPort }: ListenerPlace,
): Promise<Readonly<Record<string, string>>> {
  const members = servers.map((ServerId, n) => ({
    ServerId,
    Port: String(serverPort),
    Weight: '100',
    ...(group === 'master-slave' && { ServerType: n === 0 ? 'Master' : 'Slave' }),
  }));
  if (group === 'master-slave') {
    const { MasterSlaveServerGroupId } = await api.call('CreateMasterSlaveServerGroup', {
      LoadBalancerId,
      MasterSlaveBackendServers: JSON.stringify(members),
    });
    return { MasterSlaveServerGroupId };
  }
  const { VServerGroupId } = await api.call('CreateVServerGroup', {
    LoadBalancerId,
    BackendServers: JSON.stringify(members),
  });
  return { VServerGroupId };
}
