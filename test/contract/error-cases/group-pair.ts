import type { ExampleCall } from '../../../src/contract/define.ts';
import { givenLoadBalancer, givenServers } from '../../../src/contract/examples.ts';
import type { ErrorCase } from './error-case.ts';

const group = (name: string, server: string): ExampleCall => ({
  action: 'CreateVServerGroup',
  request: {
    RegionId: 'cn-hangzhou',
    LoadBalancerId: 'lb-bp1example',
    VServerGroupName: name,
    BackendServers: JSON.stringify([{ ServerId: server, Port: '80' }]),
  },
  binds: { VServerGroupId: `rsp-${name}-example` },
});

/** Two groups that can be a pair. */
export const givenGroups: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  ...givenServers,
  group('first', 'vm-233'),
  group('second', 'vm-232'),
];

export const asPair = {
  MasterSlaveModeEnabled: 'true',
  MasterServerGroupId: 'rsp-first-example',
  SlaveServerGroupId: 'rsp-second-example',
} as const;

/** `given` after the groups; `request` makes or changes a listener. */
export function groupPairErrorCases(
  request: Readonly<Record<string, string>>,
  given: readonly ExampleCall[] = [],
) {
  const pair = (changes: Readonly<Record<string, string>>): ErrorCase => ({
    given: [...givenGroups, ...given],
    request: { ...request, ...asPair, ...changes },
  });
  return {
    failoverThresholdRange: pair({ FailoverThreshold: '100' }),
    failoverStrategyUnknown: pair({ FailoverStrategy: 'sometimes' }),
    groupPairConflict: pair({ SlaveServerGroupId: 'rsp-first-example' }),
    groupPairWithoutCheck: pair({ HealthCheckSwitch: 'off' }),
  };
}

/** A change of members that would put one server on both sides. */
export const membersInBoth = (request: Readonly<Record<string, string>>): ErrorCase => ({
  given: [
    ...givenGroups,
    {
      action: 'CreateLoadBalancerTCPListener',
      request: { LoadBalancerId: 'lb-bp1example', ListenerPort: '80', ...asPair },
    },
  ],
  request: { RegionId: 'cn-hangzhou', VServerGroupId: 'rsp-first-example', ...request },
});
