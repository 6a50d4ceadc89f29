import type { ApiSettings } from '../../../src/actions/context.ts';
import type { Transaction } from '../../../src/actions/transaction.ts';
import type { ExampleCall } from '../../../src/contract/define.ts';
import type { ErrorId } from '../../../src/contract/errors.ts';
import type { ActionName } from '../../../src/contract/index.ts';
import { keys } from '../../../src/domain/keys.ts';
import type { RuntimeView } from '../../../src/domain/runtime-view.ts';
import type { Bindings } from '../bindings.ts';

/** Proof that an error can happen: the calls that lead to it. */
export interface ErrorCase {
  /** Calls that come before and must succeed. */
  readonly given?: readonly ExampleCall[];
  /** What no call can bring about. */
  readonly edit?: (tx: Transaction, bindings: Bindings) => Promise<void>;
  /** The call that must answer the error. */
  readonly request: Readonly<Record<string, string>>;
  /** Id of the access key that signs it, whose secret is the root key's; the root key when left out. */
  readonly signer?: string;
  readonly settings?: Partial<ApiSettings>;
  readonly configuredServers?: Readonly<Record<string, string>>;
  readonly runtime?: RuntimeView;
}

/** For each action one case per error that its contract lists. */
export type ErrorCases = {
  readonly [A in ActionName]?: { readonly [E in ErrorId]?: ErrorCase };
};

/** The same request with other tags, wherever an action takes `Tag.N`. */
export function tagErrorCases({ request, ...rest }: ErrorCase) {
  const withTags = (tags: Readonly<Record<string, string>>): ErrorCase => ({
    ...rest,
    request: { ...request, ...tags },
  });
  const many = Array.from({ length: 21 }, (_, n) => [`Tag.${n + 1}.Key`, `k${n}`]);
  return {
    tagKeyMissing: withTags({ 'Tag.1.Value': 'test' }),
    invalidTagKey: withTags({ 'Tag.1.Key': 'acs:env' }),
    invalidTagValue: withTags({ 'Tag.1.Key': 'home', 'Tag.1.Value': 'see http://example.com' }),
    tooManyTags: withTags(Object.fromEntries(many)),
  };
}

/** For `edit`: the operator's lock on `lb-bp1example`. */
export async function lockLoadBalancer(tx: Transaction, bindings: Bindings): Promise<void> {
  const key = keys.loadBalancer(bindings.valueOf('lb-bp1example'));
  const loadBalancer = await tx.get('loadBalancers', key);
  if (!loadBalancer) throw new Error(`${key} does not exist`);
  tx.put('loadBalancers', key, { ...loadBalancer, status: 'locked' });
}

/** A rule of an HTTP listener on port 80, as a JSON list of its own, that leads to a group. */
export function givenUsedByRule(given: readonly ExampleCall[], ruleList: string): readonly ExampleCall[] {
  const listener = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
  return [
    ...given,
    {
      action: 'CreateLoadBalancerHTTPListener',
      request: { ...listener, BackendServerPort: '80', HealthCheck: 'off' },
    },
    { action: 'CreateRules', request: { ...listener, RuleList: ruleList } },
  ];
}
