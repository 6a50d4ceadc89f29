/**
 * The same scenario lived by the real thing: control plane, reconciler, monitor, check loops and the engine's routes, in
 * virtual time. Only sockets are played: probes and connects meet what the script says of the servers.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { startControlPlane } from '../../../../src/control/control-plane.ts';
import {
  GROUP,
  LB,
  LISTENER,
  listener,
  pair,
  RecordingEngine,
  write,
} from '../../../../src/control/test-support.ts';
import { keys } from '../../../../src/domain/keys.ts';
import type { ForwardingPlan } from '../../../../src/domain/plan-types.ts';
import { defaultPlanSettings } from '../../../../src/domain/plan.ts';
import { defaultFailover } from '../../../../src/domain/policy.ts';
import type { Role } from '../../../../src/domain/roles.ts';
import { madeUpLoadBalancer, noSecrets } from '../../../../src/domain/test-support.ts';
import { clientOf } from '../../../../src/engine/embedded/client.ts';
import { EvidenceFeed } from '../../../../src/engine/evidence-feed.ts';
import { PairRoute } from '../../../../src/engine/embedded/routes/pair-route.ts';
import { TargetBook, type TargetState } from '../../../../src/engine/embedded/target-state.ts';
import { Engines } from '../../../../src/engine/engines.ts';
import type { Applied, EngineEvidence } from '../../../../src/engine/engine.ts';
import { LocalCheckLoops } from '../../../../src/health/check-loops.ts';
import { createHealthMonitor } from '../../../../src/health/monitor.ts';
import { probersOf, VirtualTime } from '../../../../src/health/test-support.ts';
import type { Timer } from '../../../../src/lib/clock.ts';
import type { Logger } from '../../../../src/observability/logger.ts';
import { Metrics } from '../../../../src/observability/metrics.ts';
import { MemoryStore } from '../../../../src/store/memory/store.ts';
import { connectTo, probeOf } from './life.ts';
import type { Scenario } from './scenario.ts';

/** `Master -> Slave: master-failed`, or `held: flap-damping`. */
export interface Told {
  readonly atMs: number;
  readonly what: string;
}

export interface Lived {
  readonly told: readonly Told[];
  /** `failed`: nobody took them. */
  readonly clients: { readonly served: number; readonly failed: number };
}

const MASTER = '192.0.2.1';
const SLAVE = '192.0.2.2';
const roleOf = (address: string): Role => (address === MASTER ? 'Master' : 'Slave');
const client = clientOf({ address: '192.0.2.9', port: 4000 }, { address: '192.0.2.8', port: 80 });

export async function live(scenario: Scenario): Promise<Lived> {
  const clock = new VirtualTime();
  const engine = new PlayedEngine(clock, scenario);
  const told: Told[] = [];
  const control = await startControlPlane({
    store: await storeOf(scenario),
    engines: new Engines(engine),
    monitor: monitorOf(clock, scenario),
    metrics: new Metrics(),
    configuredServers: new Map(),
    failover: failoverOf(scenario),
    planSecrets: noSecrets,
    planSettings: { ...defaultPlanSettings, ...scenario.connectTimeouts },
    clock,
    log: listeningLogger((what) => told.push({ atMs: clock.monotonic(), what })),
  });
  const gapMs = 1_000 / scenario.clientsPerSecond;
  for (let atMs = gapMs / 2; atMs < scenario.durationMs; atMs += gapMs) {
    clock.setTimer(atMs, () => engine.arrive());
  }
  // A reconciler's pass waits for a turn of the event loop, and what it causes for another.
  for (let ms = 0; ms < scenario.durationMs; ms += 1) {
    await clock.run(1);
    await nextTurn();
    await nextTurn();
  }
  const clients = { ...engine.clients };
  const ended = control.close();
  await clock.run(10_000);
  await ended;
  return { told, clients };
}

/** Targets are the pair's two servers by their addresses, so that no name is looked up. */
async function storeOf({ check, policy }: Scenario): Promise<MemoryStore> {
  const store = new MemoryStore();
  const group = pair();
  const members = group.members.map((member) => ({
    ...member,
    serverIp: member.role === 'Master' ? MASTER : SLAVE,
  }));
  const healthCheck = { ...listener.healthCheck, ...check, enabled: policy.election.healthCheck };
  await write(store, 'loadBalancers', keys.loadBalancer(LB), madeUpLoadBalancer(LB));
  await write(store, 'serverGroups', keys.serverGroup(GROUP), { ...group, members });
  await write(store, 'listeners', keys.listener(LB, 'tcp', 80), { ...listener, healthCheck });
  return store;
}

function monitorOf(clock: VirtualTime, { faults }: Scenario) {
  const prober = probersOf({
    probe: (spec) => {
      const { kind } = spec.check;
      const startMs = clock.monotonic();
      const met = probeOf(
        kind === 'http' ? kind : 'tcp',
        faults,
        roleOf(spec.address),
        startMs,
        spec.timeoutMs,
      );
      const durationMs = met.endsAtMs - startMs;
      return new Promise((done) => {
        clock.setTimer(durationMs, () => done({ outcome: met.outcome, detail: '', durationMs }));
      });
    },
  });
  // Asked twice for each check: its first delay, and how much its first gap is shorter. As in the simulation.
  const chances = [0, 0, 0, 0.5];
  const loops = new LocalCheckLoops(clock, prober);
  return createHealthMonitor({ clock, loops, random: () => chances.shift() ?? 0 });
}

