import { givenLoadBalancer } from '../../../src/contract/examples.ts';
import type { ErrorCases } from './error-case.ts';

const attributes = (loadBalancerId: string, logStore = 'my-store') => ({
  LogsDownloadAttributes: JSON.stringify([
    { LoadBalancerId: loadBalancerId, LogProject: 'my-project', LogStore: logStore },
  ]),
});
const one = attributes('lb-bp1example');
const given = [...givenLoadBalancer, { action: 'SetAccessLogsDownloadAttribute', request: one }];
const monitor = { LogProject: 'my-project', LogStore: 'my-store' };

export const logDeliveryErrorCases = {
  SetAccessLogsDownloadAttribute: {
    loadBalancerNotFound: { request: attributes('lb-nosuch') },
    accessLogExists: { given, request: attributes('lb-bp1example', 'other-store') },
  },
  DeleteAccessLogsDownloadAttribute: {
    loadBalancerNotFound: { request: attributes('lb-nosuch') },
    accessLogNotFound: { given, request: attributes('lb-bp1example', 'other-store') },
  },
  DescribeTrafficHistory: {
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch' } },
    listenerNotFound: {
      given: givenLoadBalancer,
      request: { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
    },
  },
  EnableHighDefinationMonitor: {
    monitorEnabled: {
      given: [{ action: 'EnableHighDefinationMonitor', request: monitor }],
      request: monitor,
    },
  },
  ModifyHighDefinationMonitor: { monitorNotEnabled: { request: monitor } },
} as const satisfies ErrorCases;
