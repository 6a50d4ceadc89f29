/** What the engine process and its forwarding threads say to each other, by messages between threads. */
import type { EngineEvidence, Observed } from '../../engine.ts';
import type { ChangeOutcome } from '../plan-change.ts';
import type { StatsChange } from '../stats-change.ts';

/** What a thread may be asked, and what it answers. */
export interface ThreadCommands {
  /**
   * A `SeatedChange` as JSON. Objects that are cloned from thread to thread take more than twice the room of those that are
   * read from text, and of ten thousand listeners they stay.
   */
  readonly change: { readonly params: string; readonly result: ChangeOutcome };
  readonly observe: { readonly params: null; readonly result: Observed };
  readonly stats: { readonly params: { readonly everything: boolean }; readonly result: StatsChange };
  readonly ping: { readonly params: null; readonly result: null };
  readonly freePorts: { readonly params: null; readonly result: null };
  /** The thread ends with its answer. */
  readonly close: { readonly params: { readonly drainMs: number }; readonly result: null };
}

export type ThreadRequest = {
  [K in keyof ThreadCommands]: {
    readonly id: number;
    readonly name: K;
    readonly params: ThreadCommands[K]['params'];
  };
}[keyof ThreadCommands];

export type ThreadMessage =
  /** First: a number written to this descriptor (eventfd) has the thread look for messages. */
  | { readonly kind: 'ready'; readonly wakeFd: number }
  /** Or, instead, why the fast lane cannot run here. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown }
  | { readonly kind: 'evidence'; readonly evidence: EngineEvidence }
  | { readonly kind: 'log'; readonly event: string; readonly fields: Readonly<Record<string, unknown>> };

/** What a worker thread of the engine process is started with, to be told from any other. */
export const laneThread = { hotspareLaneThread: true } as const;

export function isLaneThread(workerData: unknown): boolean {
  return typeof workerData === 'object' && workerData !== null && 'hotspareLaneThread' in workerData;
}
