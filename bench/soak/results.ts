/** What a soak has found. */
import type { LoadCounts } from './messages.ts';

export interface Sample {
  /** Since the soak began. */
  readonly seconds: number;
  /** Open in the engine process, without pipes. */
  readonly descriptors: number;
  /** Ends of pipes open there: some are kept for the next transfer. */
  readonly pipeEnds: number;
  /** Of the engine process. */
  readonly pssKb: number;
  readonly rssKb: number;
  /** Connections and flows that the engine has. */
  readonly live: number;
  /** Clients under way. */
  readonly open: number;
  /** New ones since the engine began. */
  readonly connections: number;
}

export interface SoakResults {
  readonly conditions: {
    readonly date: string;
    readonly kernel: string;
    readonly cpu: string;
    readonly cpus: number;
    readonly node: string;
    readonly commit: string;
    readonly user: 'root' | 'unprivileged';
    readonly lane: string;
    readonly minutes: number;
    readonly seed: number;
    readonly listeners: number;
  };
  /** Before the first connection. */
  readonly fresh: Sample;
  /** At rest, after a warm-up, before the first fault. */
  readonly baseLine: Sample;
  readonly samples: readonly Sample[];
  /** At rest again, all listeners as in the beginning. */
  readonly final: Sample;
  /** Faults and changes of the plan, by kind. */
  readonly unrest: Readonly<Record<string, number>>;
  readonly plans: number;
  readonly load: LoadCounts;
  /** The first ones, a sentence each, and how many there were. */
  readonly violations: readonly string[];
  readonly violationCount: number;
}
