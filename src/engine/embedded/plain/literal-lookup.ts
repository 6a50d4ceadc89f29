import { isIPv6 } from 'node:net';

/** Plans hold literal addresses; the system's resolver would cost a turn of the event loop for each datagram. */
export function literalLookup(
  address: string,
  _options: unknown,
  done: (error: null, address: string, family: number) => void,
): void {
  done(null, address, isIPv6(address) ? 6 : 4);
}
