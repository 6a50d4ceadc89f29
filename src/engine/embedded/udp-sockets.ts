/** What UDP listeners and their flows ask of the sockets of a lane. */
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { BindFailure } from '../engine.ts';
import type { TargetState } from './target-state.ts';

export interface UdpSockets {
  bind(planned: PlannedTransportListener, events: UdpPortEvents): Promise<UdpPort | BindFailure>;
  /** A socket of its own for one flow, connected, so that the kernel reports a refusal and filters replies. */
  connect(target: TargetState, events: UpstreamEvents): UdpUpstream;
}

/** Where datagrams of clients arrive. */
export interface UdpPort {
  send(datagram: Buffer, to: UdpPeer): void;
  close(): void;
}

export interface UdpPortEvents {
  /** The datagram is the receiver's to keep. */
  received(datagram: Buffer, from: UdpPeer): void;
  failed(reason: string): void;
}

export interface UdpPeer {
  /** Address and port in one: tells clients apart. */
  readonly key: string;
  readonly address: string;
  readonly port: number;
}

export interface UdpUpstream {
  readonly target: TargetState;
  /** The datagram must not change any more. */
  send(datagram: Buffer): void;
  /** Sends nothing more; what the target still answers within `graceMs` is passed on. */
  retire(clock: Clock): void;
  close(): void;
}

/** None of these comes before `connect` has returned, nor after `close`. */
export interface UpstreamEvents {
  /** The datagram is the sockets' own and may change once this returns, unless it is sent on meanwhile. */
  reply(datagram: Buffer): void;
  /** `unsent`: the datagram whose sending failed, if it is known not to have left. */
  failed(error: unknown, unsent: Buffer | undefined): void;
}

/** How long a target that was left may still answer what it has been asked. */
export const graceMs = 250;
