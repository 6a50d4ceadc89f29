import type { Rule } from '../../domain/rules.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer, listenersOf } from '../find.ts';
import { layer7CheckToWire } from '../http-listener/health-check.ts';
import { persistenceToWire } from '../http-listener/persistence.ts';
import { onlyOnPort } from '../listener/find.ts';
import { findRule, rulesOf } from './find.ts';

export const describeRules: ActionHandler<'DescribeRules'> = async (params, context) => {
  const { id } = await findLoadBalancer(context, params);
  const listener = onlyOnPort(await listenersOf(context, id), params, 'listenerNotFound');
  return { Rules: (await rulesOf(context, listener)).map(ruleToWire) };
};

export const describeRuleAttribute: ActionHandler<'DescribeRuleAttribute'> = async (params, context) => {
  const { rule } = await findRule(context, params.RuleId, params.RegionId);
  return {
    ...ruleToWire(rule),
    LoadBalancerId: rule.loadBalancerId,
    ListenerPort: String(rule.listenerPort),
  };
};

/** What stands of a rule in the answers about listeners. */
export function ruleSummary({ id, name, domain, url, groupId, groupKind }: Rule) {
  const group = groupKind === 'vserver' ? { VServerGroupId: groupId } : { MasterSlaveServerGroupId: groupId };
  return { RuleId: id, RuleName: name, Domain: domain, Url: url, ...group };
}

function ruleToWire(rule: Rule) {
  return {
    ...ruleSummary(rule),
    ListenerSync: rule.listenerSync ? 'on' : 'off',
    ...(!rule.listenerSync && {
      Scheduler: rule.scheduler,
      ...persistenceToWire(rule.persistence),
      ...layer7CheckToWire(rule.healthCheck),
    }),
  };
}
