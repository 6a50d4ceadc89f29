/** The plan that our engines are measured with: a master-slave pair behind every door. */
import type { ForwardingPlan, PlannedListener, PlannedTarget } from '../../src/domain/plan-types.ts';
import { addresses } from '../bed/bed.ts';
import { type Door, type ServerName, serverPorts } from '../bed/servers.ts';
import { type Doors, MORE_LISTENERS_FROM } from './engine.ts';

export interface PlanOrder {
  readonly revision: number;
  readonly doors: Doors;
  readonly moreListeners: number;
  readonly active: ServerName;
  readonly udp: boolean;
}

/** Another active server is another epoch: the revision serves as both. */
export function planOf(order: PlanOrder): ForwardingPlan {
  const { revision, doors, moreListeners } = order;
  const { http, bulk, echo, sink } = doors.ports;
  return {
    revision,
    listeners: [
      listener(order, 'tcp', http, 'http'),
      listener(order, 'tcp', bulk, 'bulk'),
      listener(order, 'tcp', echo, 'echo'),
      ...(order.udp ? [listener(order, 'udp', echo, 'echo'), listener(order, 'udp', sink, 'sink')] : []),
      ...Array.from({ length: moreListeners }, (_, n) =>
        listener(order, 'tcp', MORE_LISTENERS_FROM + n, 'http'),
      ),
    ],
  };
}

function listener(order: PlanOrder, protocol: 'tcp' | 'udp', port: number, door: Door): PlannedListener {
  const { revision, active, doors } = order;
  return {
    key: `lb-bench/${protocol}/${port}`,
    protocol,
    address: doors.address,
    port,
    backend: {
      kind: 'pair',
      epoch: revision,
      active: targetOf(active, door),
      standby: targetOf(active === 'server1' ? 'server2' : 'server1', door),
      onConnectFailure: { kind: 'fallback' },
    },
    access: { kind: 'open' },
    closeDisallowed: false,
    onTargetLost: { kind: 'keep' },
    establishedTimeoutMs: protocol === 'tcp' ? 900_000 : null,
    udpFlowTimeoutMs: protocol === 'udp' ? 60_000 : null,
    connectTimeoutMs: 300,
    limits: { bandwidthMbps: null, maxConnections: null, newConnectionsPerSecond: null },
    proxyProtocolV2: false,
  };
}

function targetOf(name: ServerName, door: Door): PlannedTarget {
  const port = serverPorts[door];
  return { id: `${name}:${port}`, address: addresses[name], port, weight: 100, healthy: true };
}
