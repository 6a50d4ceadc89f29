import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../../test/support/eventually.ts';
import { type Hotspare, startHotspare } from '../../index.ts';
import { ApiClient } from '../../client/api-client.ts';
import { collectStatus } from './collect.ts';

let service: Hotspare;
let client: ApiClient;
beforeAll(async () => {
  service = await startHotspare({ servers: { a: '127.0.0.1', b: '127.0.0.1' } });
  const accessKey = { id: service.accessKeyId, secret: service.accessKeySecret };
  client = new ApiClient({ endpoint: new URL(service.endpoint), accessKey });
});
afterAll(async () => {
  client.close();
  await service.close();
});

/** Nothing listens on the ports of its servers. */
async function makePair(region: string): Promise<string> {
  const { LoadBalancerId: id } = await client.call('CreateLoadBalancer', { RegionId: region });
  const { MasterSlaveServerGroupId: group } = await client.call('CreateMasterSlaveServerGroup', {
    RegionId: region,
    LoadBalancerId: id,
    MasterSlaveServerGroupName: 'pair',
    MasterSlaveBackendServers:
      '[{"ServerId":"a","Port":"1","ServerType":"Master"},{"ServerId":"b","Port":"2","ServerType":"Slave"}]',
  });
  const listener = { LoadBalancerId: id, ListenerPort: '18080' };
  await client.call('CreateLoadBalancerTCPListener', { ...listener, MasterSlaveServerGroupId: group });
  await client.call('StartLoadBalancerListener', listener);
  return id;
}

describe('collectStatus', () => {
  it('finds the listeners of every region, with who serves and the evidence of each server', async () => {
    const ids = [await makePair('cn-hangzhou'), await makePair('cn-beijing')];
    await eventually(async () => {
      const { loadBalancers } = await collectStatus(client);
      expect(loadBalancers.map(({ id, region }) => ({ id, region }))).toEqual([
        { id: ids[0], region: 'cn-hangzhou' },
        { id: ids[1], region: 'cn-beijing' },
      ]);
      for (const { listeners } of loadBalancers) {
        expect(listeners).toMatchObject([
          {
            protocol: 'tcp',
            port: 18_080,
            state: 'running',
            group: { name: 'pair' },
            servers: [
              { id: 'a', role: 'Master', health: 'abnormal', evidence: expect.stringContaining('refused') },
              { id: 'b', role: 'Slave', health: 'abnormal' },
            ],
          },
        ]);
      }
    });
  });

  it('shows a listener in front of a pool by the health of its servers', async () => {
    const { LoadBalancerId: id } = await client.call('CreateLoadBalancer', { RegionId: 'cn-shanghai' });
    await client.call('AddBackendServers', { LoadBalancerId: id, BackendServers: '[{"ServerId":"a"}]' });
    const listener = { LoadBalancerId: id, ListenerPort: '18081' };
    await client.call('CreateLoadBalancerTCPListener', { ...listener, BackendServerPort: '3' });
    const { loadBalancers } = await collectStatus(client);
    expect(loadBalancers.find((loadBalancer) => loadBalancer.id === id)?.listeners).toMatchObject([
      {
        port: 18_081,
        state: 'stopped',
        group: null,
        active: null,
        servers: [{ id: 'a', port: 3, role: null }],
      },
    ]);
  });
});
