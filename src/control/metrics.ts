/**
 * The control plane's numbers for Prometheus. Names of listeners are the vendor's dimensions: instance, port, protocol; a
 * forwarding rule has its id beside those of its listener.
 */
import { currentPenalty } from '../domain/election.ts';
import { carriesTraffic } from '../domain/plan.ts';
import { routesOf } from '../domain/resolve.ts';
import type { ResolvedRoute } from '../domain/resolve-route.ts';
import { verdictOf } from '../domain/sides.ts';
import type { ListenerStats } from '../engine/engine.ts';
import type { HealthMonitor } from '../health/monitor-types.ts';
import type { Clock } from '../lib/clock.ts';
import type { Labels, Metrics } from '../observability/metrics.ts';
import type { Elections } from './elections.ts';
import type { Reconciler } from './reconciler.ts';
import type { Runtime } from './runtime.ts';

interface Parts {
  readonly metrics: Metrics;
  readonly reconciler: Reconciler;
  readonly elections: Elections;
  readonly monitor: HealthMonitor;
  readonly runtime: Runtime;
  readonly clock: Clock;
}

export function registerControlMetrics(parts: Parts): void {
  const { metrics, reconciler, elections, monitor, runtime, clock } = parts;
  const each = (set: (route: ResolvedRoute, labels: Labels) => void): void => {
    for (const listener of reconciler.listeners.values())
      for (const route of routesOf(listener)) set(route, labelsOf(route.key));
  };

  metrics.gauge({
    name: 'listener_up',
    help: '1 = in force, 0 = wanted but not in force (see the log for the reason).',
    collect: (set) =>
      [...reconciler.listeners.values()].filter(carriesTraffic).forEach((listener) => {
        set(runtime.stateOf(listener).state === 'running' ? 1 : 0, labelsOf(listener.key));
      }),
  });
  metrics.gauge({
    name: 'target_healthy',
    help: '1 = healthy, 0 = unhealthy; absent while unknown.',
    collect: (set) =>
      each(({ targets }, labels) => {
        for (const target of targets) {
          const verdict = verdictOf(target, monitor.view());
          if (verdict === 'unknown') continue;
          set(verdict === 'healthy' ? 1 : 0, { ...labels, target: target.id, role: target.role ?? '' });
        }
      }),
  });
  metrics.gauge({
    name: 'failover_active',
    help: '1 for the role that gets new connections: Master, Slave, or None.',
    collect: (set) =>
      each(({ key }, labels) => {
        const election = elections.get(key);
        if (!election) return;
        for (const role of ['Master', 'Slave', 'None'])
          set(election.active === role ? 1 : 0, { ...labels, role });
      }),
  });
  metrics.gauge({
    name: 'failover_epoch',
    help: 'Grows by one with every change of the active role.',
    collect: (set) => each(({ key }, labels) => set(elections.get(key)?.epoch ?? 0, labels)),
  });
  metrics.gauge({
    name: 'failover_penalty',
    help: 'Flap penalty, decayed to now.',
    collect: (set) =>
      each(({ key, failover }, labels) => {
        const election = elections.get(key);
        if (election && failover)
          set(currentPenalty(election, failover.election.damping, clock.now()), labels);
      }),
  });
  registerTraffic(metrics, runtime);
}

/** Counters of the engine since it started; the vendor's monitoring names stand in the help. */
function registerTraffic(metrics: Metrics, runtime: Runtime): void {
  const counters: readonly [name: string, help: string, value: (stats: ListenerStats) => number][] = [
    [
      'listener_new_connections_total',
      'Accepted connections or new UDP flows (NewConnection).',
      (s) => s.newConnections,
    ],
    [
      'listener_failed_connections_total',
      'Client connections that no server could serve.',
      (s) => s.failedConnections,
    ],
    [
      'listener_dropped_connections_total',
      'Client connections beyond the limits of the listener (DropConnection).',
      (s) => s.droppedConnections,
    ],
    [
      'listener_fallback_connections_total',
      "Connects that went to the standby inside the client's own connection.",
      (s) => s.fallbacks,
    ],
    ['listener_received_bytes_total', 'Bytes from clients (TrafficRXNew).', (s) => s.bytesFromClients],
    ['listener_sent_bytes_total', 'Bytes to clients (TrafficTXNew).', (s) => s.bytesToClients],
    [
      'listener_received_packets_total',
      'Packets from clients where the engine sees them (PacketRX).',
      (s) => s.packetsFromClients,
    ],
    [
      'listener_sent_packets_total',
      'Packets to clients where the engine sees them (PacketTX).',
      (s) => s.packetsToClients,
    ],
  ];
  for (const [name, help, value] of counters) {
    metrics.counter({
      name,
      help,
      collect: (set) => {
        for (const stats of runtime.stats.values()) set(value(stats), labelsOf(stats.key));
      },
    });
  }
  metrics.gauge({
    name: 'listener_active_connections',
    help: 'Established connections or live UDP flows (ActiveConnection).',
    collect: (set) => {
      for (const stats of runtime.stats.values()) set(stats.activeConnections, labelsOf(stats.key));
    },
  });
}

function labelsOf(route: string): Labels {
  const [instance = '', protocol = '', port = '', rule] = route.split('/');
  return { instance, protocol, port, ...(rule !== undefined && { rule }) };
}
