import { givenLoadBalancer, givenServers } from '../../../src/contract/examples.ts';
import { givenTcpListener } from '../../../src/contract/listener-examples.ts';
import { type ErrorCase, type ErrorCases, tagErrorCases } from './error-case.ts';

type Member = Readonly<Record<string, string | number>>;

const master: Member = { ServerId: 'vm-233', Port: 80, ServerType: 'Master' };
const slave: Member = { ServerId: 'vm-232', Port: 80, ServerType: 'Slave' };

const base = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example' };
const withMembers = (members: readonly Member[]): ErrorCase => ({
  given: [...givenLoadBalancer, ...givenServers],
  request: { ...base, MasterSlaveBackendServers: JSON.stringify(members) },
});

export const masterSlaveServerGroupErrorCases = {
  CreateMasterSlaveServerGroup: {
    loadBalancerNotFound: { request: { ...base, LoadBalancerId: 'lb-nosuch' } },
    backendServersMalformed: {
      given: givenLoadBalancer,
      request: { ...base, MasterSlaveBackendServers: 'vm-233,vm-232' },
    },
    backendServersNumMustBeTwo: withMembers([master]),
    oneMasterAndOneSlave: withMembers([master, { ...slave, ServerType: 'Master' }]),
    backendServerIdEmpty: withMembers([{ Port: 80 }, slave]),
    backendServerPortEmpty: withMembers([{ ServerId: 'vm-233' }, slave]),
    invalidServerType: withMembers([{ ...master, ServerType: 'Primary' }, slave]),
    realServerPortNotSupport: withMembers([{ ...master, Port: 65_536 }, slave]),
    invalidWeight: withMembers([{ ...master, Weight: 101 }, slave]),
    sameServerAndPort: withMembers([master, { ...master, ServerType: 'Slave' }]),
    serverNotFound: withMembers([{ ...master, ServerId: 'i-nosuch' }, slave]),
    ...tagErrorCases({ given: givenLoadBalancer, request: base }),
  },
  DeleteMasterSlaveServerGroup: {
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
    groupUsedByListener: {
      given: givenTcpListener,
      request: { MasterSlaveServerGroupId: 'rsp-example' },
    },
  },
  DescribeMasterSlaveServerGroupAttribute: {
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
  },
  DescribeMasterSlaveServerGroups: {
    loadBalancerNotFound: { request: { LoadBalancerId: 'lb-nosuch' } },
    ...tagErrorCases({ given: givenLoadBalancer, request: base }),
  },
} as const satisfies ErrorCases;
