import { givenLoadBalancer } from '../../../src/contract/examples.ts';
import type { ErrorCases } from './error-case.ts';

const one = { LoadBalancerId: 'lb-bp1example' };

export const failoverErrorCases = {
  DescribeMasterSlaveServerGroupState: {
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
  },
  DescribeFailoverHistory: {
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch' } },
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
    illegalMaxResults: { given: givenLoadBalancer, request: { ...one, MaxResults: '101' } },
    illegalNextToken: { given: givenLoadBalancer, request: { ...one, NextToken: 'bGItMS90Y3AvODA' } },
  },
} as const satisfies ErrorCases;
