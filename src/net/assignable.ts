/** Whether this machine has an address, asked of the system itself: it refuses to bind one that it does not have. */
import { createSocket } from 'node:dgram';
import { addressFamily } from './address.ts';

/** True when a program here could listen on the address. A UDP socket is used, so no port of anybody is disturbed. */
export function isAddressAssignable(address: string): Promise<boolean> {
  const family = addressFamily(address);
  if (family === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = createSocket({ type: family === 4 ? 'udp4' : 'udp6', ipv6Only: family === 6 });
    const finish = (assignable: boolean): void => {
      socket.close();
      resolve(assignable);
    };
    socket.once('error', () => finish(false));
    socket.bind({ address, port: 0, exclusive: true }, () => finish(true));
  });
}
