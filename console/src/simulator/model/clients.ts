/**
 * Clients that connect, one after another. Each goes the way of src/engine/embedded/dial.ts: it tries what `pairStep` says,
 * and starts over when a new plan makes its try pointless.
 */
import { type PairNow, type PairSeat, pairStep } from '../../../../src/domain/pair-step.ts';
import { connectTimeoutMs } from '../../../../src/domain/plan-route.ts';
import { otherRole, type ActiveRole, type Role } from '../../../../src/domain/roles.ts';
import type { Agenda, Plan } from './agenda.ts';
import { conditionAt, connectTo, type Meeting } from './life.ts';
import type { Scenario } from './scenario.ts';

export interface Client {
  readonly atMs: number;
  /** `waiting`: the simulation ended first. */
  readonly outcome: 'served' | 'failed' | 'waiting';
  readonly endedAtMs: number;
  /** Who answered; null = nobody. */
  readonly server: Role | null;
  /** Another server than the active one served it. */
  readonly fellBack: boolean;
}

/** What the engine goes by. */
export interface PlanInForce {
  readonly active: ActiveRole;
  readonly epoch: number;
  /** False = known bad. */
  readonly healthy: Readonly<Record<Role, boolean>>;
}

export interface ClientEvents {
  ended(client: Client): void;
  /** `durationMs` after it began. */
  connectFailed(server: Role, outcome: Meeting['outcome'], durationMs: number): void;
}

interface Search {
  readonly atMs: number;
  readonly failed: Set<Role>;
  /** The server that is being tried; undefined while it waits. */
  trying: Role | undefined;
  next: Plan | undefined;
}

export class Clients {
  readonly #agenda: Agenda;
  readonly #scenario: Scenario;
  readonly #events: ClientEvents;
  readonly #limitMs: number;
  readonly #searching = new Set<Search>();
  #plan: PlanInForce;

  constructor(agenda: Agenda, scenario: Scenario, plan: PlanInForce, events: ClientEvents) {
    this.#agenda = agenda;
    this.#scenario = scenario;
    this.#events = events;
    this.#limitMs = connectTimeoutMs(scenario.policy, scenario.connectTimeouts);
    this.#plan = plan;
  }

  get plan(): PlanInForce {
    return this.#plan;
  }

  arrive(): void {
    const search: Search = {
      atMs: this.#agenda.nowMs,
      failed: new Set(),
      trying: undefined,
      next: undefined,
    };
    this.#searching.add(search);
    this.#step(search);
  }

  apply(plan: PlanInForce): void {
    this.#plan = plan;
    for (const search of this.#searching) {
      const step = this.#stepOf(search, 0);
      if (step.kind === 'try' && search.trying === this.#seated(step.seat)) continue;
      this.#startOver(search);
    }
  }

  /** What has not found anybody yet. */
  end(): void {
    for (const { atMs } of this.#searching) {
      const endedAtMs = this.#agenda.nowMs;
      this.#events.ended({ atMs, outcome: 'waiting', endedAtMs, server: null, fellBack: false });
    }
  }

  #stepOf({ failed }: Search, waitedMs: number) {
    const { active, healthy } = this.#plan;
    const pair: PairNow = {
      onConnectFailure: this.#scenario.policy.onConnectFailure,
      activeHealthy: active === 'None' ? undefined : healthy[active],
      standbyHealthy: active === 'None' ? undefined : healthy[otherRole(active)],
    };
    return pairStep(pair, (seat) => failed.has(this.#seated(seat)), waitedMs);
  }

  #seated(seat: PairSeat): Role {
    const active = this.#plan.active === 'None' ? 'Master' : this.#plan.active;
    return seat === 'active' ? active : otherRole(active);
  }

  #step(search: Search): void {
    const step = this.#stepOf(search, this.#agenda.nowMs - search.atMs);
    switch (step.kind) {
      case 'try':
        return this.#try(search, this.#seated(step.seat), step.withinMs ?? this.#limitMs);
      case 'wait':
        search.next = this.#agenda.after(step.ms, () => this.#startOver(search));
        return;
      case 'refuse':
        return this.#end(search, 'failed', null);
    }
  }

  #startOver(search: Search): void {
    search.next?.cancel();
    search.trying = undefined;
    search.failed.clear();
    this.#step(search);
  }

  #try(search: Search, server: Role, withinMs: number): void {
    const beganMs = this.#agenda.nowMs;
    const limitMs = Math.min(this.#limitMs, withinMs);
    const { outcome, endsAtMs } = connectTo(this.#scenario.faults, server, beganMs, limitMs);
    search.trying = server;
    search.next = this.#agenda.at(endsAtMs, () => {
      search.trying = undefined;
      if (outcome === 'ok') return this.#connected(search, server);
      // Cut short because the client's own time was over, it says nothing about the server.
      const conclusive = outcome !== 'timed-out' || limitMs === this.#limitMs;
      if (conclusive) this.#events.connectFailed(server, outcome, endsAtMs - beganMs);
      search.failed.add(server);
      this.#step(search);
    });
  }

  #connected(search: Search, server: Role): void {
    const condition = conditionAt(this.#scenario.faults, server, this.#agenda.nowMs);
    this.#end(search, condition === 'wrong-answer' ? 'failed' : 'served', server);
  }

  #end(search: Search, outcome: Client['outcome'], server: Role | null): void {
    this.#searching.delete(search);
    const fellBack = server !== null && server !== this.#plan.active;
    this.#events.ended({ atMs: search.atMs, outcome, endedAtMs: this.#agenda.nowMs, server, fellBack });
  }
}
