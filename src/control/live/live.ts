/** Tells watchers what is true now and what happens. Decides nothing, and costs nothing while nobody watches. */
import type { ListenerTraffic, LiveView, LiveWatcher } from '../../domain/live-view.ts';
import type { ListenerKey } from '../../domain/plan-types.ts';
import type { ResolvedListener } from '../../domain/resolve.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import type { ListenerRuntime } from '../../domain/runtime-view.ts';
import type { HistoryEvent } from '../../domain/state-records.ts';
import type { ListenerStats } from '../../engine/engine.ts';
import { Traffic } from './traffic.ts';

/** Reading what others own. */
export interface LiveSources {
  readonly loadBalancers: () => ReadonlyMap<string, LoadBalancer>;
  readonly listeners: () => ReadonlyMap<ListenerKey, ResolvedListener>;
  readonly runtimeOf: (listener: ResolvedListener) => ListenerRuntime;
}

export class Live implements LiveView {
  readonly #sources: LiveSources;
  readonly #watchers = new Set<Partial<LiveWatcher>>();
  readonly #traffic = new Traffic();
  /** By load balancer; made when somebody watches, and anew when listeners come or go. */
  #byLoadBalancer: Map<string, ResolvedListener[]> | undefined;

  constructor(sources: LiveSources) {
    this.#sources = sources;
  }

  get loadBalancers(): ReadonlyMap<string, LoadBalancer> {
    return this.#sources.loadBalancers();
  }

  listenersOf(loadBalancerId: string): readonly ResolvedListener[] {
    this.#byLoadBalancer ??= grouped(this.#sources.listeners().values());
    return this.#byLoadBalancer.get(loadBalancerId) ?? [];
  }

  runtimeOf(listener: ResolvedListener): ListenerRuntime {
    return this.#sources.runtimeOf(listener);
  }

  trafficOf(key: ListenerKey): ListenerTraffic {
    return this.#traffic.of(key);
  }

  watch(watcher: Partial<LiveWatcher>): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Something was decided, judged or brought into force for these listeners, or they are others than before. */
  concerned(keys: Iterable<ListenerKey>): void {
    this.#byLoadBalancer = undefined;
    this.#tell('stateChanged', keys);
  }

  /** Each second. Rates are known from the second time on, also when nobody watched the first. */
  counted(stats: ReadonlyMap<ListenerKey, ListenerStats>, nowMs: number): void {
    this.#tell('trafficChanged', this.#traffic.take(stats, nowMs));
  }

  happened(event: HistoryEvent): void {
    for (const watcher of this.#watchers) watcher.happened?.(event);
  }

  /** Keys of the store. */
  written(keys: Iterable<string>): void {
    if (this.#watchers.size === 0) return;
    const kinds = new Set<string>();
    const ids = new Set<string>();
    for (const key of keys) {
      const [kind = '', id = ''] = key.split('/');
      if (kind === 'state' || kind === 'history' || kind === 'client-tokens') continue;
      kinds.add(kind);
      if (kind === 'load-balancers') ids.add(id);
    }
    if (kinds.size === 0) return;
    for (const watcher of this.#watchers) {
      watcher.resourcesChanged?.(kinds);
      // One without listeners concerns nobody else.
      if (ids.size > 0) watcher.stateChanged?.(ids);
    }
  }

  #tell(what: 'stateChanged' | 'trafficChanged', keys: Iterable<ListenerKey>): void {
    if (this.#watchers.size === 0) return;
    const ids = new Set([...keys].map((key) => key.slice(0, key.indexOf('/'))));
    if (ids.size === 0) return;
    for (const watcher of this.#watchers) watcher[what]?.(ids);
  }
}

function grouped(listeners: Iterable<ResolvedListener>): Map<string, ResolvedListener[]> {
  const groups = new Map<string, ResolvedListener[]>();
  for (const listener of listeners) {
    const group = groups.get(listener.loadBalancer.id);
    if (group) group.push(listener);
    else groups.set(listener.loadBalancer.id, [listener]);
  }
  return groups;
}
