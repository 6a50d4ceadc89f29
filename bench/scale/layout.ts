/**
 * What stands in the measured service: every load balancer has two servers of its own, ten server groups of both kinds
 * on them, and a listener for each group, on ports of its own on the servers, so that no two listeners share a check.
 */
export const LISTENERS_PER_LOAD_BALANCER = 10;
export const FIRST_SERVER_PORT = 9_001;

export type ListenerProtocol = 'tcp' | 'udp' | 'http' | 'https';

export interface ListenerPlace {
  readonly protocol: ListenerProtocol;
  readonly port: number;
  readonly group: 'vserver' | 'master-slave';
  readonly serverPort: number;
}

const kinds: readonly (readonly [ListenerProtocol, ListenerPlace['group']])[] = [
  ['tcp', 'master-slave'],
  ['tcp', 'master-slave'],
  ['tcp', 'master-slave'],
  ['tcp', 'vserver'],
  ['udp', 'master-slave'],
  ['udp', 'master-slave'],
  ['http', 'vserver'],
  ['http', 'vserver'],
  ['https', 'vserver'],
  ['https', 'vserver'],
];

export const listenerPlaces: readonly ListenerPlace[] = kinds.map(([protocol, group], n) => ({
  protocol,
  port: 8_001 + n,
  group,
  serverPort: FIRST_SERVER_PORT + n,
}));

/** Two servers for the load balancer of this number. One process listens for all of them. */
export function serversOf(number: number): readonly [string, string] {
  const place = `${Math.floor(number / 250)}.${(number % 250) + 1}`;
  return [`127.16.${place}`, `127.17.${place}`];
}
