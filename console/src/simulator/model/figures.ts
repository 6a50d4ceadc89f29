/** What a simulation comes to, in figures. */
import { currentPenalty, type Election } from '../../../../src/domain/election.ts';
import type { Verdict } from '../../../../src/domain/health.ts';
import type { Role } from '../../../../src/domain/roles.ts';
import type { HistoryFact } from '../../../../src/domain/state-records.ts';
import type { Client } from './clients.ts';
import type { Scenario } from './scenario.ts';
import { simulate, type Simulation } from './simulate.ts';

/** A client that waits so long notices. */
export const DELAYED_MS = 50;

export interface Totals {
  readonly clients: number;
  readonly failed: number;
  /** Served, but only after `DELAYED_MS` or more. */
  readonly delayed: number;
  readonly worstDelayMs: number;
  readonly fellBack: number;
  readonly switches: number;
  readonly cut: { readonly byServer: number; readonly byPolicy: number };
}

export function totals(simulation: Simulation): Totals {
  const { clients, cuts, events } = simulation;
  const cutBy = (by: 'server' | 'policy'): number =>
    cuts.filter((cut) => cut.by === by).reduce((sum, { count }) => sum + count, 0);
  return {
    ...met(clients),
    fellBack: clients.filter(({ fellBack }) => fellBack).length,
    switches: events.filter(({ fact }) => fact.kind === 'decision').length,
    cut: { byServer: cutBy('server'), byPolicy: cutBy('policy') },
  };
}

/** From the first failure to the decision that it led to. */
export interface FailoverWindow extends Met {
  readonly decision: Extract<HistoryFact, { kind: 'decision' }>;
  /** The start of the first probe or connect that failed. */
  readonly firstFailureMs: number;
  readonly decidedMs: number;
}

interface Met {
  readonly clients: number;
  readonly failed: number;
  readonly delayed: number;
  readonly worstDelayMs: number;
}

/** Of every decision that a failure led to. Clients count in the window in which they came. */
export function windowsOf({ events, clients }: Simulation): readonly FailoverWindow[] {
  return events.flatMap(({ atMs: decidedMs, fact }) => {
    if (fact.kind !== 'decision' || fact.detectionMs === null) return [];
    const lost = fact.from === 'Master' ? fact.verdicts.master : fact.verdicts.slave;
    if (lost !== 'unhealthy') return [];
    const firstFailureMs = decidedMs - fact.detectionMs;
    const during = clients.filter(({ atMs }) => atMs >= firstFailureMs && atMs <= decidedMs);
    return [{ decision: fact, firstFailureMs, decidedMs, ...met(during) }];
  });
}

function met(clients: readonly Client[]): Met {
  let failed = 0;
  let delayed = 0;
  let worstDelayMs = 0;
  for (const { outcome, atMs, endedAtMs } of clients) {
    const delayMs = endedAtMs - atMs;
    if (outcome === 'failed') failed += 1;
    else if (delayMs >= DELAYED_MS) delayed += 1;
    worstDelayMs = Math.max(worstDelayMs, delayMs);
  }
  return { clients: clients.length, failed, delayed, worstDelayMs };
}

/** The state that holds at a time. */
export function electionAt({ elections }: Simulation, atMs: number): Election {
  const last = elections.findLast((state) => state.atMs <= atMs) ?? elections[0];
  if (!last) throw new Error('a simulation has a first state');
  return last.election;
}

export function verdictAt({ events }: Simulation, server: Role, atMs: number): Verdict {
  const last = events.findLast(
    (event) => event.atMs <= atMs && event.fact.kind === 'verdict' && event.fact.role === server,
  );
  return last?.fact.kind === 'verdict' ? last.fact.to : 'unknown';
}

export function penaltyAt(simulation: Simulation, atMs: number): number {
  const { damping } = simulation.scenario.policy.election;
  return currentPenalty(electionAt(simulation, atMs), damping, atMs);
}

export interface DetectionRange {
  readonly shortestMs: number;
  readonly longestMs: number;
}

/**
 * From the first fault to the first decision after it, shortest and longest: how long it takes depends on where between two
 * probes the fault falls, so it is moved over one interval. Undefined when there is a moment at which nothing is decided.
 */
export function detectionRange(scenario: Scenario, steps = 16): DetectionRange | undefined {
  const { detection } = scenario.policy;
  const intervalMs = detection.kind === 'fast' ? detection.fastIntervalMs : scenario.check.intervalMs;
  const decidedAfterMs = Array.from({ length: steps }, (_, step) =>
    decidedAfter(moved(scenario, (step / steps) * intervalMs)),
  );
  const known = decidedAfterMs.filter((ms) => ms !== undefined);
  if (known.length < steps) return undefined;
  return { shortestMs: Math.min(...known), longestMs: Math.max(...known) };
}

function moved(scenario: Scenario, byMs: number): Scenario {
  return { ...scenario, faults: scenario.faults.map((fault) => ({ ...fault, atMs: fault.atMs + byMs })) };
}

function decidedAfter(scenario: Scenario): number | undefined {
  const faultMs = Math.min(...scenario.faults.map(({ atMs }) => atMs));
  const decision = simulate(scenario).events.find(
    ({ atMs, fact }) => fact.kind === 'decision' && atMs >= faultMs,
  );
  return decision && decision.atMs - faultMs;
}
