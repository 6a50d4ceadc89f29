/**
 * Every listener put together with what it refers to, kept up to date. What a listener has looked up is remembered, so
 * that a change of one resource concerns the few listeners that have met it.
 */
import type { ListenerKey } from '../domain/plan-types.ts';
import type { FailoverDefaults } from '../domain/policy.ts';
import { MultiMap } from '../lib/multi-map.ts';
import {
  type DesiredState,
  type Referred,
  type ResolvedListener,
  resolveListener,
  routesOf,
} from '../domain/resolve.ts';
import type { ResolvedRoute, ResolveServer } from '../domain/resolve-route.ts';

/** Of one listener: absent before, it is new; absent after, it is gone. */
export interface ListenerChange {
  readonly key: ListenerKey;
  readonly before: ResolvedListener | undefined;
  readonly after: ResolvedListener | undefined;
}

/** Routes that were there before a change and are not after it. */
export function goneRoutes({ before, after }: ListenerChange): readonly ResolvedRoute[] {
  if (!before) return [];
  const left = new Set(after && routesOf(after).map(({ key }) => key));
  return routesOf(before).filter(({ key }) => !left.has(key));
}

/** A resource, or what a ServerId means, that is there now, no longer there, or different from before. */
export interface Touched {
  readonly kind: keyof DesiredState | 'servers';
  readonly name: string;
}

export class Resolution {
  readonly #resolveServer: ResolveServer;
  readonly #defaults: FailoverDefaults;
  readonly #listeners = new Map<ListenerKey, ResolvedListener>();
  /** What each listener has looked up, and who has looked up each thing, whether it was there or not. */
  readonly #met = new Map<ListenerKey, readonly string[]>();
  readonly #metBy = new MultiMap<string, ListenerKey>();

  constructor(resolveServer: ResolveServer, defaults: FailoverDefaults) {
    this.#resolveServer = resolveServer;
    this.#defaults = defaults;
  }

  /** As of the last update. */
  get listeners(): ReadonlyMap<ListenerKey, ResolvedListener> {
    return this.#listeners;
  }

  update(desired: DesiredState, touched: readonly Touched[] | 'everything'): readonly ListenerChange[] {
    const keys =
      touched === 'everything'
        ? new Set([...desired.listeners.keys(), ...this.#met.keys()])
        : new Set(touched.flatMap((one) => this.#concernedBy(one)));
    return [...keys].flatMap((key) => {
      const before = this.#listeners.get(key);
      const after = this.#resolve(key, desired);
      if (after) this.#listeners.set(key, after);
      else this.#listeners.delete(key);
      return before || after ? [{ key, before, after }] : [];
    });
  }

  #concernedBy({ kind, name }: Touched): readonly ListenerKey[] {
    return kind === 'listeners' ? [name] : this.#metBy.get(thing(kind, name));
  }

  #resolve(key: ListenerKey, desired: DesiredState): ResolvedListener | undefined {
    const met = new Set<string>();
    const noting = <T>(kind: Touched['kind'], get: (name: string) => T) => ({
      get(name: string): T {
        met.add(thing(kind, name));
        return get(name);
      },
    });
    const referred: Referred = {
      loadBalancers: noting('loadBalancers', (id) => desired.loadBalancers.get(id)),
      serverGroups: noting('serverGroups', (id) => desired.serverGroups.get(id)),
      accessControlLists: noting('accessControlLists', (id) => desired.accessControlLists.get(id)),
      serverCertificates: noting('serverCertificates', (id) => desired.serverCertificates.get(id)),
      caCertificates: noting('caCertificates', (id) => desired.caCertificates.get(id)),
      tlsPolicies: noting('tlsPolicies', (id) => desired.tlsPolicies.get(id)),
      rules: noting('rules', (listener) => desired.rules.get(listener)),
      domainExtensions: noting('domainExtensions', (listener) => desired.domainExtensions.get(listener)),
    };
    const servers = noting('servers', this.#resolveServer);
    const listener = desired.listeners.get(key);
    const resolved = listener && resolveListener(listener, referred, servers.get, this.#defaults);
    this.#remember(key, met);
    return resolved;
  }

  #remember(key: ListenerKey, met: ReadonlySet<string>): void {
    const before = new Set(this.#met.get(key));
    for (const one of before) if (!met.has(one)) this.#metBy.delete(one, key);
    for (const one of met) if (!before.has(one)) this.#metBy.add(one, key);
    if (met.size > 0) this.#met.set(key, [...met]);
    else this.#met.delete(key);
  }
}

function thing(kind: Touched['kind'], name: string): string {
  return `${kind} ${name}`;
}
