/** A client and a server that have agreed on another protocol (WebSocket): bytes go both ways as they come. */
import type { Socket } from 'node:net';
import type { ListenerLimits } from '../listener-limits.ts';
import { confirmEnd, resetSocket } from '../plain/socket-endings.ts';
import { TcpDirection } from '../plain/tcp-direction.ts';

/** An end of one side and a reset are passed on as what they are. */
export function joinSockets(
  client: Socket,
  server: Socket,
  { fromClients, toClients }: Pick<ListenerLimits, 'fromClients' | 'toClients'>,
  ends: { readonly moved: () => void; readonly cutClient: () => void },
): void {
  const { moved, cutClient } = ends;
  const directions = [
    pass(client, server, new TcpDirection(client, server, fromClients, moved)),
    pass(server, client, new TcpDirection(server, client, toClients, moved)),
  ];
  const cut = (): void => {
    for (const direction of directions) direction.stop();
    cutClient();
    resetSocket(server);
  };
  for (const socket of [client, server]) {
    socket.on('error', cut);
    // Closed without an end of its own: by a policy, or by the other side of the tunnel.
    socket.on('close', () => {
      if (!socket.readableEnded) cut();
    });
  }
  client.resume();
  server.resume();
}

function pass(from: Socket, to: Socket, direction: TcpDirection): TcpDirection {
  from.on('data', (chunk: Buffer) => direction.push(chunk));
  from.on('end', () => confirmEnd(from, () => direction.end()));
  if (from.readableEnded) to.end();
  return direction;
}
