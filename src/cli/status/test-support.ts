/** Statuses for tests, written as the difference from a healthy one. */
import type { ListenerStatus, LoadBalancerStatus, ServerStatus, ServiceStatus } from './model.ts';

export function serverOf(differences: Partial<ServerStatus> = {}): ServerStatus {
  return {
    id: 'web-1',
    port: 80,
    role: 'Master',
    active: true,
    address: '10.0.0.1',
    addressProblem: null,
    health: 'normal',
    since: null,
    evidence: 'probe passed in 1 ms',
    evidenceTime: '2026-01-02T03:04:00.000Z',
    lastPassed: null,
    connections: 3,
    ...differences,
  };
}

export const slaveOf = (differences: Partial<ServerStatus> = {}): ServerStatus =>
  serverOf({ id: 'web-2', role: 'Slave', active: false, ...differences });

export function listenerOf(differences: Partial<ListenerStatus> = {}): ListenerStatus {
  return {
    protocol: 'tcp',
    port: 80,
    state: 'running',
    failure: null,
    group: { id: 'rsp-1', name: 'pair' },
    active: {
      role: 'Master',
      serverId: 'web-1',
      since: '2026-01-02T03:00:00.000Z',
      epoch: 1,
      reason: 'initial',
    },
    sentence: 'The master is where a group starts.',
    held: null,
    connections: 3,
    servers: [serverOf(), slaveOf()],
    ...differences,
  };
}

export function statusOf(
  listeners: readonly ListenerStatus[],
  differences: Partial<LoadBalancerStatus> = {},
): ServiceStatus {
  const loadBalancer = {
    id: 'lb-1',
    name: 'web',
    region: 'cn-hangzhou',
    address: '127.0.1.1',
    status: 'active',
    listeners,
    ...differences,
  };
  return {
    endpoint: 'http://127.0.0.1:8014',
    time: '2026-01-02T03:04:05.000Z',
    engines: [{ name: 'embedded', protocols: ['tcp', 'udp'], reason: 'It needs no root.' }],
    loadBalancers: [loadBalancer],
  };
}
