/** Forwarding rules of HTTP and HTTPS listeners. */
import { listAt, textAt } from '../../support/answers.ts';
import { type Account, keyOf, quotas, remove, type Rule, rulesOf } from '../account.ts';
import { type Maker, mustBe } from '../call.ts';
import type { Random } from '../../support/random.ts';
import { anyId, codes, region } from './choose.ts';
import { anyGroup } from './groups.ts';
import { onPort } from './on-port.ts';

interface Entry {
  readonly name: string;
  readonly domain: string;
  readonly url: string;
  readonly group: string;
}

export const createRules: Maker = (account, random) => {
  const entries = Array.from({ length: random.between(1, 2) }, () => anyEntry(account, random));
  const list = entries.map(({ name, domain, url, group }) => ({
    RuleName: name,
    ...(domain !== '' && { Domain: domain }),
    ...(url !== '' && { Url: url }),
    VServerGroupId: group,
  }));
  const call = onPort(
    account,
    random,
    {
      action: 'CreateRules',
      missing: codes.noListener,
      parameters: { RuleList: JSON.stringify(list) },
      more(now, listener) {
        const { protocol, redirectTo, balancer } = listener;
        if (protocol === 'tcp' || protocol === 'udp' || redirectTo !== undefined) return ['RuleNotSupport'];
        const existing: readonly Omit<Entry, 'group'>[] = rulesOf(now, keyOf(listener));
        const clashes = entries.flatMap((entry, index) => {
          const others = [...existing, ...entries.slice(0, index)];
          return [
            ...nameTaken(others, entry.name),
            ...(others.some((one) => samePlace(one, entry)) ? ['DomainExist'] : []),
          ];
        });
        return [
          ...(existing.length + entries.length > quotas.rulesPerListener ? ['TooManyRules'] : []),
          ...clashes,
          ...entries.flatMap(({ group }) => groupComplaints(now, group, balancer)),
        ];
      },
      apply(now, listener, answer) {
        const made = listAt(answer, 'Rules');
        mustBe('the number of rules made', made.length, entries.length);
        made.forEach((one, index) => {
          const entry = entries[index];
          const id = textAt(one, 'RuleId');
          mustBe('RuleName', textAt(one, 'RuleName'), entry?.name);
          if (entry) now.rules.set(id, { id, listener: keyOf(listener), ...entry });
        });
      },
    },
    random.chance(0.95) ? ['http', 'https'] : undefined,
  );
  return { ...call, needsAnswer: true };
};

export const setRule: Maker = (account, random) => {
  const id = anyId(random, account.rules.keys(), account);
  const name = random.chance(0.5) ? anyRuleName(random) : undefined;
  const group = random.chance(0.6) ? groupFor(account, random, account.rules.get(id)) : undefined;
  return {
    action: 'SetRule',
    parameters: {
      ...region,
      RuleId: id,
      ...(name !== undefined && { RuleName: name }),
      ...(group !== undefined && { VServerGroupId: group }),
    },
    complaints(now) {
      const rule = now.rules.get(id);
      if (!rule) return ['InvalidRuleId.NotFound'];
      const others = rulesOf(now, rule.listener).filter((one) => one.id !== id);
      return [
        ...(name === undefined ? [] : nameTaken(others, name)),
        ...(group === undefined ? [] : groupComplaints(now, group, balancerOf(now, rule))),
      ];
    },
    apply({ rules }) {
      const rule = rules.get(id);
      if (rule) Object.assign(rule, name !== undefined && { name }, group !== undefined && { group });
    },
  };
};

export const deleteRules: Maker = (account, random) => {
  const ids = [
    ...new Set(
      Array.from({ length: random.between(1, 2) }, () => anyId(random, account.rules.keys(), account)),
    ),
  ];
  return {
    action: 'DeleteRules',
    parameters: { ...region, RuleIds: JSON.stringify(ids) },
    complaints({ rules }) {
      const named = ids.map((id) => rules.get(id));
      const listeners = new Set(named.map((rule) => rule?.listener));
      return [
        ...(named.includes(undefined) ? ['InvalidRuleId.NotFound'] : []),
        ...(listeners.size > 1 ? ['Operation.NotAllowed'] : []),
      ];
    },
    apply(now) {
      for (const id of ids) remove(now, now.rules, id);
    },
  };
};

function anyEntry(account: Account, random: Random): Entry {
  const domain = random.pick(['', 'www.example.com', 'WWW.example.com', '*.example.com']);
  return {
    name: anyRuleName(random),
    domain,
    url: domain === '' ? '/a' : random.pick(['', '/a', '/b']),
    group: groupFor(account, random, undefined),
  };
}

function anyRuleName(random: Random): string {
  return `rule ${random.below(12)}`;
}

function groupFor(account: Account, random: Random, rule: Rule | undefined): string {
  const own = rule && random.chance(0.9) ? balancerOf(account, rule) : undefined;
  return anyGroup(account, random, 'vserver', own);
}

function balancerOf({ listeners }: Account, { listener }: Rule): string {
  return listeners.get(listener)?.balancer ?? '';
}

function groupComplaints({ groups }: Account, id: string, balancer: string): readonly string[] {
  const group = groups.get(id);
  if (!group || group.balancer !== balancer) return [codes.noGroup];
  return group.kind === 'vserver' ? [] : ['VipNotMatchRspool'];
}

function nameTaken(others: readonly { readonly name: string }[], name: string): readonly string[] {
  return others.some((one) => one.name === name) ? ['InvalidParameter'] : [];
}

function samePlace(a: Omit<Entry, 'group'>, b: Omit<Entry, 'group'>): boolean {
  return a.url === b.url && a.domain.toLowerCase() === b.domain.toLowerCase();
}
