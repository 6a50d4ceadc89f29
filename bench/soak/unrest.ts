/** What happens to a running engine: servers fail and come back, and plans change, at random. */
import { pause } from '../../test/support/eventually.ts';
import { Random } from '../../test/support/random.ts';
import type { SoakServers } from './servers.ts';
import { stormyServers, type World } from './world.ts';

/** Servers in trouble at a time. */
const AT_A_TIME = 2;
const FAULT_EVERY_MS = [300, 2_500] as const;
const FAULT_LASTS_MS = [300, 6_000] as const;
/** How soon a plan knows that a server is sick, or well again. */
const NOTICED_AFTER_MS = [50, 1_200] as const;
/** Of all faults; the others no plan ever knows of. */
const NOTICED = 0.7;
const CHANGE_EVERY_MS = [20, 400] as const;
/** Now and then many plans follow each other without a pause, and are not waited for. */
const BURST = 0.05;
const BURST_PLANS = 20;

export interface UnrestOptions {
  readonly world: World;
  readonly servers: SoakServers;
  readonly seed: number;
  /** Brings the world's plan into force. */
  readonly apply: () => Promise<void>;
}

export class Unrest {
  readonly #options: UnrestOptions;
  readonly #counts = new Map<string, number>();
  readonly #ending = new AbortController();
  readonly #troubles = new Map<string, Promise<void>>();
  readonly #loops: Promise<unknown>;

  constructor(options: UnrestOptions) {
    this.#options = options;
    this.#loops = Promise.all([
      this.#faults(new Random(options.seed)),
      this.#changes(new Random(options.seed + 1)),
    ]);
  }

  /** How often what happened. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Resolves when every server is well and every listener as in the beginning. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#loops;
    await Promise.all(this.#troubles.values());
    this.#options.world.restore();
    await this.#options.apply();
  }

  async #faults(random: Random): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await pause(random.between(...FAULT_EVERY_MS));
      if (this.#troubles.size >= AT_A_TIME) continue;
      const server = random.pick(stormyServers.filter((name) => !this.#troubles.has(name)));
      if (server === undefined) continue;
      const trouble = this.#trouble(server, new Random(random.below(2 ** 31)));
      this.#troubles.set(server, trouble);
      void trouble.finally(() => this.#troubles.delete(server));
    }
  }

  async #trouble(server: string, random: Random): Promise<void> {
    const { servers, world, apply } = this.#options;
    const fault = random.pick(servers.faults);
    if (fault === undefined) return;
    this.#count(`fault: ${fault}`);
    const noticed = random.chance(NOTICED);
    await servers.begin(fault, server);
    if (noticed) {
      await pause(random.between(...NOTICED_AFTER_MS));
      world.setSick(server, true);
      await apply();
    }
    await pause(random.between(...FAULT_LASTS_MS));
    await servers.mend(fault, server);
    if (!noticed) return;
    await pause(random.between(...NOTICED_AFTER_MS));
    world.setSick(server, false);
    await apply();
  }

  async #changes(random: Random): Promise<void> {
    const { world, apply } = this.#options;
    while (!this.#ending.signal.aborted) {
      await pause(random.between(...CHANGE_EVERY_MS));
      const plans = random.chance(BURST) ? BURST_PLANS : 1;
      const applied: Promise<void>[] = [];
      for (let plan = 0; plan < plans; plan += 1) {
        for (let change = random.between(1, 3); change > 0; change -= 1)
          this.#count(`change: ${world.change(random)}`);
        applied.push(apply());
      }
      await Promise.all(applied);
    }
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }
}
