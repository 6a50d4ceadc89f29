/** Chooses what this engine process forwards with, and starts it. */
import { FastLane } from './fast/fast-lane.ts';
import type { FastLaneOptions } from './fast/fast-lane.ts';
import { Forwarder } from './forwarder.ts';
import { withHttp } from './layers.ts';
import type { ForwardingLane, LaneChoice, LaneInUse } from './lane.ts';
import type { Surroundings } from './listener.ts';
import { plainSockets } from './plain/sockets.ts';
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
  readonly around: Surroundings;
}

/** Rejects only when nothing but the fast lane may be used, and it cannot. */
export async function startLane(options: LaneOptions): Promise<StartedLane> {
  const { choice, reason, around } = options;
  if (choice === 'plain') return plain(around, reason ?? 'it was chosen');
  try {
    const unsupported = unsupportedReason();
    if (unsupported !== undefined) throw new Error(unsupported);
    const forwarder = withHttp(await FastLane.start(options), around);
    return { forwarder, inUse: { name: 'fast', reason: reason ?? 'the best that runs here' } };
  } catch (error) {
    if (choice === 'fast') throw error;
    return plain(around, messageOf(error));
  }
}

function plain(around: Surroundings, reason: string): StartedLane {
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
