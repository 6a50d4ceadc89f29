/**
 * The life of a master-slave group in virtual time, with the service's own rules: what is probed, judged, decided and done
 * with clients. Pure and deterministic; no DOM, no Node. simulate.production.test.ts holds it to the real control plane.
 */
import {
  type Election,
  elect,
  type ElectionOrder,
  initialElection,
} from '../../../../src/domain/election.ts';
import type { ProbeOutcome } from '../../../../src/domain/health.ts';
import { otherRole, type Role } from '../../../../src/domain/roles.ts';
import { Agenda, type Plan } from './agenda.ts';
import { Check, type Judged } from './check.ts';
import { type Client, Clients, type PlanInForce } from './clients.ts';
import { type Cut, Established } from './established.ts';
import type { Fault, Order, Scenario } from './scenario.ts';
import { type SimulatedEvent, Story } from './story.ts';

/** Two processes on one machine. */
const HOP_MS = 1;

const roles: readonly Role[] = ['Master', 'Slave'];

export interface SimulatedProbe {
  readonly server: Role;
  readonly startMs: number;
  readonly endMs: number;
  readonly outcome: ProbeOutcome;
}

export interface Simulation {
  readonly scenario: Scenario;
  readonly events: readonly SimulatedEvent[];
  readonly probes: readonly SimulatedProbe[];
  /** Every state of the election, with the time from which it holds; the first at 0. */
  readonly elections: readonly { readonly atMs: number; readonly election: Election }[];
  /** In the order in which they ended. */
  readonly clients: readonly Client[];
  readonly cuts: readonly Cut[];
}

/** `hopMs`: from the service to the engine or back. */
export function simulate(scenario: Scenario, hopMs = HOP_MS): Simulation {
  return new Run(scenario, hopMs).toEnd();
}

class Run {
  readonly #scenario: Scenario;
  readonly #hopMs: number;
  readonly #agenda = new Agenda();
  readonly #story = new Story();
  readonly #probes: SimulatedProbe[] = [];
  readonly #elections: { readonly atMs: number; readonly election: Election }[] = [];
  readonly #ended: Client[] = [];
  readonly #checks: Readonly<Record<Role, Check>>;
  readonly #established: Established;
  readonly #clients: Clients;
  #election = initialElection(0);
  #order: ElectionOrder | null = null;
  #planned: PlanInForce;
  #lookAgain: Plan | undefined;

