/**
 * What is established towards the targets of one route, and what becomes of it when a target loses its place: it goes
 * on, for ever or for some time, or is cut at once.
 */
import type { OnTargetLost } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Route } from './routes/route.ts';
import type { TargetState } from './target-state.ts';

export interface Cuttable {
  /** Undefined until established. */
  readonly target: TargetState | undefined;
  /** Established when its target lost its place; cleared when the target has it back. */
  lost: boolean;
  /** Ends it at once. False when there was nothing left to cut. */
  cut(): boolean;
}

export class Established<C extends Cuttable> implements Iterable<C> {
  readonly #clock: Clock;
  readonly #members = new Set<C>();
  /** Targets whose members may go on until then. */
  readonly #draining = new Set<TargetState>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#members.size;
  }

  [Symbol.iterator](): Iterator<C> {
    return this.#members.values();
  }

  add(member: C): void {
    this.#members.add(member);
  }

  /** False when it was not there. */
  delete(member: C): boolean {
    return this.#members.delete(member);
  }

  /** From one route to the next; says how many were cut. */
  follow(
    { route: before, onTargetLost: policyBefore }: RouteAndPolicy,
    { route: after, onTargetLost: policy }: RouteAndPolicy,
  ): number {
    let cut = 0;
    for (const target of after.holding) {
      if (!before.holds(target)) this.#regained(target);
    }
    for (const target of before.holding) {
      if (!after.holds(target)) cut += this.#lost(target, policy);
    }
    if (policy.kind === 'reset' && policyBefore.kind !== 'reset') cut += this.#cutLost();
    return cut;
  }

  cutEach(concerned: (member: C) => boolean): number {
    return cutEach(this.#members, concerned);
  }

  /** Cuts everything and waits for nothing any more. */
  close(): number {
    for (const target of this.#draining) this.#endDrain(target);
    return this.cutEach(() => true);
  }

  #lost(target: TargetState, policy: OnTargetLost): number {
    for (const member of this.#members) {
      if (member.target === target) member.lost = true;
    }
    switch (policy.kind) {
      case 'keep':
        return 0;
      case 'drain':
        this.#draining.add(target);
        target.drain = this.#clock.setTimer(policy.timeoutMs, () => {
          this.#endDrain(target);
          this.#cutLost(target);
        });
        return 0;
      case 'reset':
        return this.#cutLost(target);
    }
  }

  #regained(target: TargetState): void {
    this.#endDrain(target);
    for (const member of this.#members) {
      if (member.target === target) member.lost = false;
    }
  }

  #endDrain(target: TargetState): void {
    this.#draining.delete(target);
    target.drain?.cancel();
    target.drain = undefined;
  }

  /** Of one target, or of all. */
  #cutLost(target?: TargetState): number {
    return this.cutEach((member) => member.lost && (target === undefined || member.target === target));
  }
}

export interface RouteAndPolicy {
  readonly route: Route;
  readonly onTargetLost: OnTargetLost;
}

export function cutEach<C extends Pick<Cuttable, 'cut'>>(
  members: Iterable<C>,
  concerned: (member: C) => boolean,
): number {
  let cut = 0;
  for (const member of members) {
    if (concerned(member) && member.cut()) cut++;
  }
  return cut;
}
