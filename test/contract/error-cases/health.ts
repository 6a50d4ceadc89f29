import { givenTcpListener } from '../../../src/contract/listener-examples.ts';
import type { ErrorCases } from './error-case.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

export const healthErrorCases = {
  DescribeHealthStatus: {
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch' } },
    checkedListenerNotFound: {
      given: [
        ...givenTcpListener,
        {
          action: 'SetLoadBalancerTCPListenerAttribute',
          request: { ...onPort80, HealthCheckSwitch: 'off' },
        },
      ],
      request: onPort80,
    },
    tooManyListeners: {
      given: [
        ...givenTcpListener,
        {
          action: 'CreateLoadBalancerUDPListener',
          request: { ...onPort80, BackendServerPort: '5353' },
        },
      ],
      request: onPort80,
    },
  },
} as const satisfies ErrorCases;
