/** What somebody should look at in a listener or load balancer, worst first. Pure; the status command and the console share it. */
export interface Finding {
  /** `failure`: traffic is or may be lost now. `warning`: the next failure would cost it. */
  readonly level: 'failure' | 'warning';
  readonly text: string;
  readonly remedy: string;
}

/** As little of a listener as it takes to judge it. */
export interface ListenerCondition {
  readonly protocol: string;
  /** starting, running, stopping, stopped or idle. */
  readonly state: string;
  readonly failure: { readonly message: string } | null;
  /** Of a master-slave group; null for others. */
  readonly group: object | null;
  readonly held: { readonly why: string; readonly sentence: string } | null;
  readonly servers: readonly ServerCondition[];
}

export interface ServerCondition {
  readonly id: string;
  readonly port: number;
  readonly role: string | null;
  readonly active: boolean;
  readonly addressProblem: string | null;
  /** normal, abnormal or unavailable. */
  readonly health: string;
  readonly evidence: string | null;
}

export function severity(level: Finding['level']): number {
  return level === 'failure' ? 2 : 1;
}

export function loadBalancerFindings({
  status,
  listeners,
}: {
  readonly status: string;
  readonly listeners: number;
}): readonly Finding[] {
  if (status === 'active' || listeners === 0) return [];
  return [
    warning(`is ${status}: its listeners take no connections`, 'Activate it with SetLoadBalancerStatus.'),
  ];
}

export function listenerFindings(listener: ListenerCondition): readonly Finding[] {
  if (listener.state === 'stopped') return [];
  const findings: Finding[] = [];
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
  if (listener.held && listener.held.why !== 'both-down')
    findings.push(warning(listener.held.sentence.replace(/\.$/, ''), ''));
  return findings;
}

function pairFindings({ servers }: ListenerCondition): readonly Finding[] {
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

function poolFindings({ servers }: ListenerCondition): readonly Finding[] {
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

function roleOf({ role, id, port }: ServerCondition): string {
  return `the ${role?.toLowerCase() ?? 'server'} ${id}:${port}`;
}

function evidenceOf({ evidence }: ServerCondition): string {
  // While it recovers, that is a passed probe.
  return evidence === null ? '' : ` (last: ${evidence})`;
}

function failure(text: string, remedy: string): Finding {
  return { level: 'failure', text, remedy };
}

function warning(text: string, remedy: string): Finding {
  return { level: 'warning', text, remedy };
}
