/**
 * Whether a place is free for a listener. Rules bind nothing, and would take the traffic of a program that listens there;
 * so the place is bound for a moment, which tells in the system's own words what is in the way.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import { bindProblem } from '../../net/socket-errors.ts';
import type { BindFailure } from '../engine.ts';

/** What is in the way; undefined = nothing. */
export function checkPlace(wanted: PlannedTransportListener): Promise<BindFailure | undefined> {
  return wanted.protocol === 'tcp' ? tryTcp(wanted) : tryUdp(wanted);
}

function tryTcp(wanted: PlannedTransportListener): Promise<BindFailure | undefined> {
  const { address: host, port } = wanted;
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(bindProblem(error, 'tcp', wanted)));
    server.listen({ host, port, exclusive: true, ipv6Only: true }, () => {
      server.close(() => resolve(undefined));
    });
  });
}

function tryUdp(wanted: PlannedTransportListener): Promise<BindFailure | undefined> {
  const { address, port } = wanted;
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    socket.once('error', (error) => {
      socket.close();
      resolve(bindProblem(error, 'udp', wanted));
    });
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(undefined)));
  });
}
