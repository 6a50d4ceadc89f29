/** One run: a pair of its own under open-loop clients, a fault, and what the clients met until the service had decided. */
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { latencyMs } from '../../src/cli/demo/records.ts';
import { pause } from '../../test/support/eventually.ts';
import { Load, type LoadReport } from '../../test/support/open-loop.ts';
import type { Api, Decision } from '../../test/support/service-api.ts';
import type { Servers } from './servers.ts';

export interface CellName {
  readonly fault: 'killed' | 'silent';
  readonly detection: 'fast' | 'vendor';
  readonly onConnectFailure: 'fallback' | 'fail';
}

export interface CellRun {
  readonly connections: number;
  /** Of all: refused, reset, closed or timed out without an answer. */
  readonly failed: number;
  readonly failedBeyondInFlight: number;
  readonly delayedOver100Ms: number;
  readonly delayedOver1000Ms: number;
  readonly worstAnsweredMs: number;
  /** From the fault to the first new connection that the slave answered. */
  readonly firstServedMs: number;
  /** From the fault to the decision. */
  readonly decidedMs: number;
  /** How late the clients themselves were at worst: what the figures may owe to the machine. */
  readonly clientLagMs: number;
}

/** In a fixed order; a round plays them shuffled. */
export const cells: readonly CellName[] = (['killed', 'silent'] as const).flatMap((fault) =>
  (['fast', 'vendor'] as const).flatMap((detection) =>
    (['fallback', 'fail'] as const).map((onConnectFailure) => ({ fault, detection, onConnectFailure })),
  ),
);

export const RATE_PER_SECOND = 200;
const LISTENER_PORT = 6379;
/** After the decision, so that what it changed is seen as well. */
const AFTERMATH_MS = 1_000;

export async function runCell(cell: CellName, api: Api, servers: Servers): Promise<CellRun> {
  const { master, slave } = servers.pair(cell.fault);
  const policy = { DetectionMode: cell.detection, ConnectFailurePolicy: cell.onConnectFailure };
  const pair = await api.newPair({ port: LISTENER_PORT, master, slave, policy });
  const load = Load.start(pair.target, RATE_PER_SECOND);
  try {
    await load.untilAnsweredBy(master.name, 2 * RATE_PER_SECOND);
    const fault = await servers.break(cell.fault);
    const decision = await pair.untilActive('Slave', 'vendorDecision');
    await load.firstServedBy(slave.name, decision.atMs);
    await pause(AFTERMATH_MS);
    return figuresOf(await load.close(), fault, decision, slave.name);
  } finally {
    await load.close();
    await servers.mend(cell.fault);
    await pair.remove();
  }
}

function figuresOf(report: LoadReport, fault: FaultTimes, decision: Decision, slave: string): CellRun {
  const sinceFault = report.servedBy(slave).map(({ endedMs }) => endedMs - fault.beginMs);
  const answered = report.records.filter(({ outcome }) => outcome === 'answered').map(latencyMs);
  return {
    connections: report.records.length,
    failed: report.failed.length,
    failedBeyondInFlight: report.failedBeyondInFlight(fault).length,
    delayedOver100Ms: answered.filter((ms) => ms > 100).length,
    delayedOver1000Ms: answered.filter((ms) => ms > 1_000).length,
    worstAnsweredMs: round(Math.max(...answered)),
    firstServedMs: round(Math.min(...sinceFault)),
    decidedMs: round(decision.atMs - fault.beginMs),
    clientLagMs: round(report.clientLagMs),
  };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
