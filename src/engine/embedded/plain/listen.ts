/** Binding a listener's socket, with a failure that says what to do about it. */
import type { Socket as UdpSocket } from 'node:dgram';
import type { Server } from 'node:net';
import type { PlannedListener } from '../../../domain/plan-types.ts';
import { bindProblem } from '../../../net/socket-errors.ts';
import type { BindFailure } from '../../engine.ts';

/** The system cuts it down to net.core.somaxconn. */
const backlog = 16_384;

/** Resolves when the server listens, or with the reason why it cannot; the server is closed then. */
export function listenTcp(server: Server, planned: PlannedListener): Promise<BindFailure | undefined> {
  const { address, port } = planned;
  return new Promise((resolve) => {
    const fail = (error: unknown): void => resolve(bindProblem(error, 'tcp', planned));
    server.once('error', fail);
    try {
      server.listen({ host: address, port, backlog, ipv6Only: true, exclusive: true }, () => {
        server.off('error', fail);
        resolve(undefined);
      });
    } catch (error) {
      fail(error);
    }
  });
}

/** Resolves when the socket is bound, or with the reason why it cannot; the socket is closed then. */
export function bindUdp(socket: UdpSocket, planned: PlannedListener): Promise<BindFailure | undefined> {
  const { address, port } = planned;
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      socket.close();
      resolve(bindProblem(error, 'udp', planned));
    };
    socket.once('error', fail);
    try {
      socket.bind({ address, port, exclusive: true }, () => {
        socket.off('error', fail);
        resolve(undefined);
      });
    } catch (error) {
      fail(error);
    }
  });
}
