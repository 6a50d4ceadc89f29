/**
 * Every listener put together with what it refers to, kept up to date. A listener is put together again when anything
 * that it looked up then would be found different now; for the others a pass costs those few looks.
 */
import type { ListenerKey } from '../domain/plan-types.ts';
import type { FailoverDefaults } from '../domain/policy.ts';
import {
  type DesiredState,
  type Referred,
  type ResolvedListener,
  resolveListener,
  type ResolveServer,
  type ServerAddress,
} from '../domain/resolve.ts';
import type { Listener } from '../domain/resources.ts';

/** Of one listener: absent before, it is new; absent after, it is gone. */
export interface ListenerChange {
  readonly before?: ResolvedListener;
  readonly after?: ResolvedListener;
}

/** Everything that is looked up by name; what has not changed is found as the same object. */
type Lookups = Referred & { readonly servers: { get(serverId: string): ServerAddress } };

interface Read {
  readonly from: keyof Lookups;
  readonly name: string;
  readonly found: unknown;
}

interface Known {
  readonly listener: Listener;
  readonly reads: readonly Read[];
  readonly resolved: ResolvedListener | undefined;
}

export class Resolution {
  readonly #resolveServer: ResolveServer;
  readonly #defaults: FailoverDefaults;
  readonly #known = new Map<ListenerKey, Known>();
  readonly #listeners = new Map<ListenerKey, ResolvedListener>();

  constructor(resolveServer: ResolveServer, defaults: FailoverDefaults) {
    this.#resolveServer = resolveServer;
    this.#defaults = defaults;
  }

  /** As of the last update. One that has not changed stays the same object. */
  get listeners(): ReadonlyMap<ListenerKey, ResolvedListener> {
    return this.#listeners;
  }

  update(desired: DesiredState): readonly ListenerChange[] {
    const lookups: Lookups = { ...desired, servers: { get: this.#resolveServer } };
    const changes: ListenerChange[] = [];
    for (const [key, listener] of desired.listeners) {
      const known = this.#known.get(key);
      if (known?.listener === listener && known.reads.every((read) => stillFinds(lookups, read))) continue;
      const reads: Read[] = [];
      const resolved = this.#resolve(listener, lookups, reads);
      this.#known.set(key, { listener, reads, resolved });
      changes.push(...this.#set(key, resolved));
    }
    if (this.#known.size > desired.listeners.size) {
      for (const key of this.#known.keys()) {
        if (desired.listeners.has(key)) continue;
        this.#known.delete(key);
        changes.push(...this.#set(key, undefined));
      }
    }
    return changes;
  }

  #resolve(listener: Listener, lookups: Lookups, reads: Read[]): ResolvedListener | undefined {
    const noting = <K extends keyof Lookups>(from: K): Lookups[K] => {
      const get = (name: string): unknown => {
        const found = lookups[from].get(name);
        reads.push({ from, name, found });
        return found;
      };
      return { get } as Lookups[K];
    };
    const referred: Referred = {
      loadBalancers: noting('loadBalancers'),
      serverGroups: noting('serverGroups'),
      accessControlLists: noting('accessControlLists'),
    };
    return resolveListener(listener, referred, noting('servers').get, this.#defaults);
  }

  #set(key: ListenerKey, after: ResolvedListener | undefined): readonly ListenerChange[] {
    const before = this.#listeners.get(key);
    if (after) this.#listeners.set(key, after);
    else this.#listeners.delete(key);
    return before || after ? [{ ...(before && { before }), ...(after && { after }) }] : [];
  }
}

function stillFinds(lookups: Lookups, { from, name, found }: Read): boolean {
  return lookups[from].get(name) === found;
}
