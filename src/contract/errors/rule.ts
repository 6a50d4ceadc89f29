/** Forwarding rules. */
import { type ErrorEntry, DOCS, META } from './entry.ts';

export const ruleErrors = {
  ruleNotFound: {
    code: 'InvalidRuleId.NotFound',
    httpStatus: 404,
    message: 'The specified rule {ruleId} does not exist.',
    remedy: 'Use a RuleId from DescribeRules.',
    source: DOCS,
  },
  ruleNotSupported: {
    code: 'RuleNotSupport',
    httpStatus: 400,
    message:
      'The listener on port {port} is a {protocol} listener; only HTTP and HTTPS listeners have rules.',
    remedy: 'Make an HTTP or HTTPS listener that forwards.',
    source: DOCS,
  },
  ruleListMalformed: {
    code: 'RuleListMalformed',
    httpStatus: 400,
    message: 'RuleList is not valid: {why}.',
    remedy: 'Send a JSON array of objects with RuleName, VServerGroupId, and Domain or Url or both.',
    source: META,
  },
  ruleNameMissing: {
    code: 'MissingParameter.RuleName',
    httpStatus: 400,
    message: 'An entry of RuleList has no RuleName.',
    remedy: 'Give every rule a name, each once on the listener.',
    source: META,
  },
  ruleDomainMalformed: {
    code: 'DomainMalformed',
    httpStatus: 400,
    message: 'A Domain in RuleList is not valid: {why}.',
    remedy: 'Use a name such as www.example.com, or *.example.com for all below it.',
    source: META,
  },
  ruleUrlMalformed: {
    code: 'UrlMalformed',
    httpStatus: 400,
    message: 'A Url in RuleList is not valid: {why}.',
    remedy: 'Use a beginning of a path such as /images; leave it out for all paths.',
    source: META,
  },
  ruleExists: {
    code: 'DomainExist',
    httpStatus: 400,
    message: 'The listener has a rule for Domain "{domain}" and Url "{url}" already.',
    remedy: 'Change the group of that rule with SetRule, or delete it first.',
    source: DOCS,
  },
  ruleNameTaken: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message: 'The RuleName {name} is that of another rule of the listener.',
    remedy: 'Give the rule a name of its own.',
    source: 'SLB documentation, forwarding rules, for the rule; no source names a code',
  },
  tooManyRules: {
    code: 'TooManyRules',
    httpStatus: 400,
    message: 'The listener may have {limit} rules and would have {count}.',
    remedy: 'Delete rules, or raise the quota in the configuration.',
    source: DOCS,
  },
  rulesOfSeveralListeners: {
    code: 'Operation.NotAllowed',
    httpStatus: 400,
    message: 'The rules are not all of one listener.',
    remedy: 'Delete the rules of each listener by a call of their own.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
