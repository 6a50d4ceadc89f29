/** One listener and one load balancer as the stream tells them. Pure. */
import type { BalancerSummary, LiveListener, LiveTarget, TrafficFigures } from '../../contract/events.ts';
import {
  type Finding,
  type ListenerCondition,
  listenerFindings,
  loadBalancerFindings,
  severity,
} from '../../domain/attention.ts';
import { explainElection, explainHold, explainResult } from '../../domain/explain.ts';
import type { ListenerTraffic, LiveView } from '../../domain/live-view.ts';
import type { ResolvedListener } from '../../domain/resolve.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import type { ListenerRuntime, TargetRuntime } from '../../domain/runtime-view.ts';

export function summaryOf(loadBalancer: LoadBalancer, live: LiveView): BalancerSummary {
  const listeners = live.listenersOf(loadBalancer.id);
  const runtimes = listeners.map((listener) => ({ listener, runtime: live.runtimeOf(listener) }));
  const findings = [
    ...loadBalancerFindings({ status: loadBalancer.status, listeners: listeners.length }),
    ...runtimes.flatMap(({ listener, runtime }) =>
      listenerFindings(conditionOf(listener, runtime)).map((finding) => ({
        ...finding,
        text: `${listener.listener.protocol}:${listener.listener.port} ${finding.text}`,
      })),
    ),
  ];
  const [worst] = [...findings].sort((a, b) => severity(b.level) - severity(a.level));
  return {
    name: loadBalancer.name,
    address: loadBalancer.address,
    regionId: loadBalancer.regionId,
    status: loadBalancer.status,
    listeners: listeners.length,
    running: runtimes.filter(({ runtime }) => runtime.state === 'running').length,
    failing: runtimes.filter(({ runtime }) => runtime.failure !== null).length,
    level: levelOf(worst),
    attention: worst?.text ?? null,
    figures: figuresOf(loadBalancer.id, live),
  };
}

export function figuresOf(loadBalancerId: string, live: LiveView): TrafficFigures {
  const traffic = live.listenersOf(loadBalancerId).map(({ key }) => live.trafficOf(key));
  const sum = (value: (of: ListenerTraffic) => number): number =>
    traffic.reduce((total, one) => total + value(one), 0);
  return [
    sum((one) => one.connections),
    rounded(sum((one) => one.newConnections)),
    rounded(sum((one) => one.bytesFromClients)),
    rounded(sum((one) => one.bytesToClients)),
  ];
}

export function liveListener(
  resolved: ResolvedListener,
  runtime: ListenerRuntime,
  traffic: ListenerTraffic,
): LiveListener {
  const { listener, group, pair } = resolved;
  const { election } = runtime;
  const active = resolved.targets.find(({ role }) => role !== null && role === election?.active);
  return {
    port: listener.port,
    protocol: listener.protocol,
    state: runtime.state,
    failure: runtime.failure?.message ?? null,
    groupId: pair?.id ?? group?.id ?? null,
    groupKind: pair?.kind === 'groups' ? 'group-pair' : (group?.kind ?? 'default'),
    activeRole: election?.active ?? null,
    activeServerId: active?.serverId ?? null,
    epoch: election?.epoch ?? null,
    sinceMs: election?.sinceMs ?? null,
    reason: election?.reason ?? null,
    sentence: election ? explainElection(election) : null,
    held: election?.held ? { ...election.held, sentence: explainHold(election.held) } : null,
    connections: traffic.connections,
    newConnectionsPerSecond: rounded(traffic.newConnections),
    bytesInPerSecond: rounded(traffic.bytesFromClients),
    bytesOutPerSecond: rounded(traffic.bytesToClients),
    droppedPerSecond: rounded(traffic.droppedConnections),
    fallbacks: traffic.fallbacks,
    targets: runtime.targets.map((target) => liveTarget(target, traffic)),
  };
}

function liveTarget(target: TargetRuntime, traffic: ListenerTraffic): LiveTarget {
  const { id, serverId, port, role, address, weight } = target.target;
  const { health } = target;
  const last = health?.lastResult ?? null;
  const now = traffic.targets.get(id);
  return {
    id,
    serverId,
    port,
    role,
    address: address.kind === 'known' ? address.address : null,
    status: healthWord(target),
    statusSinceMs: health?.sinceMs ?? null,
    evidence: last && explainResult(last),
    evidenceAtMs: last?.atMs ?? null,
    latencyMs: last?.outcome === 'ok' ? Math.round(last.durationMs * 10) / 10 : null,
    connections: now?.connections ?? 0,
    newConnectionsPerSecond: rounded(now?.newConnections ?? 0),
    weight,
  };
}

function conditionOf(resolved: ResolvedListener, runtime: ListenerRuntime): ListenerCondition {
  const { listener, pair, group } = resolved;
  const { election } = runtime;
  return {
    protocol: listener.protocol,
    state: runtime.state,
    failure: runtime.failure,
    group: pair?.kind === 'servers' ? (group ?? null) : null,
    held: election?.held ? { why: election.held.why, sentence: explainHold(election.held) } : null,
    servers: runtime.targets.map((target) => ({
      id: target.target.serverId,
      port: target.target.port,
      role: target.target.role,
      active: target.target.role !== null && target.target.role === election?.active,
      addressProblem: target.target.address.kind === 'unknown' ? target.target.address.reason : null,
      health: healthWord(target),
      evidence: target.health?.lastResult ? explainResult(target.health.lastResult) : null,
    })),
  };
}

function healthWord({ health }: TargetRuntime): string {
  switch (health?.verdict) {
    case 'healthy':
      return 'normal';
    case 'unhealthy':
      return 'abnormal';
    default:
      return 'unavailable';
  }
}

function levelOf(worst: Finding | undefined): BalancerSummary['level'] {
  if (!worst) return 'ok';
  return worst.level === 'failure' ? 'critical' : 'warning';
}

/** To two digits, so that what hardly changes is not told anew each second. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(2));
}
