/** An event of the history in the wire's words, for the action that lists them and for the stream that tells of them. */
import type { Result } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import { explainFact } from '../../domain/explain.ts';
import type { HistoryEvent, HistoryFact } from '../../domain/state-records.ts';
import { preciseWireTime } from '../format.ts';

export type WireEvent = Result<Contracts['DescribeFailoverHistory']>['Events'][number];

export function eventToWire(event: HistoryEvent): WireEvent {
  const { loadBalancerId, protocol, port } = addressOf(event);
  return {
    Sequence: event.sequence,
    Time: preciseWireTime(event.atMs),
    LoadBalancerId: loadBalancerId,
    ListenerPort: port,
    ListenerProtocol: protocol,
    ...(event.groupId !== null && { MasterSlaveServerGroupId: event.groupId }),
    Kind: event.fact.kind,
    Sentence: explainFact(event.fact),
    ...factToWire(event.fact),
    Data: JSON.stringify(event.fact),
  };
}

/** Events are keyed by listener: `lb-…/tcp/80`. */
export function addressOf({ listener }: Pick<HistoryEvent, 'listener'>) {
  const [loadBalancerId = '', protocol = '', port = ''] = listener.split('/');
  return { loadBalancerId, protocol, port: Number(port) };
}

function factToWire(fact: HistoryFact) {
  switch (fact.kind) {
    case 'probe-failed':
      return target(fact);
    case 'verdict':
      return { ...target(fact), From: fact.from, To: fact.to };
    case 'decision':
      return {
        From: fact.from,
        To: fact.to,
        Epoch: fact.epoch,
        Reason: fact.reason,
        ...(fact.detectionMs !== null && { DetectionMs: Math.round(fact.detectionMs) }),
      };
    case 'held':
      return { Epoch: fact.epoch, Reason: fact.hold.why };
    case 'applied':
      return {
        Epoch: fact.epoch,
        AfterMs: Math.round(fact.afterMs),
        CutConnections: fact.cutConnections,
      };
    case 'first-served':
      return { Target: fact.targetId, Epoch: fact.epoch, AfterMs: Math.round(fact.afterMs) };
  }
}

function target({ targetId, role }: { readonly targetId: string; readonly role: 'Master' | 'Slave' | null }) {
  return { Target: targetId, ...(role !== null && { ServerType: role }) };
}
