/** What the engine process is started with: one JSON argument, so that `ps` shows which engine it is. */
import { EngineError } from '../engine.ts';
import type { LaneChoice } from './lane.ts';

/** What becomes of the engine when its controller is gone: it keeps forwarding, or it ends. */
export type OrphanRule = 'keep' | 'exit';

export interface ProcessOptions {
  /** Control socket to listen on. */
  readonly socket: string;
  /** Names the program; a controller of another build is refused. */
  readonly build: string;
  readonly orphan: OrphanRule;
  readonly lane: LaneChoice;
  /** Why that lane, if there is more to say. */
  readonly laneReason?: string;
  /** Threads that forward, in the fast lane. */
  readonly workers: number;
}

/** Printed on standard output when the control socket listens. */
export const readyLine = 'ready';

export function encodeProcessOptions(options: ProcessOptions): string {
  return JSON.stringify(options);
}

export function decodeProcessOptions(text: string | undefined): ProcessOptions {
  const value: unknown = JSON.parse(text ?? 'null');
  const options = typeof value === 'object' && value !== null ? value : {};
  const socket = 'socket' in options ? options.socket : undefined;
  const build = 'build' in options ? options.build : undefined;
  const orphan = 'orphan' in options ? options.orphan : undefined;
  const lane = 'lane' in options ? options.lane : undefined;
  const workers = 'workers' in options ? options.workers : undefined;
  const reason = 'laneReason' in options ? options.laneReason : undefined;
  if (typeof socket !== 'string' || typeof build !== 'string') throw incomplete();
  if (orphan !== 'keep' && orphan !== 'exit') throw incomplete();
  if (lane !== 'auto' && lane !== 'fast' && lane !== 'plain') throw incomplete();
  if (typeof workers !== 'number' || !(workers >= 1)) throw incomplete();
  return { socket, build, orphan, lane, workers, ...(typeof reason === 'string' && { laneReason: reason }) };
}

function incomplete(): EngineError {
  return new EngineError('start-failed', 'The engine process needs its options as one JSON argument.');
}
