/** All real servers in one process: on every loopback address, accepts on each TCP port and answers nothing. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { listenerPlaces } from './layout.ts';

const listening = listenerPlaces.map(
  ({ protocol, serverPort }) =>
    new Promise<void>((resolve, reject) => {
      if (protocol === 'udp') {
        createSocket('udp4').once('error', reject).bind(serverPort, '0.0.0.0', resolve);
        return;
      }
      const server = createServer((socket) => {
        socket.on('error', () => socket.destroy());
        socket.resume();
      });
      server.once('error', reject);
      server.listen({ host: '0.0.0.0', port: serverPort, backlog: 4_096 }, resolve);
    }),
);
await Promise.all(listening);
process.send?.('ready');
// Ends with its starter.
process.on('disconnect', () => process.exit(0));
