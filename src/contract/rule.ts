/** Forwarding rules: which vServer group gets a request, by its domain and the beginning of its path. */
import { listenerPort, loadBalancerId, regionId } from './common.ts';
import { defineAction } from './define.ts';
import { cookieFields, layer7CheckFields } from './http-listener-fields.ts';
import { cookieParams, layer7CheckParams, layer7PairId, layer7Schedulers } from './http-listener-params.ts';
import { flag, jsonList, oneOf, onOff, text } from './params.ts';
import { listField, objectField, optional, textField } from './result.ts';
import { exampleRuleList, givenRule, givenRuleListener } from './rule-examples.ts';

const ruleId = () => text({ summary: 'Id of the rule.', maxLength: 64, sample: 'rule-example' });

const onListener = {
  RegionId: regionId(),
  LoadBalancerId: loadBalancerId(),
  ListenerPort: listenerPort(),
  ListenerProtocol: oneOf(['tcp', 'udp', 'http', 'https'], {
    optional: true,
    summary: 'Needed only when listeners of several protocols share the port.',
  }),
};

const dryRun = () => flag({ default: false, summary: 'true: everything is checked and nothing is changed.' });

const ruleGroup = { optional: true, maxLength: 64 } as const;

const ruleEntry = {
  RuleName: text({
    maxLength: 40,
    absent: 'ruleNameMissing',
    summary: 'Name of the rule; unique on the listener.',
  }),
  Domain: text({
    optional: true,
    maxLength: 80,
    pattern: /(\*\.)?([A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+/,
    patternWords: 'it must be a domain name, or one with *. before it',
    invalid: 'ruleDomainMalformed',
    summary: 'Domain of the requests; nothing = all.',
  }),
  Url: text({
    optional: true,
    maxLength: 80,
    pattern: /\/[\x21-\x7e]+/,
    patternWords: 'it must begin with /, have more than that, and no blanks',
    invalid: 'ruleUrlMalformed',
    summary: 'Beginning of the path of the requests; nothing = all.',
  }),
  VServerGroupId: text({ ...ruleGroup, summary: 'vServer group that gets the requests.' }),
  MasterSlaveServerGroupId: layer7PairId,
};

/** The listener's settings are left out: they are those of the listener then. */
const ruleFields = {
  RuleId: textField(),
  RuleName: textField(),
  Domain: textField('Empty = all.'),
  Url: textField('Empty = all.'),
  VServerGroupId: optional(textField()),
  MasterSlaveServerGroupId: optional(textField('Extension.')),
  ListenerSync: textField('on or off: whether the settings of the listener count.'),
  Scheduler: optional(textField('Only with ListenerSync off, like the rest.')),
  ...cookieFields,
  ...layer7CheckFields,
};

const exampleRule = {
  RuleId: 'rule-example',
  RuleName: 'images',
  Domain: 'www.example.com',
  Url: '/images',
  VServerGroupId: 'rsp-pool-example',
  ListenerSync: 'on',
};

const onPort80 = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

export const ruleActions = {
  CreateRules: defineAction({
    name: 'CreateRules',
    resource: 'rule',
    summary: 'Makes forwarding rules on an HTTP or HTTPS listener.',
    params: {
      ...onListener,
      RuleList: jsonList(ruleEntry, {
        maxItems: 10,
        malformed: 'ruleListMalformed',
        summary: 'The rules, as a JSON array.',
        sample: exampleRuleList,
      }),
      DryRun: dryRun(),
    },
    result: {
      Rules: listField('Rule', objectField({ RuleId: textField(), RuleName: textField() }), {
        doc: 'In the order given; empty after a dry run.',
      }),
    },
    errors: [
      'loadBalancerNotFound',
      'loadBalancerLocked',
      'listenerNotFound',
      'tooManyListeners',
      'ruleNotSupported',
      'ruleListMalformed',
      'ruleNameMissing',
      'ruleDomainMalformed',
      'ruleUrlMalformed',
      'ruleExists',
      'ruleNameTaken',
      'tooManyRules',
      'groupIdsMismatch',
      'groupKindMismatch',
      'vServerGroupNotFound',
      'masterSlaveGroupNotFound',
    ],
    example: {
      given: givenRuleListener,
      request: { ...onPort80, RuleList: exampleRuleList },
      response: { Rules: { Rule: [{ RuleId: 'rule-example', RuleName: 'images' }] } },
    },
    source: 'API metadata 2024, CreateRules',
    notes: [
      'All rules are made or none. The pair of Domain and Url is unique on a listener; domains differ without regard to case.',
      'A listener that redirects takes no rules: it has no servers.',
      'The exact domain goes before a wildcard, the narrower wildcard before the wider, and the longest Url wins.',
    ],
  }),

  DeleteRules: defineAction({
    name: 'DeleteRules',
    resource: 'rule',
    summary: 'Deletes forwarding rules of one listener.',
    params: {
      RegionId: regionId(),
      RuleIds: jsonList(
        { RuleId: ruleId() },
        {
          maxItems: 10,
          malformed: 'invalidParameter',
          textItemIs: 'RuleId',
          summary: 'Ids of the rules, as a JSON array of texts.',
          sample: '["rule-example"]',
        },
      ),
    },
    result: {},
    errors: ['ruleNotFound', 'loadBalancerLocked', 'rulesOfSeveralListeners'],
    example: {
      given: givenRule,
      request: { RegionId: 'cn-hangzhou', RuleIds: '["rule-example"]' },
      response: {},
    },
    source: 'API metadata 2024, DeleteRules',
    notes: ['All of them are deleted or none.'],
  }),

  SetRule: defineAction({
    name: 'SetRule',
    resource: 'rule',
    summary: 'Changes a forwarding rule; its domain and path stay.',
    params: {
      RegionId: regionId(),
      RuleId: ruleId(),
      RuleName: text({ optional: true, maxLength: 40, summary: 'Name; unique on the listener.' }),
      VServerGroupId: text({ ...ruleGroup, summary: 'vServer group that gets the requests.' }),
      MasterSlaveServerGroupId: layer7PairId,
      ListenerSync: onOff({
        optional: true,
        summary: 'on: scheduler, persistence and health check of the listener count; off: those of the rule.',
      }),
      Scheduler: oneOf(layer7Schedulers, { optional: true, summary: 'How servers are chosen.' }),
      StickySession: onOff({
        optional: true,
        summary: 'Whether a client goes back to its server, by cookie.',
      }),
      ...cookieParams,
      HealthCheck: onOff({ optional: true, summary: 'Health check, by HTTP.' }),
      ...layer7CheckParams,
      DryRun: dryRun(),
    },
    result: {},
    errors: [
      'ruleNotFound',
      'loadBalancerLocked',
      'ruleNameTaken',
      'groupIdsMismatch',
      'groupKindMismatch',
      'vServerGroupNotFound',
      'masterSlaveGroupNotFound',
    ],
    example: {
      given: givenRule,
      request: { RegionId: 'cn-hangzhou', RuleId: 'rule-example', RuleName: 'pictures' },
      response: {},
    },
    source: 'API metadata 2024, SetRule',
    notes: [
      'Only what is given changes. Settings that were never given have the defaults of a listener.',
      'With ListenerSync on, settings of the rule are kept and not shown.',
    ],
  }),

  DescribeRules: defineAction({
    name: 'DescribeRules',
    resource: 'rule',
    summary: 'Lists the forwarding rules of a listener.',
    params: onListener,
    result: { Rules: listField('Rule', objectField(ruleFields), { doc: 'Oldest first.' }) },
    errors: ['loadBalancerNotFound', 'listenerNotFound', 'tooManyListeners'],
    example: { given: givenRule, request: onPort80, response: { Rules: { Rule: [exampleRule] } } },
    source: 'API metadata 2024, DescribeRules',
    notes: ['A TCP or UDP listener has none.'],
  }),

  DescribeRuleAttribute: defineAction({
    name: 'DescribeRuleAttribute',
    resource: 'rule',
    summary: 'Describes one forwarding rule.',
    params: { RegionId: regionId(), RuleId: ruleId() },
    result: {
      ...ruleFields,
      LoadBalancerId: textField(),
      ListenerPort: textField('A text here, as published.'),
    },
    errors: ['ruleNotFound'],
    example: {
      given: givenRule,
      request: { RegionId: 'cn-hangzhou', RuleId: 'rule-example' },
      response: { ...exampleRule, LoadBalancerId: 'lb-bp1example', ListenerPort: '80' },
    },
    source: 'API metadata 2024, DescribeRuleAttribute',
  }),
} as const;
