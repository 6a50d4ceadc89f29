import { givenLoadBalancer, givenServers } from '../../../src/contract/examples.ts';
import { testSettings } from '../../../src/actions/test-support.ts';
import type { ErrorCase, ErrorCases } from './error-case.ts';

const entries = (text: string): ErrorCase => ({
  given: [...givenLoadBalancer, ...givenServers],
  request: { LoadBalancerId: 'lb-bp1example', BackendServers: text },
});

const listErrorCases = {
  loadBalancerNotFound: {
    request: { LoadBalancerId: 'lb-nosuch', BackendServers: '[{"ServerId":"vm-233"}]' },
  },
  backendServersMalformed: entries('vm-233'),
  backendServerWithoutId: entries('[{"Weight":"100"}]'),
  tooManyBackendServers: entries(JSON.stringify(Array.from({ length: 21 }, (_, n) => `vm-${n}`))),
} as const;

const addErrorCases = {
  ...listErrorCases,
  tooManyBackendServers: entries(
    JSON.stringify(Array.from({ length: 21 }, (_, n) => ({ ServerId: `vm-${n}` }))),
  ),
  invalidWeight: entries('[{"ServerId":"vm-233","Weight":"101"}]'),
  serverNotFound: entries('[{"ServerId":"vm-nosuch"}]'),
  serverQuotaExceeded: {
    ...entries('[{"ServerId":"vm-233"},{"ServerId":"vm-232"}]'),
    settings: { quotas: { ...testSettings.quotas, serversPerLoadBalancer: 1 } },
  },
} as const;

export const backendServerErrorCases = {
  AddBackendServers: addErrorCases,
  SetBackendServers: addErrorCases,
  RemoveBackendServers: listErrorCases,
} as const satisfies ErrorCases;
