/** The TCP and UDP listeners of a lane. */
import { isHttp } from '../../domain/plan-types.ts';
import type { ListenerMaker } from './forwarder.ts';
import { TcpListener } from './tcp-listener.ts';
import type { TcpSockets } from './tcp-sockets.ts';
import { UdpListener } from './udp-listener.ts';
import type { UdpSockets } from './udp-sockets.ts';

/** What a lane forwards with. */
export interface Sockets {
  readonly tcp: TcpSockets;
  readonly udp: UdpSockets;
}

/** Throws `TypeError` for a listener of layer 7: those are another forwarder's. */
export function transportListeners({ tcp, udp }: Sockets): ListenerMaker {
  return (planned, around) => {
    if (isHttp(planned)) throw new TypeError(`${planned.key} speaks ${planned.protocol}`);
    return planned.protocol === 'tcp'
      ? new TcpListener(planned, around, tcp)
      : new UdpListener(planned, around, udp);
  };
}
