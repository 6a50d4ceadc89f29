/** Finding out who listens on a control socket: an engine of this build, one of another, or nobody. */
import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { Clock } from '../../lib/clock.ts';
import type { EngineLog } from '../log.ts';
import { ControlClient } from './control-client.ts';
import { protocolVersion } from './control-protocol.ts';
import type { LaneInUse } from './lane.ts';
import { PlanDiff } from './plan-change.ts';
import { killEngine } from './spawn-engine.ts';
import { StatsBook } from './stats-change.ts';
import { messageOf } from '../../lib/message-of.ts';

/** An engine that is silent for that long forwards nothing either: one loop does both. */
export const silentAfterMs = 10_000;

/** An open connection to an engine process. */
export interface EngineLink {
  readonly client: ControlClient;
  readonly socket: string;
  readonly pid: number;
  /** Of the plan in force there when it was met; 0 = none. */
  readonly revision: number;
  /** What it forwards with. */
  readonly lane: LaneInUse | undefined;
  /** What it has been told over this connection. */
  readonly told: PlanDiff;
  /** What it has told of its counters over this connection. */
  readonly stats: StatsBook;
  /** Absent when somebody else started it. */
  readonly child?: ChildProcess;
}

export interface Meeting {
  readonly link: EngineLink;
  /** False: another build or protocol; it can only be retired. */
  readonly compatible: boolean;
}

/**
 * Says hello. A compatible engine takes this connection for its controller's. Undefined when no engine answers; then
 * what is left of it is cleared away, `pid` included, which is whom the note in the data directory names.
 */
export async function meetEngine(
  socket: string,
  build: string,
  pid: number | undefined,
  surroundings: { readonly clock: Clock; readonly log: EngineLog },
): Promise<Meeting | undefined> {
  const { clock, log } = surroundings;
  let client: ControlClient | undefined;
  try {
    client = await ControlClient.open(socket, clock);
    const hello = await client.request('hello', { protocol: protocolVersion, build }, silentAfterMs);
    const { pid: enginePid, revision, compatible, lane } = hello;
    const known = { told: new PlanDiff(), stats: new StatsBook() };
    return { link: { client, socket, pid: enginePid, revision, lane, ...known }, compatible };
  } catch (error) {
    log('engine_not_met', { socket, error: messageOf(error) });
    client?.close();
    if (client && pid !== undefined) await killEngine(pid, socket, undefined);
    await rm(socket, { force: true });
    return undefined;
  }
}
