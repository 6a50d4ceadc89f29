/** Chooses what this engine process forwards with, and starts it. */
import { FastLane } from './fast/fast-lane.ts';
import type { FastLaneOptions } from './fast/fast-lane.ts';
import { Forwarder } from './forwarder.ts';
import { withHttp } from './layers.ts';
import type { ForwardingLane, LaneChoice, LaneInUse } from './lane.ts';
import type { Surroundings } from './listener.ts';
import { plainSockets } from './plain/sockets.ts';
import { Workers } from './fast/workers.ts';
import { transportListeners } from './transport-listeners.ts';
import { messageOf } from '../../lib/message-of.ts';

export interface StartedLane {
  readonly forwarder: ForwardingLane;
  readonly inUse: LaneInUse;
}

export interface LaneOptions extends Omit<FastLaneOptions, 'around'> {
  readonly choice: LaneChoice;
  /** Why the choice is that, if there is more to say. */
  readonly reason: string | undefined;
  /** Threads that forward, in the fast lane. */
  readonly workers: number;
  readonly around: Surroundings;
}

/** Rejects only when nothing but the fast lane may be used, and it cannot. */
export async function startLane(options: LaneOptions): Promise<StartedLane> {
  const { choice, reason, workers } = options;
  if (choice === 'plain') return plain(options, reason ?? 'it was chosen');
  try {
    const unsupported = unsupportedReason();
    if (unsupported !== undefined) throw new Error(unsupported);
    const why = reason ?? 'the best that runs here';
    const lane = workers === 1 ? await FastLane.start(options) : await Workers.start(workers, options);
    return {
      forwarder: withHttp(lane, options.around),
      inUse: { name: 'fast', reason: why, ...(workers > 1 && { workers }) },
    };
  } catch (error) {
    if (choice === 'fast') throw error;
    return plain(options, messageOf(error));
  }
}

function plain({ around, workers }: LaneOptions, why: string): StartedLane {
  const reason = workers === 1 ? why : `${why}; this lane has one worker, and ${workers} were wished for`;
  const forwarder = withHttp(new Forwarder(around, transportListeners(plainSockets)), around);
  return { forwarder, inUse: { name: 'plain', reason } };
}

/** Why the fast lane cannot run on this machine; undefined when nothing is known against it. */
function unsupportedReason(): string | undefined {
  if (process.platform !== 'linux') return `the fast lane needs Linux, and this is ${process.platform}`;
  if (process.arch !== 'x64' && process.arch !== 'arm64') {
    return `the fast lane runs on x64 and arm64, and this is ${process.arch}`;
  }
  return undefined;
}
