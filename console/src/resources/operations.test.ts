/** Every operation of every page fits its contract, and every action that changes something is one of them. */
import { describe, expect, test } from 'vitest';
import type { ActionContract } from '../../../src/contract/define.ts';
import { type ActionName, contracts } from '../../../src/contract/index.ts';
import * as accessControl from '../access-control/operations.ts';
import type { Answer } from '../api/use-call.ts';
import { decodeAnswer } from '../api/decode.ts';
import * as certificates from '../certificates/operations.ts';
import { problemsOf } from '../form/values.ts';
import * as listeners from '../listeners/operations.ts';
import * as loadBalancer from '../load-balancer/operations.ts';
import * as serverGroups from '../server-groups/operations.ts';
import * as servers from '../servers/operations.ts';
import * as settings from '../settings/operations.ts';
import * as tlsPolicies from '../tls-policies/operations.ts';
import * as users from '../users/operations.ts';
import { type BoundOperation, boundTo, type Operation } from './operation.ts';
import { presentValues } from './present-values.ts';

/** Reached in another way, or by the explorer alone. */
const elsewhere: Readonly<Record<string, string>> = {
  CreateLoadBalancer: 'the button of the overview',
  SwitchMasterSlaveServerGroup: 'the buttons on the page of a group',
  CreateSession: 'signing in',
  EndSession: 'signing out',
  AddTags: 'the older form of TagResources',
  RemoveTags: 'the older form of UntagResources',
};

const LB = 'lb-bp1example';

function answer<A extends ActionName>(action: A): Answer<A> {
  return decodeAnswer<A>(contracts[action].example.response);
}

function first<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('the example has no row');
  return row;
}

const bound = <R>(operations: readonly Operation<R>[], row: R): readonly BoundOperation[] =>
  operations.map((operation) => boundTo(operation, row));

const listener = first(answer('DescribeLoadBalancerListeners').Listeners);
const vServerGroup = answer('DescribeVServerGroupAttribute');
const found = answer('DescribeLoadBalancerAttribute');
const member = { ServerId: 'vm-233', Weight: 100, Type: 'ecs', ServerIp: '', Description: '' };

const operations: readonly BoundOperation[] = [
  ...bound(servers.registerServer, null),
  ...bound(servers.serverOperations, first(answer('DescribeServers').Servers)),
  ...bound(certificates.uploadServerCertificate, null),
  ...bound(
    certificates.serverCertificateOperations,
    first(answer('DescribeServerCertificates').ServerCertificates),
  ),
  ...bound(certificates.uploadCaCertificate, null),
  ...bound(certificates.caCertificateOperations, first(answer('DescribeCACertificates').CACertificates)),
  ...bound(accessControl.createAccessControlList, null),
  ...bound(accessControl.accessControlListOperations, first(answer('DescribeAccessControlLists').Acls)),
  ...bound(accessControl.addEntries, 'acl-example'),
  ...bound(accessControl.entryOperations, { aclId: 'acl-example', block: '10.0.0.0/8', comment: '' }),
  ...bound(tlsPolicies.createTlsPolicy, null),
  ...bound(tlsPolicies.tlsPolicyOperations, first(answer('ListTLSCipherPolicies').TLSCipherPolicies)),
  ...bound(users.createUser, null),
  ...bound(users.userOperations, first(answer('DescribeUsers').Users)),
  ...bound(users.accessKeyOperations, 'LTAI5tExampleKey'),
  ...bound(settings.monitorOperations, answer('DescribeHighDefinationMonitor')),
  ...bound(listeners.createListener, LB),
  ...bound(listeners.listenerOperations, listener),
  ...bound(listeners.whiteListOperations, listener),
  ...bound(listeners.createRules, listener),
  ...bound(listeners.ruleOperations, first(answer('DescribeRules').Rules)),
  ...bound(listeners.createDomainExtension, listener),
  ...bound(listeners.domainExtensionOperations, first(answer('DescribeDomainExtensions').DomainExtensions)),
  ...bound(serverGroups.addDefaultMembers, LB),
  ...bound(serverGroups.defaultMemberOperations, { ...member, loadBalancerId: LB }),
  ...bound(serverGroups.createVServerGroup, LB),
  ...bound(serverGroups.vServerGroupOperations, first(answer('DescribeVServerGroups').VServerGroups)),
  ...bound(serverGroups.addVServerMembers, vServerGroup.VServerGroupId),
  ...bound(serverGroups.vServerMemberOperations, {
    ...first(vServerGroup.BackendServers),
    groupId: vServerGroup.VServerGroupId,
  }),
  ...bound(serverGroups.createMasterSlaveServerGroup, LB),
  ...bound(
    serverGroups.masterSlaveServerGroupOperations,
    first(answer('DescribeMasterSlaveServerGroups').MasterSlaveServerGroups),
  ),
  ...Object.values(loadBalancer.loadBalancerOperations).flatMap((of) => bound<typeof found>(of, found)),
  ...bound(loadBalancer.setAccessLog, LB),
  ...bound(
    loadBalancer.accessLogOperations,
    first(answer('DescribeAccessLogsDownloadAttribute').LogsDownloadAttributes),
  ),
];

describe.each(operations.map((operation) => [operation.action, operation.label.en, operation] as const))(
  '%s, "%s"',
  (action, _label, operation) => {
    const { params, write }: ActionContract = contracts[action];
    const given = operation.fixed(null);
    const asked = operation.kind === 'form' ? operation : undefined;
    const initial = asked?.initial?.(null) ?? {};

    test('names parameters that there are', () => {
      expect(write).toBe(true);
      const names = [...Object.keys({ ...given, ...initial }), ...(asked?.first ?? [])];
      for (const name of names) expect(params).toHaveProperty([name.replace(/\.\d+(\..+)?$/, '')]);
      for (const value of Object.values({ ...given, ...initial })) expect(value).toMatch(/./);
    });

    test('gives values that the service takes', () => {
      const problems = problemsOf(params, { RegionId: 'cn-hangzhou', ...initial, ...given });
      const named = Object.keys({ ...initial, ...given }).map((name) => name.replace(/\.\d+(\..+)?$/, ''));
      expect(Object.keys(problems).filter((name) => named.includes(name))).toEqual([]);
      // Nobody is asked for more where there is no form.
      if (!asked) expect(problems).toEqual({});
    });
  },
);

const withPresent = operations.flatMap((operation) =>
  operation.kind === 'form' && operation.present
    ? [[operation.action, operation, operation.present(null)] as const]
    : [],
);

test.each(withPresent)('%s begins with what counts now', (action, { fixed, blank }, question) => {
  const { params }: ActionContract = contracts[action];
  const now = presentValues(params, answer(question.action), blank);
  expect(Object.keys(now).length).toBeGreaterThan(0);
  expect(problemsOf(params, { RegionId: 'cn-hangzhou', ...now, ...fixed(null) })).toEqual({});
});

test('every action that changes something is an operation, or is reached as is said here', () => {
  const offered = new Set<string>(operations.map(({ action }) => action));
  const writing = Object.values<ActionContract>(contracts).filter(({ write }) => write);
  const missing = writing.filter(({ name }) => !offered.has(name)).map(({ name }) => name);
  expect(missing.sort()).toEqual(Object.keys(elsewhere).sort());
});
