/** A pair and a pool as the event stream tells of them. */
import type { LiveListener, LiveTarget } from '../../../src/contract/events.ts';

export function target(id: string, over: Partial<LiveTarget> = {}): LiveTarget {
  const [serverId = '', port = '0'] = id.split(':');
  return {
    id,
    serverId,
    port: Number(port),
    role: null,
    address: '192.0.2.1',
    status: 'normal',
    statusSinceMs: 0,
    evidence: null,
    evidenceAtMs: null,
    latencyMs: null,
    connections: 0,
    newConnectionsPerSecond: 0,
    weight: 100,
    ...over,
  };
}

export function listener(over: Partial<LiveListener> = {}): LiveListener {
  return {
    port: 5432,
    protocol: 'tcp',
    state: 'running',
    failure: null,
    groupId: 'rsp-1',
    groupKind: 'master-slave',
    activeRole: 'Master',
    activeServerId: 'db-a',
    epoch: 1,
    sinceMs: 0,
    reason: 'initial',
    sentence: null,
    held: null,
    connections: 10,
    newConnectionsPerSecond: 5,
    bytesInPerSecond: 0,
    bytesOutPerSecond: 0,
    droppedPerSecond: 0,
    fallbacks: 0,
    targets: [
      target('db-a:5432', { role: 'Master', connections: 10, newConnectionsPerSecond: 5 }),
      target('db-b:5432', { role: 'Slave' }),
    ],
    ...over,
  };
}