  constructor(scenario: Scenario, hopMs: number) {
    this.#scenario = scenario;
    this.#hopMs = hopMs;
    const check = (role: Role): Check =>
      new Check(this.#agenda, scenario, role, (judged) => this.#judged(judged));
    this.#checks = { Master: check('Master'), Slave: check('Slave') };
    this.#established = new Established(this.#agenda, scenario.policy.onTargetLost);
    this.#planned = { active: 'Master', epoch: 1, healthy: { Master: true, Slave: true } };
    this.#clients = new Clients(this.#agenda, scenario, this.#planned, {
      ended: (client) => this.#clientEnded(client),
      connectFailed: (server, outcome, durationMs) => {
        const failedAtMs = this.#agenda.nowMs;
        this.#agenda.after(this.#hopMs, () => this.#evidence(server, outcome, durationMs, failedAtMs));
      },
    });
  }

  toEnd(): Simulation {
    const { faults, orders, durationMs, policy } = this.#scenario;
    this.#elections.push({ atMs: 0, election: this.#election });
    this.#look();
    if (policy.election.healthCheck) {
      this.#checks.Master.start(0);
      // Half a second later than the master's, as chance would have it.
      if (policy.election.standbyProbe) this.#checks.Slave.start(0.5);
    }
    for (const fault of faults) this.#planDeaths(fault);
    for (const order of orders) this.#agenda.at(order.atMs, () => this.#give(order));
    this.#planClients();
    this.#agenda.runUntil(durationMs);
    this.#clients.end();
    return {
      scenario: this.#scenario,
      events: this.#story.events,
      probes: this.#probes,
      elections: this.#elections,
      clients: this.#ended,
      cuts: this.#established.cuts,
    };
  }

  #planClients(): void {
    const { clientsPerSecond, durationMs } = this.#scenario;
    if (clientsPerSecond <= 0) return;
    const gapMs = 1_000 / clientsPerSecond;
    const next = (number: number): void => {
      const atMs = (number + 0.5) * gapMs;
      if (atMs >= durationMs) return;
      this.#agenda.at(atMs, () => {
        this.#clients.arrive();
        next(number + 1);
      });
    };
    next(0);
  }

  /** A process that dies takes its connections along; one that is silent does not. */
  #planDeaths({ server, kind, atMs, periodMs }: Fault): void {
    if (kind !== 'killed' && kind !== 'flapping') return;
    const { durationMs, faults } = this.#scenario;
    const replacedAtMs = Math.min(
      durationMs,
      ...faults.filter((other) => other.server === server && other.atMs > atMs).map((other) => other.atMs),
    );
    const everyMs = kind === 'flapping' ? periodMs : Number.POSITIVE_INFINITY;
    for (let diesAtMs = atMs; diesAtMs < replacedAtMs; diesAtMs += everyMs) {
      this.#agenda.at(diesAtMs, () => this.#established.died(server));
    }
  }

  #judged(judged: Judged): void {
    const { server, result, before, after } = judged;
    if (result.source === 'probe') {
      const { outcome, atMs: endMs, durationMs } = result;
      this.#probes.push({ server, outcome, startMs: endMs - durationMs, endMs });
    }
    this.#story.judged(judged);
    if (before.verdict !== after.verdict) this.#agenda.after(0, () => this.#look());
  }

  #evidence(server: Role, outcome: ProbeOutcome, durationMs: number, failedAtMs: number): void {
    const { healthCheck, standbyProbe } = this.#scenario.policy.election;
    if (!healthCheck || (server === 'Slave' && !standbyProbe)) return;
    this.#checks[server].takeTraffic(outcome, durationMs, failedAtMs);
  }

  /** As src/actions/failover/switch.ts gives it; refused when it would move traffic to a server known bad. */
  #give({ order }: Order): void {
    const { active } = this.#election;
    const to =
      order === 'return' || active === 'None' ? 'Master' : order === 'stay' ? active : otherRole(active);
    if (to !== active && this.#checks[to].verdict === 'unhealthy') return;
    this.#order = { id: (this.#order?.id ?? 0) + 1, to, keep: order !== 'return' };
    this.#look();
  }

  #look(): void {
    const { nowMs } = this.#agenda;
    const verdicts = { Master: this.#checks.Master.verdict, Slave: this.#checks.Slave.verdict };
    const seats = {
      master: { id: 'master', weight: 100 },
      slave: { id: 'slave', weight: 100 },
      order: this.#order,
    };
    const before = this.#election;
    const { nextLookAtMs, ...after } = elect(
      this.#elections.length > 1 ? before : undefined,
      { master: verdicts.Master, slave: verdicts.Slave },
      seats,
      this.#scenario.policy.election,
      nowMs,
    );
    this.#election = after;
    this.#elections.push({ atMs: nowMs, election: after });
    this.#story.decided(before, after, verdicts, nowMs);
    this.#lookAgain?.cancel();
    if (nextLookAtMs !== undefined) {
      this.#lookAgain = this.#agenda.at(Math.max(nowMs + 1, nextLookAtMs), () => this.#look());
    }
    this.#plan({
      active: after.active,
      epoch: after.epoch,
      healthy: { Master: verdicts.Master !== 'unhealthy', Slave: verdicts.Slave !== 'unhealthy' },
    });
  }

  #plan(plan: PlanInForce): void {
    const before = this.#planned;
    const same = roles.every((role) => before.healthy[role] === plan.healthy[role]);
    if (same && before.epoch === plan.epoch) return;
    this.#planned = plan;
    this.#agenda.after(this.#hopMs, () => this.#apply(plan));
  }

  #apply(plan: PlanInForce): void {
    const { active, epoch } = this.#clients.plan;
    let cut = 0;
    if (active !== plan.active) {
      if (plan.active !== 'None') this.#established.regained(plan.active);
      if (active !== 'None') cut = this.#established.lost(active);
    }
    if (epoch !== plan.epoch) this.#story.applied(plan.epoch, cut, this.#agenda.nowMs);
    this.#clients.apply(plan);
  }

  #clientEnded(client: Client): void {
    this.#ended.push(client);
    const { server, endedAtMs, fellBack } = client;
    if (server === null) return;
    this.#established.add(server, endedAtMs + this.#scenario.connectionMs);
    if (!fellBack) this.#story.served(server, this.#clients.plan.epoch, endedAtMs);
  }
}
