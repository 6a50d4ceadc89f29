/** Events of a failover as the service tells them: three failed probes of the master, and what came of them. */
import type { ProbeResult } from '../../../src/domain/health.ts';
import type { HistoryFact } from '../../../src/domain/state-records.ts';
import type { FailoverEvent } from './event.ts';

export const T0 = Date.UTC(2026, 0, 2, 3, 4, 5);
const master = { targetId: 'db-a:5432', role: 'Master' } as const;
export const slave = { targetId: 'db-b:5432', role: 'Slave' } as const;

export function result(afterMs: number, outcome: ProbeResult['outcome'] = 'refused'): ProbeResult {
  return { outcome, source: 'probe', detail: '', durationMs: 10, atMs: T0 + afterMs };
}

export function event(
  sequence: number,
  afterMs: number,
  fact: HistoryFact,
  listener = 'tcp:5432',
): FailoverEvent {
  const id = `lb-1/${listener}/${sequence}`;
  return { id, sequence, atMs: T0 + afterMs, listener, groupId: 'rsp-1', sentence: fact.kind, fact };
}

export const probeFailed = (sequence: number, afterMs: number) =>
  event(sequence, afterMs, { kind: 'probe-failed', ...master, result: result(afterMs) });

export const verdict = (sequence: number, afterMs: number, to: 'healthy' | 'unhealthy') =>
  event(sequence, afterMs, {
    kind: 'verdict',
    ...master,
    from: to === 'healthy' ? 'unhealthy' : 'healthy',
    to,
    results: 3,
    evidence: result(afterMs, to === 'healthy' ? 'ok' : 'refused'),
  });

export const decision = (sequence: number, afterMs: number, epoch: number, to: 'Master' | 'Slave') =>
  event(sequence, afterMs, {
    kind: 'decision',
    from: to === 'Slave' ? 'Master' : 'Slave',
    to,
    epoch,
    reason: to === 'Slave' ? 'master-failed' : 'master-recovered',
    verdicts: { master: to === 'Slave' ? 'unhealthy' : 'healthy', slave: 'healthy' },
    detectionMs: 2_010,
  });

export const applied = (sequence: number, afterMs: number, epoch: number) =>
  event(sequence, afterMs, { kind: 'applied', epoch, engine: 'embedded', afterMs: 1, cutConnections: 0 });

export const firstServed = (sequence: number, afterMs: number, epoch: number) =>
  event(sequence, afterMs, { kind: 'first-served', epoch, targetId: slave.targetId, afterMs: 20 });

export const failover = [
  probeFailed(2, 0),
  probeFailed(3, 1_000),
  verdict(4, 2_000, 'unhealthy'),
  decision(5, 2_001, 2, 'Slave'),
  applied(6, 2_002, 2),
  firstServed(7, 2_021, 2),
];

export const recovery = [
  verdict(8, 15_000, 'healthy'),
  decision(9, 15_001, 3, 'Master'),
  applied(10, 15_002, 3),
];
