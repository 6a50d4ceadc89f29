/** The plan that our engines are measured with: a master-slave pair behind every door. */
import type { ForwardingPlan, PlannedTransportListener, PlannedTarget } from '../../src/domain/plan-types.ts';
import { madeUpPlannedListener } from '../../src/domain/test-support.ts';
import { addresses } from '../bed/bed.ts';
import { type Door, type ServerName, serverPorts } from '../bed/servers.ts';
import { type Doors, MORE_LISTENERS_FROM } from './engine.ts';

/** Who is active, by which decision. */
export interface Role {
  readonly active: ServerName;
  readonly epoch: number;
}

export interface PlanOrder {
  readonly revision: number;
  readonly doors: Doors;
  readonly moreListeners: number;
  /** Of the HTTP door, and of all other listeners. */
  readonly http: Role;
  readonly others: Role;
}

export function planOf({ revision, doors, moreListeners, http, others }: PlanOrder): ForwardingPlan {
  const { address, ports } = doors;
  return {
    revision,
    listeners: [
      listener(http, address, 'tcp', ports.http, 'http'),
      listener(others, address, 'tcp', ports.bulk, 'bulk'),
      listener(others, address, 'tcp', ports.echo, 'echo'),
      listener(others, address, 'udp', ports.echo, 'echo'),
      listener(others, address, 'udp', ports.sink, 'sink'),
      ...Array.from({ length: moreListeners }, (_, n) =>
        listener(others, address, 'tcp', MORE_LISTENERS_FROM + n, 'http'),
      ),
    ],
  };
}

function listener(
  { active, epoch }: Role,
  address: string,
  protocol: 'tcp' | 'udp',
  port: number,
  door: Door,
): PlannedTransportListener {
  return madeUpPlannedListener({
    key: `lb-bench/${protocol}/${port}`,
    protocol,
    address,
    port,
    backend: {
      kind: 'pair',
      epoch,
      active: targetOf(active, door),
      standby: targetOf(active === 'server1' ? 'server2' : 'server1', door),
      onConnectFailure: { kind: 'fallback' },
    },
  });
}

function targetOf(name: ServerName, door: Door): PlannedTarget {
  const port = serverPorts[door];
  return { id: `${name}:${port}`, address: addresses[name], port, weight: 100, healthy: true };
}
