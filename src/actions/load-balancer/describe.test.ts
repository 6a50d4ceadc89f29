import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { addBackendServers } from '../backend-server/add.ts';
import { createLoadBalancerTCPListener, createLoadBalancerUDPListener } from '../listener/create.ts';
import { ActionBench } from '../test-support.ts';
import { createLoadBalancer } from './create.ts';
import { describeLoadBalancerAttribute } from './describe.ts';

describe('DescribeLoadBalancerAttribute', () => {
  it('lists listeners by port in all three spellings, and the servers of the default group', async () => {
    const bench = new ActionBench();
    const { LoadBalancerId } = await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, {
      RegionId: 'cn-hangzhou',
    });
    const listener = { RegionId: 'cn-hangzhou', LoadBalancerId, BackendServerPort: '1', Bandwidth: '-1' };
    for (const ListenerPort of ['443', '80']) {
      await bench.call(contracts.CreateLoadBalancerTCPListener, createLoadBalancerTCPListener, {
        ...listener,
        ListenerPort,
        Description: `port ${ListenerPort}`,
      });
    }
    await bench.call(contracts.CreateLoadBalancerUDPListener, createLoadBalancerUDPListener, {
      ...listener,
      ListenerPort: '80',
    });
    await bench.call(contracts.AddBackendServers, addBackendServers, {
      LoadBalancerId,
      BackendServers: '[{"ServerId":"10.0.0.9","Weight":"50","Description":"spare"}]',
    });

    expect(
      await bench.call(contracts.DescribeLoadBalancerAttribute, describeLoadBalancerAttribute, {
        LoadBalancerId,
      }),
    ).toMatchObject({
      ListenerPorts: [80, 80, 443],
      ListenerPortsAndProtocal: [
        { ListenerPort: 80, ListenerProtocal: 'tcp' },
        { ListenerPort: 80, ListenerProtocal: 'udp' },
        { ListenerPort: 443, ListenerProtocal: 'tcp' },
      ],
      ListenerPortsAndProtocol: [
        { ListenerPort: 80, ListenerProtocol: 'tcp', Description: 'port 80' },
        { ListenerPort: 80, ListenerProtocol: 'udp' },
        { ListenerPort: 443, ListenerProtocol: 'tcp', Description: 'port 443' },
      ],
      BackendServers: [{ ServerId: '10.0.0.9', Weight: 50, Type: 'ecs', ServerIp: '', Description: 'spare' }],
      InternetChargeType: 'paybytraffic',
    });
  });
});
