/** What there is to watch, for tests of who is told of it. */
import type { LoadBalancerId } from '../../domain/ids.ts';
import { type LiveView, type LiveWatcher, noTraffic } from '../../domain/live-view.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import { idleListener, madeUpLoadBalancer } from '../../domain/test-support.ts';

/** Load balancers without listeners, that change when told to. */
export class TestLive implements LiveView {
  readonly loadBalancers = new Map<string, LoadBalancer>();
  readonly watchers = new Set<Partial<LiveWatcher>>();

  put(id: string, name = id): void {
    this.loadBalancers.set(id, { ...madeUpLoadBalancer(id as LoadBalancerId), name });
    this.#changed(id);
  }

  remove(id: string): void {
    this.loadBalancers.delete(id);
    this.#changed(id);
  }

  listenersOf = () => [];
  runtimeOf = () => idleListener;
  trafficOf = () => noTraffic;

  watch(watcher: Partial<LiveWatcher>): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  #changed(id: string): void {
    for (const watcher of this.watchers) watcher.stateChanged?.(new Set([id]));
  }
}
