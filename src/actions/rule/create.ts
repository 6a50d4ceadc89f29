import { ApiError } from '../../contract/api-error.ts';
import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import { newRuleId } from '../../domain/ids.ts';
import type { Layer7Listener, Listener } from '../../domain/resources.ts';
import type { Rule } from '../../domain/rules.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { defaultLayer7Check } from '../http-listener/health-check.ts';
import { noPersistence } from '../http-listener/persistence.ts';
import { groupNamed } from '../listener/backend.ts';
import { findOnPortForChange } from '../listener/find.ts';
import { putRule, rulesOf } from './find.ts';

type Entry = Params<Contracts['CreateRules']>['RuleList'][number];

export const createRules: ActionHandler<'CreateRules'> = async (params, context) => {
  const listener = await findOnPortForChange(context, params, 'listenerNotFound');
  requireLayer7(listener);
  const existing = await rulesOf(context, listener);
  const limit = context.settings.quotas.rulesPerListener;
  const count = existing.length + params.RuleList.length;
  if (count > limit) throw new ApiError('tooManyRules', { limit, count });

  const made: Rule[] = [];
  for (const entry of params.RuleList) {
    made.push(await newRule(entry, listener, [...existing, ...made], context));
  }
  if (params.DryRun) return { Rules: [] };
  for (const rule of made) putRule(context, rule);
  return { Rules: made.map(({ id, name }) => ({ RuleId: id, RuleName: name })) };
};

async function newRule(
  entry: Entry,
  listener: Layer7Listener,
  others: readonly Rule[],
  context: ActionContext,
): Promise<Rule> {
  const { RuleName: name, Domain: domain = '', Url: url = '' } = entry;
  if (domain === '' && url === '') {
    throw new ApiError('ruleListMalformed', { why: `the rule ${name} has neither Domain nor Url` });
  }
  requireNameFree(name, others);
  if (others.some((rule) => rule.url === url && rule.domain.toLowerCase() === domain.toLowerCase())) {
    throw new ApiError('ruleExists', { domain, url });
  }
  const group = await groupNamed(entry, listener.loadBalancerId, context);
  if (!group) throw new ApiError('missingParameter', { name: 'VServerGroupId' });
  return {
    id: newRuleId(context.random),
    loadBalancerId: listener.loadBalancerId,
    listenerProtocol: listener.protocol,
    listenerPort: listener.port,
    name,
    domain,
    url,
    groupId: group.id,
    groupKind: group.kind,
    listenerSync: true,
    scheduler: 'wrr',
    persistence: noPersistence,
    healthCheck: defaultLayer7Check,
    order: null,
    createdMs: context.nowMs,
    place: Math.max(-1, ...others.map((rule) => rule.place)) + 1,
  };
}

export function requireNameFree(name: string, others: readonly Rule[]): void {
  if (others.some((rule) => rule.name === name)) throw new ApiError('ruleNameTaken', { name });
}

/** An HTTP listener that redirects is none that forwards. */
function requireLayer7(listener: Listener): asserts listener is Layer7Listener {
  const { protocol, port } = listener;
  if (protocol === 'https' || (protocol === 'http' && listener.redirectPort === null)) return;
  const what = protocol === 'http' ? 'redirecting HTTP' : protocol.toUpperCase();
  throw new ApiError('ruleNotSupported', { port, protocol: what });
}
