import { givenLoadBalancer } from '../../../src/contract/examples.ts';
import { givenStartedTcpListener, givenTcpListener } from '../../../src/contract/listener-examples.ts';
import { type ErrorCases, lockLoadBalancer } from './error-case.ts';

const one = { LoadBalancerId: 'lb-bp1example' };
const pair = { MasterSlaveServerGroupId: 'rsp-example' };
const slaveOfWeightZero = JSON.stringify([
  { ServerId: 'vm-233', Port: 80, ServerType: 'Master' },
  { ServerId: 'vm-232', Port: 90, ServerType: 'Slave', Weight: 0 },
]);

export const failoverErrorCases = {
  DescribeMasterSlaveServerGroupState: {
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
  },
  SwitchMasterSlaveServerGroup: {
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
    loadBalancerLocked: { given: givenStartedTcpListener, edit: lockLoadBalancer, request: pair },
    groupWithoutListener: { given: givenTcpListener, request: pair },
    listenerNotFound: { given: givenStartedTcpListener, request: { ...pair, ListenerPort: '81' } },
    ruleNotFound: { given: givenStartedTcpListener, request: { ...pair, RuleId: 'rule-nosuch' } },
    orderedServerUnfit: {
      given: [
        ...givenStartedTcpListener,
        {
          action: 'SetMasterSlaveServerGroupAttribute',
          request: { ...pair, MasterSlaveBackendServers: slaveOfWeightZero },
        },
      ],
      request: pair,
    },
  },
  DescribeFailoverHistory: {
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch' } },
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
    illegalMaxResults: { given: givenLoadBalancer, request: { ...one, MaxResults: '101' } },
    illegalNextToken: { given: givenLoadBalancer, request: { ...one, NextToken: 'bGItMS90Y3AvODA' } },
  },
} as const satisfies ErrorCases;
