import type { ExampleCall } from '../../../src/contract/define.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from '../../../src/contract/examples.ts';
import { exampleRuleList, givenRule, givenRuleListener } from '../../../src/contract/rule-examples.ts';
import { testSettings } from '../../../src/actions/test-support.ts';
import { type ErrorCase, type ErrorCases, lockLoadBalancer } from './error-case.ts';

type Request = Readonly<Record<string, string>>;

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
const create = { ...onPort80, RuleList: exampleRuleList };
const rule = { RuleId: 'rule-example' };

const withRule = (entry: Request, given = givenRuleListener): ErrorCase => ({
  given,
  request: { ...onPort80, RuleList: JSON.stringify([entry]) },
});
const good = { RuleName: 'one', Url: '/one', VServerGroupId: 'rsp-pool-example' };

/** The pair of the founding page, on the load balancer that is there. */
const pair = givenMasterSlaveGroup.slice(givenLoadBalancer.length);

const udpBeside: ExampleCall = {
  action: 'CreateLoadBalancerUDPListener',
  request: { ...onPort80, BackendServerPort: '80' },
};

/** Another rule on port 81. */
const ruleElsewhere: readonly ExampleCall[] = [
  {
    action: 'CreateLoadBalancerHTTPListener',
    request: { ...onPort80, ListenerPort: '81', BackendServerPort: '80', HealthCheck: 'off' },
  },
  {
    action: 'CreateRules',
    request: { ...create, ListenerPort: '81' },
    binds: { 'Rules.Rule.0.RuleId': 'rule-other' },
  },
];

const ofOneRule = (request: Request) => ({
  ruleNotFound: { given: givenRule, request: { ...request, RuleId: 'rule-nosuch' } },
  loadBalancerLocked: { given: givenRule, edit: lockLoadBalancer, request },
});

export const ruleErrorCases = {
  CreateRules: {
    loadBalancerNotFound: { request: { ...create, LoadBalancerId: 'lb-nosuch' } },
    loadBalancerLocked: { given: givenRuleListener, edit: lockLoadBalancer, request: create },
    listenerNotFound: { given: givenRuleListener, request: { ...create, ListenerPort: '81' } },
    tooManyListeners: { given: [...givenRuleListener, udpBeside], request: create },
    ruleNotSupported: {
      given: [...givenRuleListener, udpBeside],
      request: { ...create, ListenerProtocol: 'udp' },
    },
    ruleListMalformed: withRule({ RuleName: 'one', VServerGroupId: 'rsp-pool-example' }),
    ruleNameMissing: withRule({ Url: '/one', VServerGroupId: 'rsp-pool-example' }),
    ruleDomainMalformed: withRule({ ...good, Domain: 'www.*.com' }),
    ruleUrlMalformed: withRule({ ...good, Url: '/' }),
    ruleExists: withRule(
      { RuleName: 'two', Domain: 'WWW.example.com', Url: '/images', VServerGroupId: 'rsp-pool-example' },
      givenRule,
    ),
    ruleNameTaken: withRule({ ...good, RuleName: 'images' }, givenRule),
    tooManyRules: {
      ...withRule(good, givenRule),
      settings: { quotas: { ...testSettings.quotas, rulesPerListener: 1 } },
    },
    vServerGroupNotFound: withRule({ ...good, VServerGroupId: 'rsp-nosuch' }),
    groupKindMismatch: withRule({ ...good, VServerGroupId: 'rsp-example' }, [...givenRuleListener, ...pair]),
    groupIdsMismatch: withRule({ ...good, MasterSlaveServerGroupId: 'rsp-example' }),
    masterSlaveGroupNotFound: withRule({
      RuleName: 'one',
      Url: '/one',
      MasterSlaveServerGroupId: 'rsp-nosuch',
    }),
  },
  DeleteRules: {
    ruleNotFound: { given: givenRule, request: { RuleIds: '["rule-nosuch"]' } },
    loadBalancerLocked: {
      given: givenRule,
      edit: lockLoadBalancer,
      request: { RuleIds: '["rule-example"]' },
    },
    rulesOfSeveralListeners: {
      given: [...givenRule, ...ruleElsewhere],
      request: { RuleIds: '["rule-example","rule-other"]' },
    },
  },
  SetRule: {
    ...ofOneRule(rule),
    ruleNameTaken: {
      given: [
        ...givenRule,
        { action: 'CreateRules', request: { ...onPort80, RuleList: JSON.stringify([good]) } },
      ],
      request: { ...rule, RuleName: 'one' },
    },
    vServerGroupNotFound: { given: givenRule, request: { ...rule, VServerGroupId: 'rsp-nosuch' } },
    groupKindMismatch: {
      given: [...givenRule, ...pair],
      request: { ...rule, VServerGroupId: 'rsp-example' },
    },
    groupIdsMismatch: {
      given: givenRule,
      request: { ...rule, VServerGroupId: 'rsp-a', MasterSlaveServerGroupId: 'rsp-b' },
    },
    masterSlaveGroupNotFound: {
      given: givenRule,
      request: { ...rule, MasterSlaveServerGroupId: 'rsp-nosuch' },
    },
  },
  DescribeRules: {
    loadBalancerNotFound: { request: { ...onPort80, LoadBalancerId: 'lb-nosuch' } },
    listenerNotFound: { given: givenRule, request: { ...onPort80, ListenerPort: '81' } },
    tooManyListeners: { given: [...givenRule, udpBeside], request: onPort80 },
  },
  DescribeRuleAttribute: {
    ruleNotFound: { given: givenRule, request: { RuleId: 'rule-nosuch' } },
  },
} as const satisfies ErrorCases;
