/** What is probed: everything that carries traffic, each check once however many listeners share it. Kept up to date. */
import type { ProbeKey, ProbeSpec } from '../domain/health.ts';
import { carriesTraffic } from '../domain/plan.ts';
import { type ResolvedListener, routesOf } from '../domain/resolve.ts';
import type { ResolvedTarget } from '../domain/resolve-route.ts';
import type { ListenerChange } from './resolution.ts';

export class Checks {
  readonly #specs = new Map<ProbeKey, ProbeSpec>();
  /** How many targets of listeners share each. */
  readonly #uses = new Map<ProbeKey, number>();

  get specs(): ReadonlyMap<ProbeKey, ProbeSpec> {
    return this.#specs;
  }

  /** Whether another set of checks comes of it; most changes of a listener leave its checks as they are. */
  take({ before, after }: ListenerChange): boolean {
    const now = checksOf(after);
    const differs = now.filter((check) => this.#add(check)).length;
    // What is kept must not be forgotten in between.
    const gone = checksOf(before).filter(({ key }) => this.#remove(key)).length;
    return differs + gone > 0;
  }

  #add({ key, spec }: Check): boolean {
    const uses = this.#uses.get(key) ?? 0;
    this.#uses.set(key, uses + 1);
    if (uses === 0) this.#specs.set(key, spec);
    return uses === 0;
  }

  #remove(key: ProbeKey): boolean {
    const uses = this.#uses.get(key) ?? 0;
    if (uses > 1) {
      this.#uses.set(key, uses - 1);
      return false;
    }
    this.#uses.delete(key);
    return this.#specs.delete(key);
  }
}

type Check = NonNullable<ResolvedTarget['probe']>;

function checksOf(listener: ResolvedListener | undefined): readonly Check[] {
  if (!listener || !carriesTraffic(listener)) return [];
  return routesOf(listener).flatMap(({ targets }) => targets.flatMap(({ probe }) => probe ?? []));
}