function failoverOf({ policy: { election, detection, onConnectFailure, onTargetLost } }: Scenario) {
  const { failback, bothDown, standbyProbe, damping } = election;
  return {
    ...defaultFailover,
    ...{ failback, bothDown, standbyProbe, damping },
    ...(detection.kind === 'fast' && detection),
    detection: detection.kind,
    onConnectFailure: onConnectFailure.kind,
    ...(onConnectFailure.kind === 'hold' && { holdMs: onConnectFailure.maxMs }),
    established: onTargetLost.kind,
  };
}

function listeningLogger(tell: (what: string) => void): Logger {
  const note = (event: string, fields: object = {}): void => {
    const of = (name: string): string => String(Reflect.get(fields, name));
    if (event === 'failover_decided') tell(`${of('from')} -> ${of('to')}: ${of('reason')}`);
    if (event === 'failback_held') tell(`held: ${of('hold')}`);
    if (event === 'background_task_failed') throw new Error(of('error'));
  };
  return { debug: note, info: note, warn: note, error: note, child: () => listeningLogger(tell) };
}

interface Search {
  readonly atMs: number;
  readonly failed: Set<TargetState>;
  trying: TargetState | undefined;
  timer: Timer | undefined;
}

/** The engine without its sockets: real routes, real evidence feed, clients that dial as src/engine/embedded/dial.ts does. */
class PlayedEngine extends RecordingEngine {
  readonly clients = { served: 0, failed: 0 };
  readonly #clock: VirtualTime;
  readonly #scenario: Scenario;
  readonly #feed = new EvidenceFeed();
  readonly #book = new TargetBook();
  readonly #searching = new Set<Search>();
  #route: PairRoute | undefined;
  #limitMs = 0;

  constructor(clock: VirtualTime, scenario: Scenario) {
    super();
    this.#clock = clock;
    this.#scenario = scenario;
  }

  override async apply(plan: ForwardingPlan): Promise<Applied> {
    const applied = await super.apply(plan);
    const planned = plan.listeners.find(({ key }) => key === LISTENER);
    if (!planned || planned.backend.kind !== 'pair') throw new Error('the pair is planned');
    this.#route = new PairRoute(planned.backend, this.#book);
    this.#limitMs = planned.connectTimeoutMs;
    for (const search of this.#searching) {
      if (search.trying && this.#route.keeps(search.trying, search.failed)) continue;
      this.#startOver(search);
    }
    return applied;
  }

  override evidence(signal: AbortSignal): AsyncGenerator<EngineEvidence> {
    const subscription = this.#feed.subscribe(signal);
    return (async function* () {
      yield* subscription;
    })();
  }

  arrive(): void {
    const search: Search = {
      atMs: this.#clock.monotonic(),
      failed: new Set(),
      trying: undefined,
      timer: undefined,
    };
    this.#searching.add(search);
    this.#step(search);
  }

  #step(search: Search): void {
    if (!this.#route) throw new Error('clients come once there is a plan');
    const step = this.#route.next(client, search.failed, this.#clock.monotonic() - search.atMs);
    if (step.kind === 'try')
      return this.#try(search, step.target, Math.min(this.#limitMs, step.withinMs ?? Infinity));
    if (step.kind === 'wait') {
      search.timer = this.#clock.setTimer(step.ms, () => this.#startOver(search));
      return;
    }
    this.#searching.delete(search);
    this.clients.failed += 1;
  }

  #startOver(search: Search): void {
    search.timer?.cancel();
    search.trying = undefined;
    search.failed.clear();
    this.#step(search);
  }

  #try(search: Search, target: TargetState, limitMs: number): void {
    const { address, port, id: targetId } = target.planned;
    const began = this.#clock.monotonic();
    const { outcome, endsAtMs } = connectTo(this.#scenario.faults, roleOf(address), began, limitMs);
    search.trying = target;
    const afterMs = endsAtMs - began;
    search.timer = this.#clock.setTimer(afterMs, () => {
      search.trying = undefined;
      if (outcome === 'ok') {
        this.#searching.delete(search);
        this.clients.served += 1;
        return;
      }
      search.failed.add(target);
      const inconclusive = outcome === 'timed-out' && limitMs < this.#limitMs;
      if (!inconclusive && target.evidenceAllowance.spend(this.#clock.monotonic())) {
        const failed = outcome === 'refused' ? 'refused' : 'timed-out';
        const about = { key: LISTENER, targetId, address, port, afterMs, atMs: this.#clock.now() };
        this.#feed.publish({ kind: 'connect-failed', outcome: failed, ...about });
      }
      this.#step(search);
    });
  }
}
