/** What is known of a client when a target is chosen for it. */
export interface Client {
  /** Without port. */
  readonly address: string;
  /** Address and port of the client, then those of the listener. */
  readonly tuple: string;
  /** The QUIC connection that its first datagram belongs to; only where the scheduler asks for it. */
  readonly quicConnection?: string;
}

export interface AddressAndPort {
  readonly address: string;
  readonly port: number;
}

export function clientOf(from: AddressAndPort, to: AddressAndPort, quicConnection?: string): Client {
  const { address } = from;
  const tuple = `${address} ${from.port} ${to.address} ${to.port}`;
  return quicConnection === undefined ? { address, tuple } : { address, tuple, quicConnection };
}
