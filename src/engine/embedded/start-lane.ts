/** Chooses what this engine process forwards with, and starts it. */
import { FastLane } from './fast/fast-lane.ts';
import type { FastLaneOptions } from './fast/fast-lane.ts';
import { unsupportedReason } from './fast/libc.ts';
import { Forwarder } from './forwarder.ts';
import type { ForwardingLane, LaneChoice, LaneInUse } from './lane.ts';
import type { Surroundings } from './listener.ts';
import { plainSockets } from './plain/sockets.ts';
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
    const forwarder = await FastLane.start(options);
    return { forwarder, inUse: { name: 'fast', reason: reason ?? 'the best that runs here' } };
  } catch (error) {
    if (choice === 'fast') throw error;
    return plain(around, messageOf(error));
  }
}

function plain(around: Surroundings, reason: string): StartedLane {
  return { forwarder: new Forwarder(around, plainSockets), inUse: { name: 'plain', reason } };
}
