/** What TCP listeners ask of the sockets of a lane. Whom a client gets, and for how long, is decided without them. */
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { BindFailure } from '../engine.ts';
import type { Client } from './client.ts';
import type { ListenerCounters } from './counters.ts';
import type { DialSurroundings } from './dial.ts';
import type { Cuttable } from './established.ts';
import type { ListenerLimits } from './listener-limits.ts';
import type { TargetState } from './target-state.ts';

export interface TcpSockets {
  listen(planned: PlannedTransportListener, events: PortEvents): Promise<TcpPort | BindFailure>;
}

/** Where clients arrive. */
export interface TcpPort {
  /** Frees the port; who has arrived stays. */
  close(): void;
}

export interface PortEvents {
  arrived(client: ArrivedClient): void;
  /** Clients could not be accepted; the port stays open. */
  acceptFailed(reason: string): void;
}

/** Exactly one of `reset` and `serve` is called, at once. */
export interface ArrivedClient {
  readonly from: Client;
  reset(): void;
  serve(owner: ConnectionOwner): ForwardedConnection;
}

/** A client that is let in: looks for a target, then carries bytes both ways until both directions have ended. */
export interface ForwardedConnection extends Cuttable {
  readonly from: Client;
  /** When bytes last moved in either direction. */
  readonly activeAtMs: number;
  start(): void;
  /** The plan has changed; matters only to a client that is still looking for a target. */
  routeChanged(): void;
  /** Resets both sides at once. False when there was nothing left to cut. */
  cut(): boolean;
}

export interface ConnectionOwner extends DialSurroundings {
  readonly counters: ListenerCounters;
  readonly limits: ListenerLimits;
  /** Whether a server is told first who the client is. */
  readonly proxyProtocolV2: boolean;
  established(connection: ForwardedConnection, target: TargetState): void;
  /** No target could serve this client. */
  refused(connection: ForwardedConnection): void;
  /** Both sockets are gone; called once, whatever happened before. */
  ended(connection: ForwardedConnection): void;
}

export function isBindFailure(outcome: object): outcome is BindFailure {
  return 'code' in outcome;
}
