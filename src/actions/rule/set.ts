import { keys } from '../../domain/keys.ts';
import type { Rule } from '../../domain/rules.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { layer7CheckAfter } from '../http-listener/health-check.ts';
import { persistenceAfter } from '../http-listener/persistence.ts';
import { groupNamed } from '../listener/backend.ts';
import { requireNameFree } from './create.ts';
import { findRuleForChange, putRule, rulesOf } from './find.ts';

export const setRule: ActionHandler<'SetRule'> = async (params, context) => {
  const rule = await findRuleForChange(context, params.RuleId, params.RegionId);
  if (params.RuleName !== undefined) requireNameFree(params.RuleName, await others(rule, context));
  const group = await groupNamed(params, rule.loadBalancerId, context);
  const changed: Rule = {
    ...rule,
    name: params.RuleName ?? rule.name,
    ...(group && { groupId: group.id, groupKind: group.kind }),
    listenerSync: params.ListenerSync ?? rule.listenerSync,
    scheduler: params.Scheduler ?? rule.scheduler,
    persistence: persistenceAfter(params, rule.persistence),
    healthCheck: layer7CheckAfter(params, rule.healthCheck),
  };
  if (!params.DryRun) putRule(context, changed);
  return {};
};

async function others(rule: Rule, context: ActionContext): Promise<readonly Rule[]> {
  const { loadBalancerId, listenerProtocol, listenerPort } = rule;
  const key = keys.listener(loadBalancerId, listenerProtocol, listenerPort);
  const listener = await context.tx.get('listeners', key);
  return listener ? (await rulesOf(context, listener)).filter(({ id }) => id !== rule.id) : [];
}
