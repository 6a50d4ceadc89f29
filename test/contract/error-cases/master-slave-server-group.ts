import { givenLoadBalancer, givenMasterSlaveGroup, givenServers } from '../../../src/contract/examples.ts';
import { givenTcpListener } from '../../../src/contract/listener-examples.ts';
import {
  type ErrorCase,
  type ErrorCases,
  givenUsedByRule,
  lockLoadBalancer,
  tagErrorCases,
} from './error-case.ts';

type Member = Readonly<Record<string, string | number>>;

const master: Member = { ServerId: 'vm-233', Port: 80, ServerType: 'Master' };
const slave: Member = { ServerId: 'vm-232', Port: 80, ServerType: 'Slave' };

const base = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example' };
const withMembers = (members: readonly Member[]): ErrorCase => ({
  given: [...givenLoadBalancer, ...givenServers],
  request: { ...base, MasterSlaveBackendServers: JSON.stringify(members) },
});

const memberErrors = (made: (members: readonly Member[]) => ErrorCase) => ({
  backendServersNumMustBeTwo: made([master]),
  oneMasterAndOneSlave: made([master, { ...slave, ServerType: 'Master' }]),
  backendServerIdEmpty: made([{ Port: 80 }, slave]),
  backendServerPortEmpty: made([{ ServerId: 'vm-233' }, slave]),
  invalidServerType: made([{ ...master, ServerType: 'Primary' }, slave]),
  realServerPortNotSupport: made([{ ...master, Port: 65_536 }, slave]),
  invalidWeight: made([{ ...master, Weight: 101 }, slave]),
  sameServerAndPort: made([master, { ...master, ServerType: 'Slave' }]),
  serverNotFound: made([{ ...master, ServerId: 'i-nosuch' }, slave]),
});
const group = { MasterSlaveServerGroupId: 'rsp-example' };
const newMembers = (members: readonly Member[]): ErrorCase => ({
  given: givenMasterSlaveGroup,
  request: { ...group, MasterSlaveBackendServers: JSON.stringify(members) },
});

export const masterSlaveServerGroupErrorCases = {
  CreateMasterSlaveServerGroup: {
    loadBalancerNotFound: { request: { ...base, LoadBalancerId: 'lb-nosuch' } },
    backendServersMalformed: {
      given: givenLoadBalancer,
      request: { ...base, MasterSlaveBackendServers: 'vm-233,vm-232' },
    },
    ...memberErrors(withMembers),
    ...tagErrorCases({ given: givenLoadBalancer, request: base }),
  },
  SetMasterSlaveServerGroupAttribute: {
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
    loadBalancerLocked: { given: givenMasterSlaveGroup, edit: lockLoadBalancer, request: group },
    backendServersMalformed: {
      given: givenMasterSlaveGroup,
      request: { ...group, MasterSlaveBackendServers: 'vm-233,vm-232' },
    },
    ...memberErrors(newMembers),
  },
  DeleteMasterSlaveServerGroup: {
    masterSlaveGroupNotFound: { request: { MasterSlaveServerGroupId: 'rsp-nosuch' } },
    groupUsedByListener: {
      given: givenTcpListener,
      request: { MasterSlaveServerGroupId: 'rsp-example' },
    },
    groupUsedByRule: {
      given: givenUsedByRule(
        givenMasterSlaveGroup,
        '[{"RuleName":"api","Url":"/api","MasterSlaveServerGroupId":"rsp-example"}]',
      ),
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
