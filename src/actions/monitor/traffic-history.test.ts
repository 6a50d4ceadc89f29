import { expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import type { TrafficHistoryView } from '../../domain/traffic-history.ts';
import { ActionBench } from '../test-support.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { createLoadBalancerTCPListener } from '../listener/create.ts';
import { describeTrafficHistory } from './traffic-history.ts';

const point = {
  atMs: 0,
  connections: 2.4,
  newConnections: 1.256,
  droppedConnections: 0,
  bytesFromClients: 10,
  bytesToClients: 20,
  latencyMs: null,
  healthyTargets: 1,
  targets: 2,
};

async function benchWith(asked: (keys: readonly string[], minutes: number) => void) {
  const trafficHistory: TrafficHistoryView = {
    points: (keys, minutes) => {
      asked(keys, minutes);
      return { stepSeconds: 5, points: [point] };
    },
  };
  const bench = new ActionBench({ trafficHistory });
  const { LoadBalancerId } = await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, {
    RegionId: 'cn-hangzhou',
  });
  for (const ListenerPort of ['80', '81']) {
    await bench.call(contracts.CreateLoadBalancerTCPListener, createLoadBalancerTCPListener, {
      LoadBalancerId,
      ListenerPort,
      BackendServerPort: '8080',
      Bandwidth: '-1',
    });
  }
  const describe = (request: Readonly<Record<string, string>>) =>
    bench.call(contracts.DescribeTrafficHistory, describeTrafficHistory, { LoadBalancerId, ...request });
  return { describe, LoadBalancerId };
}

it('adds up the listeners of a load balancer, or tells of one', async () => {
  const asked: (readonly [keys: readonly string[], minutes: number])[] = [];
  const { describe, LoadBalancerId } = await benchWith((...question) => asked.push(question));
  expect(await describe({})).toEqual({
    StepSeconds: 5,
    Points: [
      {
        Time: '1970-01-01T00:00:00.000Z',
        Connections: 2,
        NewConnectionsPerSecond: '1.26',
        DroppedConnectionsPerSecond: '0.00',
        BytesInPerSecond: '10.00',
        BytesOutPerSecond: '20.00',
        HealthyTargets: 1,
        Targets: 2,
      },
    ],
  });
  await describe({ ListenerPort: '81', Minutes: '1440' });
  expect(asked).toEqual([
    [[`${LoadBalancerId}/tcp/80`, `${LoadBalancerId}/tcp/81`], 60],
    [[`${LoadBalancerId}/tcp/81`], 1440],
  ]);
  await expect(describe({ ListenerPort: '82' })).rejects.toMatchObject({ id: 'listenerNotFound' });
});
