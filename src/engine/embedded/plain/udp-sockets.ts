/** UDP of the plain lane: Node's own sockets. */
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { PlannedTransportListener } from '../../../domain/plan-types.ts';
import type { BindFailure } from '../../engine.ts';
import type { UdpPort, UdpPortEvents, UdpSockets } from '../udp-sockets.ts';
import { bindUdp } from './listen.ts';
import { literalLookup } from './literal-lookup.ts';
import { NodeUpstream } from './udp-upstream.ts';

export const plainUdp: UdpSockets = {
  async bind(planned: PlannedTransportListener, events: UdpPortEvents): Promise<UdpPort | BindFailure> {
    const ipv6Only = isIPv6(planned.address);
    const socket = createSocket({ type: ipv6Only ? 'udp6' : 'udp4', ipv6Only, lookup: literalLookup });
    const failure = await bindUdp(socket, planned);
    if (failure) return failure;
    socket.on('message', (datagram, { address, port }) =>
      events.received(datagram, { key: `${address} ${port}`, address, port }),
    );
    socket.on('error', (error) => events.failed(error.message));
    return {
      send: (datagram, to) => socket.send(datagram, to.port, to.address),
      close: () => socket.close(),
    };
  },
  connect: (target, events) => new NodeUpstream(target, events),
};
