/** No balancer: the client connects to the server, the balancer's host only routes. What every path is measured against. */
import { addresses } from '../bed/bed.ts';
import { serverPorts } from '../bed/servers.ts';
import type { Engine } from './engine.ts';

export const direct: Engine = {
  id: 'direct',
  title: 'direct (routed)',
  udp: true,
  inKernel: false,
  async whyNot() {
    return undefined;
  },
  async start() {
    return {
      doors: { address: addresses.server1, ports: serverPorts },
      about: 'plain IP forwarding',
      pids: () => [],
      async stop() {
        // Nothing was started.
      },
    };
  },
};
