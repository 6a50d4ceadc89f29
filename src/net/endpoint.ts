/** An address with a port, and its spelling. Apart from address.ts, so that the engine process stays without a parser. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** `192.0.2.1:80` or `[2001:db8::1]:80`. */
export function formatEndpoint(endpoint: Endpoint): string {
  const { address, port } = endpoint;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
