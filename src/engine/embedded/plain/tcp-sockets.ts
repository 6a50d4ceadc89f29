/** TCP of the plain lane: Node's own sockets. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { PlannedTransportListener } from '../../../domain/plan-types.ts';
import type { BindFailure } from '../../engine.ts';
import { clientOf } from '../client.ts';
import type { PortEvents, TcpPort, TcpSockets } from '../tcp-sockets.ts';
import { listenTcp } from './listen.ts';
import { resetSocket } from './socket-endings.ts';
import { TcpConnection } from './tcp-connection.ts';

export const plainTcp: TcpSockets = {
  async listen(planned: PlannedTransportListener, events: PortEvents): Promise<TcpPort | BindFailure> {
    // pauseOnConnect: not a byte is read before the connection has its handlers.
    const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    const failure = await listenTcp(server, planned);
    if (failure) return failure;
    server.on('connection', (socket) => arrive(socket, planned, events));
    server.on('error', (error) => events.acceptFailed(error.message));
    return server;
  },
};

function arrive(socket: Socket, to: PlannedTransportListener, events: PortEvents): void {
  // Absent when the client has already reset the connection that it waited for in the backlog.
  const { remoteAddress: address, remotePort: port } = socket;
  if (address === undefined || port === undefined) {
    socket.destroy();
    return;
  }
  const from = clientOf({ address, port }, to);
  events.arrived({
    from,
    reset: () => resetSocket(socket),
    serve: (owner) => new TcpConnection(socket, from, owner),
  });
}
