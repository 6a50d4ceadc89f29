/** Our own engines: each in a host program (bench/engine-host.ts) on the balancer's core, which gets its plans from here. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ForwardingPlan } from '../../src/domain/plan-types.ts';
import { addresses, type Bed, layouts } from '../bed/bed.ts';
import type { ServerName } from '../bed/servers.ts';
import { descendantsOf } from '../console/descendants.ts';
import type { HostAnswer, HostRequest } from '../engine-host-messages.ts';
import { type Doors, type RunningEngine, type StartOrder, type Switch, virtualDoors } from './engine.ts';
import { planOf, type Role } from './plan.ts';

/** What an engine is opened with; `options` are for its factory in src/engine/registry.ts. */
export interface HostedOptions {
  readonly name: string;
  readonly options: object;
  readonly about: string;
}

export class HostedEngine implements RunningEngine {
  readonly doors: Doors;
  readonly #about: string;
  #condition = '';
  readonly #child: ChildProcess;
  readonly #moreListeners: number;
  #revision = 0;
  /** What the other doors than HTTP have. */
  #others: Role = { active: 'server1', epoch: 0 };

  private constructor(child: ChildProcess, order: StartOrder, about: string) {
    this.#child = child;
    this.#about = about;
    this.doors = virtualDoors(addresses.virtual, order.firstPort);
    this.#moreListeners = order.moreListeners ?? 0;
  }

  /** Resolves when its first plan is in force. */
  static async start(
    bed: Bed,
    program: string,
    order: StartOrder,
    hosted: HostedOptions,
  ): Promise<HostedEngine> {
    const child = bed.lb.spawn([process.execPath, program], {
      cpus: layouts.oneCore.balancer,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const engine = new HostedEngine(child, order, hosted.about);
    try {
      await engine.#ask({ kind: 'open', name: hosted.name, options: hosted.options });
      await engine.switchTo('server1', 'all');
    } catch (error) {
      await engine.stop();
      throw error;
    }
    return engine;
  }

  get about(): string {
    return this.#condition === '' ? this.#about : `${this.#about}; ${this.#condition}`;
  }

  /** The host program carries the traffic only where there is no process below it. */
  pids(): readonly number[] {
    const { pid } = this.#child;
    if (pid === undefined) return [];
    const below = descendantsOf(pid, '');
    return below.length > 0 ? below : [pid];
  }

  async switchTo(active: ServerName, what: 'http' | 'all'): Promise<Switch> {
    this.#revision += 1;
    const changed = { active, epoch: this.#revision };
    if (what === 'all') this.#others = changed;
    const plan = planOf({
      revision: this.#revision,
      http: changed,
      others: this.#others,
      doors: this.doors,
      moreListeners: this.#moreListeners,
    });
    return this.#apply(plan);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    await this.#ask({ kind: 'close' }).catch((error: unknown) => console.error(`closing: ${error}`));
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #apply(plan: ForwardingPlan): Promise<Switch> {
    const answer = await this.#ask({ kind: 'apply', plan });
    if (answer.kind !== 'applied') throw new Error(`not applied, but ${answer.kind}`);
    const { beganMs, endedMs } = answer;
    this.#condition = answer.condition;
    return { ms: endedMs - beganMs, beganMs, endedMs };
  }

  async #ask(request: HostRequest): Promise<Exclude<HostAnswer, { kind: 'failed' }>> {
    const [answer] = await Promise.race([
      this.#exchange(request),
      once(this.#child, 'exit').then(() => [{ kind: 'failed', why: 'the host program has ended' }] as const),
    ]);
    if (answer.kind === 'failed') throw new Error(answer.why);
    return answer;
  }

  async #exchange(request: HostRequest): Promise<readonly [HostAnswer]> {
    const answered = once(this.#child, 'message');
    this.#child.send(request);
    const [answer] = await answered;
    return [answer as HostAnswer];
  }
}
