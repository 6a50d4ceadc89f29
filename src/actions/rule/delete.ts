import { ApiError } from '../../contract/api-error.ts';
import { keys, listenerKey } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findRuleForChange } from './find.ts';

export const deleteRules: ActionHandler<'DeleteRules'> = async (params, context) => {
  const listeners = new Set<string>();
  for (const { RuleId: ruleId } of params.RuleIds) {
    const rule = await findRuleForChange(context, ruleId, params.RegionId);
    listeners.add(listenerKey(rule.loadBalancerId, rule.listenerProtocol, rule.listenerPort));
  }
  if (listeners.size > 1) throw new ApiError('rulesOfSeveralListeners');
  for (const { RuleId: ruleId } of params.RuleIds) context.tx.delete(keys.rule(ruleId));
  return {};
};
