/**
 * RAM policies: whether a user may call an action on a resource. Pure. The document is RAM's own (version 1); what it
 * may say here is in docs/access.md.
 */
import { z } from 'zod';
import { type Cidr, contains, parseCidr } from './cidr.ts';

const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).readonly()]);

const operators = [
  'IpAddress',
  'NotIpAddress',
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
] as const;
type Operator = (typeof operators)[number];

/** `slb:tag/KEY` is how older policies write `acs:ResourceTag/KEY`. */
const CONDITION_KEY = /^(?:acs:SourceIp|(?:acs:ResourceTag|acs:RequestTag|slb:tag)\/.+)$/i;
const SOURCE_IP = 'acs:sourceip';

const conditionSchema = z
  .partialRecord(
    z.enum(operators),
    z
      .record(
        z.string().regex(CONDITION_KEY, {
          message: 'a condition is on acs:SourceIp, acs:ResourceTag/KEY, acs:RequestTag/KEY or slb:tag/KEY',
        }),
        oneOrMore,
      )
      .readonly(),
  )
  .readonly()
  .superRefine((condition, context) => {
    for (const [operator, keys] of Object.entries(condition)) {
      for (const [key, values] of Object.entries(keys)) {
        const onAddress = operator === 'IpAddress' || operator === 'NotIpAddress';
        const path = [operator, key];
        if (onAddress !== (key.toLowerCase() === SOURCE_IP)) {
          const message = 'acs:SourceIp goes with IpAddress and NotIpAddress, tags with the String operators';
          context.addIssue({ code: 'custom', path, message });
        } else if (onAddress && many(values).some((value) => !parseCidr(value))) {
          context.addIssue({ code: 'custom', path, message: 'not an address or a CIDR block' });
        }
      }
    }
  });

const statementSchema = z
  .strictObject({
    Effect: z.enum(['Allow', 'Deny']),
    /** `slb:DescribeLoadBalancers`, `slb:Describe*`, `*`. */
    Action: oneOrMore,
    /** `acs:slb:REGION:ACCOUNT:loadbalancer/ID` with wildcards, or `*`. */
    Resource: oneOrMore,
    Condition: conditionSchema.optional(),
  })
  .readonly();
type Statement = z.infer<typeof statementSchema>;

export const ramPolicySchema = z
  .strictObject({ Version: z.literal('1'), Statement: z.array(statementSchema).min(1).max(100).readonly() })
  .readonly();
export type RamPolicy = z.infer<typeof ramPolicySchema>;

/** One resource that a call is about. */
export interface AccessTarget {
  /** `acs:slb:cn-hangzhou:1000000000000001:loadbalancer/lb-1`; undefined: the call names something that does not exist. */
  readonly arn: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

export interface AccessQuestion {
  /** `slb:DeleteLoadBalancer` */
  readonly action: string;
  readonly sourceAddress: string;
  /** Tags that the call sets or asks for. */
  readonly requestTags: ReadonlyMap<string, string>;
}

/** RAM's rule: a statement that denies wins, else one must allow. */
export function allows(policy: RamPolicy, question: AccessQuestion, target: AccessTarget): boolean {
  const applying = policy.Statement.filter((statement) => applies(statement, question, target));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

function applies(statement: Statement, question: AccessQuestion, target: AccessTarget): boolean {
  return (
    many(statement.Action).some((pattern) => matches(pattern, question.action, { ignoreCase: true })) &&
    many(statement.Resource).some((pattern) => onTarget(pattern, statement.Effect, target)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        holds(operator as Operator, valueOf(key, question, target), many(values)),
      ),
    )
  );
}

/** What does not exist is nobody's: who may call the action at all may learn that it is gone. */
function onTarget(pattern: string, effect: Statement['Effect'], { arn }: AccessTarget): boolean {
  if (arn === undefined) return effect === 'Allow' || pattern === '*';
  return matches(pattern, arn);
}

function valueOf(key: string, question: AccessQuestion, target: AccessTarget): string | undefined {
  if (key.toLowerCase() === SOURCE_IP) return question.sourceAddress;
  const slash = key.indexOf('/');
  const tags = /^acs:RequestTag$/i.test(key.slice(0, slash)) ? question.requestTags : target.tags;
  return tags.get(key.slice(slash + 1));
}

/** A value that is absent fulfils only what is negated. */
function holds(operator: Operator, value: string | undefined, wanted: readonly string[]): boolean {
  const one = (test: (want: string) => boolean): boolean => value !== undefined && wanted.some(test);
  switch (operator) {
    case 'IpAddress':
      return one((want) => isWithin(value, want));
    case 'NotIpAddress':
      return !one((want) => isWithin(value, want));
    case 'StringEquals':
      return one((want) => want === value);
    case 'StringNotEquals':
      return !one((want) => want === value);
    case 'StringEqualsIgnoreCase':
      return one((want) => want.toLowerCase() === value?.toLowerCase());
    case 'StringNotEqualsIgnoreCase':
      return !one((want) => want.toLowerCase() === value?.toLowerCase());
    case 'StringLike':
      return one((want) => matches(want, value ?? ''));
    case 'StringNotLike':
      return !one((want) => matches(want, value ?? ''));
  }
}

function isWithin(address: string | undefined, block: string): boolean {
  const [inner, outer]: readonly (Cidr | undefined)[] = [parseCidr(address ?? ''), parseCidr(block)];
  return inner !== undefined && outer !== undefined && contains(outer, inner);
}

/**
 * `*` stands for any characters, `?` for one. Two pointers and not a regular expression, whose time could grow with the
 * power of the stars in a document from outside.
 */
export function matches(
  pattern: string,
  value: string,
  { ignoreCase = false }: { readonly ignoreCase?: boolean } = {},
): boolean {
  if (ignoreCase) return matches(pattern.toLowerCase(), value.toLowerCase());
  let at = 0;
  let starAt = -1;
  let resumeAt = 0;
  let i = 0;
  while (i < value.length) {
    if (pattern[at] === '*') {
      starAt = at;
      resumeAt = i;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === value[i])) {
      at += 1;
      i += 1;
    } else if (starAt >= 0) {
      at = starAt + 1;
      resumeAt += 1;
      i = resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

function many(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}
