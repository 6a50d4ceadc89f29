import type { TargetState } from './target-state.ts';

/** What is known of a client when a target is chosen for it. */
export interface Client {
  /** Without port. */
  readonly address: string;
  readonly port: number;
  /** Address and port of the client, then those of the listener. */
  readonly tuple: string;
  /** The QUIC connection that its first datagram belongs to; only where the scheduler asks for it. */
  readonly quicConnection?: string;
  /** Where it has been before, by its own word: a cookie. */
  readonly pinned?: TargetState;
}

export interface AddressAndPort {
  readonly address: string;
  readonly port: number;
}

export function clientOf(from: AddressAndPort, to: AddressAndPort, quicConnection?: string): Client {
  const { address, port } = from;
  const tuple = `${address} ${port} ${to.address} ${to.port}`;
  return quicConnection === undefined ? { address, port, tuple } : { address, port, tuple, quicConnection };
}
