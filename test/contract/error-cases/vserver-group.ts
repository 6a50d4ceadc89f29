import { membersInBoth } from './group-pair.ts';
import { exampleRuleList } from '../../../src/contract/rule-examples.ts';
import type { ExampleCall } from '../../../src/contract/define.ts';
import { givenLoadBalancer, givenServers } from '../../../src/contract/examples.ts';
import { givenVServerGroup } from '../../../src/contract/vserver-group-examples.ts';
import { testSettings } from '../../../src/actions/test-support.ts';
import { type ErrorCase, type ErrorCases, givenUsedByRule, tagErrorCases } from './error-case.ts';

type Request = Readonly<Record<string, string>>;

const onLoadBalancer = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example' };
const onGroup = { VServerGroupId: 'rsp-pool-example' };
const noGroup: ErrorCase = { request: { VServerGroupId: 'rsp-nosuch' } };

const one = { ServerId: 'vm-233', Port: 90 };
const twentyOne = Array.from({ length: 21 }, (_, n) => ({ ...one, Port: n + 1 }));

/** The same call with other entries in its list of servers. */
function entryErrorCases(given: readonly ExampleCall[], request: Request, list: string) {
  const withEntries = (entries: unknown): ErrorCase => ({
    given,
    request: { ...request, [list]: JSON.stringify(entries) },
  });
  const places = {
    backendServersMalformed: withEntries('vm-233'),
    backendServerWithoutId: withEntries([{ Port: 80 }]),
    backendServerWithoutPort: withEntries([{ ServerId: 'vm-233' }]),
    tooManyBackendServers: withEntries(twentyOne),
  };
  return {
    places,
    newMembers: {
      ...places,
      invalidWeight: withEntries([{ ...one, Weight: 101 }]),
      invalidBackendServerType: withEntries([{ ...one, Type: 'pod' }]),
      memberServerNotFound: withEntries([{ ...one, ServerId: 'i-nosuch' }]),
      serverQuotaExceeded: {
        ...withEntries([one, { ...one, ServerId: '192.0.2.1' }, { ...one, ServerId: '192.0.2.2' }]),
        settings: { quotas: { ...testSettings.quotas, serversPerLoadBalancer: 2 } },
      },
    },
  };
}

const inGroup = (list: string) => entryErrorCases(givenVServerGroup, onGroup, list);

export const vServerGroupErrorCases = {
  CreateVServerGroup: {
    loadBalancerNotFound: { request: { ...onLoadBalancer, LoadBalancerId: 'lb-nosuch' } },
    ...entryErrorCases([...givenLoadBalancer, ...givenServers], onLoadBalancer, 'BackendServers').newMembers,
    ...tagErrorCases({ given: givenLoadBalancer, request: onLoadBalancer }),
  },
  DeleteVServerGroup: {
    vServerGroupNotFound: noGroup,
    groupUsedByRule: {
      given: givenUsedByRule(givenVServerGroup, exampleRuleList),
      request: { VServerGroupId: 'rsp-pool-example' },
    },
    groupUsedByListener: {
      given: [
        ...givenVServerGroup,
        {
          action: 'CreateLoadBalancerTCPListener',
          request: { ...onLoadBalancer, ...onGroup, ListenerPort: '80', Bandwidth: '-1' },
        },
      ],
      request: onGroup,
    },
  },
  SetVServerGroupAttribute: {
    vServerGroupNotFound: noGroup,
    ...inGroup('BackendServers').places,
    invalidWeight: inGroup('BackendServers').newMembers.invalidWeight,
  },
  AddVServerGroupBackendServers: {
    vServerGroupNotFound: noGroup,
    ...inGroup('BackendServers').newMembers,
    groupPairConflict: membersInBoth({ BackendServers: JSON.stringify([{ ServerId: 'vm-232', Port: 80 }]) }),
  },
  RemoveVServerGroupBackendServers: {
    vServerGroupNotFound: noGroup,
    ...inGroup('BackendServers').places,
  },
  ModifyVServerGroupBackendServers: {
    vServerGroupNotFound: noGroup,
    ...inGroup('NewBackendServers').newMembers,
    tooManyBackendServers: inGroup('OldBackendServers').places.tooManyBackendServers,
    groupPairConflict: membersInBoth({
      NewBackendServers: JSON.stringify([{ ServerId: 'vm-232', Port: 80 }]),
    }),
    entryGivenTwice: {
      given: givenVServerGroup,
      request: { ...onGroup, NewBackendServers: JSON.stringify([one, one]) },
    },
  },
  DescribeVServerGroupAttribute: { vServerGroupNotFound: noGroup },
  DescribeVServerGroups: {
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch' } },
    ...tagErrorCases({ given: givenLoadBalancer, request: onLoadBalancer }),
  },
} as const satisfies ErrorCases;
