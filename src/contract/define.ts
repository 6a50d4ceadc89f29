import { type Access, accessOf, type Naming } from './access.ts';
import type { ErrorId } from './errors.ts';
import type { ParamSet, ParamsOf } from './params.ts';
import type { ResultOf, Shape } from './result.ts';

/** What an action is: everything that parsing, answering, docs, forms, samples and generic tests need. */
export interface ActionContract<P extends ParamSet = ParamSet, R extends Shape = Shape> {
  readonly name: string;
  readonly resource: Resource;
  readonly summary: string;
  /** Not in the vendor's API; refused by a server in strict mode. */
  readonly extension: boolean;
  /** Changes something. */
  readonly write: boolean;
  /** In the order in which they are checked. */
  readonly params: P;
  readonly result: R;
  /** Errors of the action itself; those of every request are in `common.ts`. Thrown but unlisted fails a test. */
  readonly errors: readonly ErrorId[];
  readonly example: Example;
  readonly source: string;
  /** What is inferred, or differs from a source on purpose. Shown in the docs. */
  readonly notes: readonly string[];
  readonly effect: Effect;
  readonly access: Access;
}

/**
 * `real`: the service does what the action says; `except` names what is only kept. `stored`: all of it is only kept and
 * given back, or refers to what is. Shown in docs/effects.md.
 */
export type Effect =
  { readonly kind: 'real'; readonly except?: string } | { readonly kind: 'stored'; readonly why: string };

export type Resource =
  | 'region'
  | 'load-balancer'
  | 'listener'
  | 'backend-server'
  | 'vserver-group'
  | 'master-slave-server-group'
  | 'rule'
  | 'domain-extension'
  | 'access-control'
  | 'white-list'
  | 'certificate'
  | 'tls-policy'
  | 'health'
  | 'tag'
  | 'billing'
  | 'resource-group'
  | 'monitor'
  | 'access-log'
  | 'failover'
  | 'server'
  | 'user'
  | 'audit'
  | 'service'
  | 'neighbour';

/**
 * A request that works as it stands and its answer: documentation and test vector at once. Ids, times and
 * RequestIds in it are placeholders; the test binds each to the real value where it first occurs.
 */
export interface Example {
  /** Calls that must come before. */
  readonly given: readonly ExampleCall[];
  readonly request: Readonly<Record<string, string>>;
  /** As JSON on the wire, without RequestId. */
  readonly response: unknown;
}

export interface ExampleCall {
  readonly action: string;
  readonly request: Readonly<Record<string, string>>;
  /** Which placeholder the id in the answer is known by afterwards: field of the answer → placeholder. Deeper ones as `Rules.Rule.0.RuleId`. */
  readonly binds?: Readonly<Record<string, string>>;
}

interface Definition<P extends ParamSet, R extends Shape> {
  readonly name: string;
  readonly resource: Resource;
  readonly summary: string;
  readonly extension?: boolean;
  readonly params: P;
  readonly result: R;
  readonly errors: readonly ErrorId[];
  readonly example: Example;
  readonly source: string;
  readonly notes?: readonly string[];
  /** Real when left out. */
  readonly effect?: Effect;
  /** Parameters that name resources in a way of their own. */
  readonly names?: { readonly [N in keyof P]?: Naming };
  /** See `Access`; false when left out. */
  readonly everybody?: boolean;
}

export function defineAction<const P extends ParamSet, const R extends Shape>({
  names = {},
  everybody = false,
  ...definition
}: Definition<P, R>): ActionContract<P, R> {
  return {
    ...definition,
    access: accessOf(definition.resource, definition.params, names, everybody),
    extension: definition.extension ?? false,
    write: !definition.name.startsWith('Describe') && !definition.name.startsWith('List'),
    notes: definition.notes ?? [],
    effect: definition.effect ?? { kind: 'real' },
  };
}

export type Params<A> = A extends { readonly params: infer P extends ParamSet } ? ParamsOf<P> : never;
export type Result<A> = A extends { readonly result: infer R extends Shape } ? ResultOf<R> : never;
