/** What somebody should look at, worst first. Pure. */
import type { ListenerStatus, LoadBalancerStatus, ServerStatus, ServiceStatus } from './model.ts';

export interface Attention {
  /** `failure`: traffic is or may be lost now. `warning`: the next failure would cost it. */
  readonly level: 'failure' | 'warning';
  /** Which listener or load balancer. */
  readonly subject: string;
  readonly text: string;
  readonly remedy: string;
}

type Finding = Omit<Attention, 'subject'>;

export function attention(status: ServiceStatus): readonly Attention[] {
  const found = status.loadBalancers.flatMap((loadBalancer) => [
    ...loadBalancerFindings(loadBalancer).map((finding) => ({ ...finding, subject: nameOf(loadBalancer) })),
    ...loadBalancer.listeners.flatMap((listener) =>
      listenerFindings(listener).map((finding) => ({
        ...finding,
        subject: `${nameOf(loadBalancer)} ${listener.protocol}:${listener.port}`,
      })),
    ),
  ]);
  return found.sort((a, b) => severity(b.level) - severity(a.level));
}

/** 0 = nothing to say. */
export function severityOf(listener: ListenerStatus): number {
  return Math.max(0, ...listenerFindings(listener).map(({ level }) => severity(level)));
}

export function nameOf({ id, name }: Pick<LoadBalancerStatus, 'id' | 'name'>): string {
  return name === '' || name === id ? id : `${name} (${id})`;
}

function severity(level: Finding['level']): number {
  return level === 'failure' ? 2 : 1;
}

function loadBalancerFindings({ status, listeners }: LoadBalancerStatus): readonly Finding[] {
  if (status === 'active' || listeners.length === 0) return [];
  return [
    warning(`is ${status}: its listeners take no connections`, 'Activate it with SetLoadBalancerStatus.'),
  ];
}

function listenerFindings(listener: ListenerStatus): readonly Finding[] {
  if (listener.state === 'stopped') return [];
  const findings: Finding[] = [];
  if (listener.protocol === 'http' || listener.protocol === 'https') {
    findings.push(
      warning('takes no connections: HTTP and HTTPS are not forwarded yet', 'Use a TCP listener meanwhile.'),
    );
  }
  if (listener.failure) {
    findings.push(failure(`is not in force: ${listener.failure.message}`, ''));
  }
  for (const server of listener.servers) {
    if (server.addressProblem !== null) {
      findings.push(
        failure(
          `the address of ${server.id} is not known: ${server.addressProblem}`,
          `Say where it is: hotspare server add ${server.id} ADDRESS`,
        ),
      );
    }
  }
  findings.push(...(listener.group ? pairFindings(listener) : poolFindings(listener)));
  if (listener.held && listener.held.why !== 'both-down') findings.push(warning(listener.held.sentence, ''));
  return findings;
}

function pairFindings({ servers }: ListenerStatus): readonly Finding[] {
  if (servers.length === 0) return [warning('its group has no servers', 'Put a master and a slave into it.')];
  const bad = servers.filter(({ health }) => health === 'abnormal');
  const [first] = bad;
  if (!first) return [];
  if (bad.length === servers.length) {
    const ids = bad.map(({ id }) => id).join(' and ');
    return [failure(`${ids} both fail their health checks`, 'Bring either of them back.')];
  }
  if (first.active) {
    return [failure(`${roleOf(first)} serves but fails its health check${evidenceOf(first)}`, '')];
  }
  return [
    warning(
      `${roleOf(first)} fails its health check${evidenceOf(first)}`,
      'There is no hot spare until it is back.',
    ),
  ];
}

function poolFindings({ servers }: ListenerStatus): readonly Finding[] {
  if (servers.length === 0) {
    return [warning('has no servers behind it', 'Add some with AddBackendServers.')];
  }
  const bad = servers.filter(({ health }) => health === 'abnormal');
  if (bad.length === 0) return [];
  const ids = bad.map(({ id, port }) => `${id}:${port}`).join(', ');
  return bad.length === servers.length
    ? [failure(`all its servers fail their health checks: ${ids}`, 'Bring one of them back.')]
    : [warning(`${bad.length} of ${servers.length} servers fail their health checks: ${ids}`, '')];
}

function roleOf({ role, id, port }: ServerStatus): string {
  return `the ${role?.toLowerCase() ?? 'server'} ${id}:${port}`;
}

function evidenceOf({ evidence }: ServerStatus): string {
  // While it recovers, that is a passed probe.
  return evidence === null ? '' : ` (last: ${evidence})`;
}

function failure(text: string, remedy: string): Finding {
  return { level: 'failure', text, remedy };
}

function warning(text: string, remedy: string): Finding {
  return { level: 'warning', text, remedy };
}
