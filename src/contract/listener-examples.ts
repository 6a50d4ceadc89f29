/** Calls that the examples about listeners begin with. */
import type { ExampleCall } from './define.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from './examples.ts';

/** A TCP listener on port 80 in front of the pair of the founding page; stopped, as every new one. */
export const givenTcpListener: readonly ExampleCall[] = [
  ...givenMasterSlaveGroup,
  {
    action: 'CreateLoadBalancerTCPListener',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '80',
      Bandwidth: '-1',
      MasterSlaveServerGroupId: 'rsp-example',
    },
  },
];

export const givenStartedTcpListener: readonly ExampleCall[] = [
  ...givenTcpListener,
  {
    action: 'StartLoadBalancerListener',
    request: { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
  },
];

/** A UDP listener on port 53 in front of the default group. */
export const givenUdpListener: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  {
    action: 'CreateLoadBalancerUDPListener',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '53',
      BackendServerPort: '5353',
      Bandwidth: '-1',
    },
  },
];
