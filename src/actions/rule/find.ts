import { ApiError } from '../../contract/api-error.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { Listener, LoadBalancer } from '../../domain/resources.ts';
import type { Rule } from '../../domain/rules.ts';
import type { ActionContext } from '../context.ts';
import { requireUnlocked } from '../find.ts';

export interface FoundRule {
  readonly rule: Rule;
  readonly loadBalancer: LoadBalancer;
}

/** A rule in another region than the one asked does not exist. Throws `ruleNotFound`. */
export async function findRule(
  { tx }: ActionContext,
  ruleId: string,
  regionId: string | undefined,
): Promise<FoundRule> {
  const rule = await tx.get('rules', keys.rule(ruleId));
  const loadBalancer = rule && (await tx.get('loadBalancers', keys.loadBalancer(rule.loadBalancerId)));
  if (!loadBalancer || (regionId !== undefined && regionId !== loadBalancer.regionId)) {
    throw new ApiError('ruleNotFound', { ruleId });
  }
  return { rule, loadBalancer };
}

export async function findRuleForChange(
  context: ActionContext,
  ruleId: string,
  regionId: string | undefined,
): Promise<Rule> {
  const { rule, loadBalancer } = await findRule(context, ruleId, regionId);
  requireUnlocked(loadBalancer);
  return rule;
}

/** Oldest first; those of one call in its order. */
export async function rulesOf(context: ActionContext, listener: Listener): Promise<readonly Rule[]> {
  return (await rulesOfLoadBalancer(context, listener.loadBalancerId)).filter(
    (rule) => rule.listenerProtocol === listener.protocol && rule.listenerPort === listener.port,
  );
}

export async function rulesOfLoadBalancer(
  { tx }: ActionContext,
  loadBalancerId: string,
): Promise<readonly Rule[]> {
  const rules = await tx.list('rules', prefixes.rules);
  return rules.filter((rule) => rule.loadBalancerId === loadBalancerId).sort((a, b) => a.place - b.place);
}

export function putRule({ tx }: ActionContext, rule: Rule): void {
  tx.put('rules', keys.rule(rule.id), rule);
}
