/** What DescribeFailoverHistory tells, with its times as numbers and its facts as values. */
import type { HistoryFact } from '../../../src/domain/state-records.ts';
import type { Answer } from '../api/use-call.ts';

export type WireEvent = Answer<'DescribeFailoverHistory'>['Events'][number];

export interface FailoverEvent {
  /** Unique among all listeners. */
  readonly id: string;
  readonly sequence: number;
  /** Wall time, milliseconds since 1970. */
  readonly atMs: number;
  /** `tcp:80` */
  readonly listener: string;
  readonly groupId: string | undefined;
  readonly sentence: string;
  readonly fact: HistoryFact;
}

export function eventOf(wire: WireEvent): FailoverEvent {
  const listener = `${wire.ListenerProtocol}:${wire.ListenerPort}`;
  return {
    id: `${wire.LoadBalancerId}/${listener}/${wire.Sequence}`,
    sequence: wire.Sequence,
    atMs: Date.parse(wire.Time),
    listener,
    groupId: wire.MasterSlaveServerGroupId,
    sentence: wire.Sentence,
    // The service checked it when it was stored.
    fact: JSON.parse(wire.Data) as HistoryFact,
  };
}

/** Of several sources, each event once, newest first. */
export function mergeEvents(...sources: readonly (readonly FailoverEvent[])[]): readonly FailoverEvent[] {
  const byId = new Map(sources.flat().map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => b.atMs - a.atMs || b.sequence - a.sequence);
}

/** Server of an event, `db-a:5432`; undefined for those that are about the listener. */
export function targetOf({ fact }: FailoverEvent): string | undefined {
  return 'targetId' in fact ? fact.targetId : undefined;
}

/** A probe is told when it ends. */
export function beginOf({ atMs, fact }: FailoverEvent): number {
  if (fact.kind === 'probe-failed') return atMs - fact.result.durationMs;
  if (fact.kind === 'verdict') return atMs - fact.evidence.durationMs;
  return atMs;
}
