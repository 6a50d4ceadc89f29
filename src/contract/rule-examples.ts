/** Calls that the examples about forwarding rules begin with. */
import type { ExampleCall } from './define.ts';
import { givenVServerGroup } from './vserver-group-examples.ts';

/** An HTTP listener on port 80 in front of a vServer group. */
export const givenRuleListener: readonly ExampleCall[] = [
  ...givenVServerGroup,
  {
    action: 'CreateLoadBalancerHTTPListener',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '80',
      VServerGroupId: 'rsp-pool-example',
      StickySession: 'off',
      HealthCheck: 'off',
    },
  },
];

export const exampleRuleList =
  '[{"RuleName":"images","Domain":"www.example.com","Url":"/images","VServerGroupId":"rsp-pool-example"}]';

/** One rule on that listener. */
export const givenRule: readonly ExampleCall[] = [
  ...givenRuleListener,
  {
    action: 'CreateRules',
    request: {
      RegionId: 'cn-hangzhou',
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '80',
      RuleList: exampleRuleList,
    },
    binds: { 'Rules.Rule.0.RuleId': 'rule-example' },
  },
];
