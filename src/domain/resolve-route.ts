/** Where connections or requests of one kind go: servers, checks and policy of a listener itself, or of one of its rules. Pure. */
import type { ElectionOrder } from './election.ts';
import {
  type Detection,
  type ProbeKey,
  type ProbeKind,
  type ProbeSpec,
  probeKey,
  vendorDetection,
} from './health.ts';
import type { ListenerKey } from './plan-types.ts';
import { type FailoverDefaults, type FailoverPolicy, failoverPolicy, noOverrides } from './policy.ts';
import type {
  DefaultMember,
  FailoverOverrides,
  HealthCheck,
  Listener,
  ListenerBackend,
  LoadBalancer,
  ServerGroup,
} from './resources.ts';
import type { Role } from './roles.ts';

/** What a ServerId means now: an address, or why there is none. Synchronous: names are looked up beforehand. */
export type ResolveServer = (serverId: string) => ServerAddress;
export type ServerAddress =
  | { readonly kind: 'known'; readonly address: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface ResolvedTarget {
  /** See `targetId`. */
  readonly id: string;
  readonly serverId: string;
  readonly serverType: DefaultMember['type'];
  /** Of a master-slave group's member, or of the group that it comes from; null in pools. */
  readonly role: Role | null;
  readonly port: number;
  readonly weight: number;
  readonly address: ServerAddress;
  /** Null: not probed (checks off, standby probing off, or no address). */
  readonly probe: { readonly key: ProbeKey; readonly spec: ProbeSpec } | null;
}

export interface ResolvedRoute {
  /** Of the listener, or of the rule: elections, history and evidence go by it. */
  readonly key: ListenerKey;
  /** The only one; undefined for a pair of groups. */
  readonly group: ServerGroup | undefined;
  /** Of what is elected between two sides; null for a single pool. */
  readonly pair: ResolvedPair | null;
  readonly targets: readonly ResolvedTarget[];
  /** Of a pair; null for pools. */
  readonly failover: FailoverPolicy | null;
  /** The last order for this listener and its group. */
  readonly order: ElectionOrder | null;
}

/** Two sides of which one is active: two servers, or two groups. */
export type ResolvedPair =
  /** `id`: of what is elected; another one starts a new election. */
  | { readonly id: string; readonly kind: 'servers' }
  | {
      readonly id: string;
      readonly kind: 'groups';
      /** Group ids. */
      readonly seats: Readonly<Record<Role, string>>;
      readonly thresholdPercent: number;
    };

/** What a listener or a rule says of its route. */
export interface RouteSettings {
  readonly key: ListenerKey;
  readonly backend: ListenerBackend;
  readonly healthCheck: HealthCheck;
  /** Null = off; absent = it cannot have one. */
  readonly connectionDrainMs?: number | null;
  readonly order: Listener['order'];
}

export interface RouteSources {
  readonly loadBalancer: LoadBalancer;
  readonly serverGroups: Pick<ReadonlyMap<string, ServerGroup>, 'get'>;
  readonly resolveServer: ResolveServer;
  readonly defaults: FailoverDefaults;
}

export function resolveRoute(settings: RouteSettings, sources: RouteSources): ResolvedRoute {
  const { backend, healthCheck, order } = settings;
  const sides = sidesOf(backend, sources);
  const group = sides.length === 1 ? sides[0]?.group : undefined;
  const overrides = overridesOf(backend, group);
  const failover = overrides && failoverPolicy(sources.defaults, overrides, settings);
  const detection = failover?.detection ?? vendorDetection;

  const toTarget = (side: Side, member: MemberWithPort): ResolvedTarget => {
    const role = side.role ?? member.role;
    const address: ServerAddress =
      member.serverIp === null
        ? sources.resolveServer(member.serverId)
        : { kind: 'known', address: member.serverIp };
    const probed = healthCheck.enabled && (role !== 'Slave' || failover?.election.standbyProbe !== false);
    const spec =
      probed && address.kind === 'known'
        ? probeSpec(healthCheck, address.address, member.port, detection)
        : null;
    return {
      id: targetId(side.group.kind, member, member.port),
      serverId: member.serverId,
      serverType: member.type,
      role,
      port: member.port,
      weight: member.weight,
      address,
      probe: spec && { key: probeKey(spec), spec },
    };
  };
  return {
    key: settings.key,
    group,
    pair: failover && pairOf(backend),
    targets: sides.flatMap((side) =>
      membersWithPorts(side.group, backend).map((member) => toTarget(side, member)),
    ),
    failover,
    order: order?.groupId === group?.id ? order : null,
  };
}

interface Side {
  readonly group: ServerGroup;
  /** Null: its members have roles of their own, or none. */
  readonly role: Role | null;
}

function sidesOf(
  backend: ListenerBackend,
  { loadBalancer, serverGroups }: Pick<RouteSources, 'loadBalancer' | 'serverGroups'>,
): readonly Side[] {
  const side = (id: string, role: Role | null): readonly Side[] => {
    const group = serverGroups.get(id);
    return group ? [{ group, role }] : [];
  };
  switch (backend.kind) {
    case 'default':
      return side(loadBalancer.id, null);
    case 'vserver':
    case 'master-slave':
      return side(backend.groupId, null);
    case 'group-pair':
      return [...side(backend.masterGroupId, 'Master'), ...side(backend.slaveGroupId, 'Slave')];
    case 'none':
      return [];
  }
}

/** Null: nothing is elected. */
function overridesOf(backend: ListenerBackend, group: ServerGroup | undefined): FailoverOverrides | null {
  if (backend.kind === 'group-pair') return { ...noOverrides, failback: { mode: backend.failback } };
  return group?.kind === 'master-slave' ? group.failover : null;
}

function pairOf(backend: ListenerBackend): ResolvedPair | null {
  switch (backend.kind) {
    case 'master-slave':
      return { id: backend.groupId, kind: 'servers' };
    case 'group-pair': {
      const { masterGroupId, slaveGroupId, thresholdPercent } = backend;
      const seats = { Master: masterGroupId, Slave: slaveGroupId };
      // In the order of ids: an exchange of the seats is an edit of the same pair.
      return { id: [masterGroupId, slaveGroupId].sort().join('+'), kind: 'groups', seats, thresholdPercent };
    }
    case 'default':
    case 'vserver':
    case 'none':
      return null;
  }
}

/**
 * Names a target among all of its group, and stays what it is whatever else joins the group: `serverId:port`, in a
 * vServer group with `@address` behind it when the request gave one, since one server may have several there.
 */
export function targetId(
  kind: ServerGroup['kind'] | undefined,
  { serverId, serverIp }: Pick<DefaultMember, 'serverId' | 'serverIp'>,
  port: number,
): string {
  const id = `${serverId}:${port}`;
  return kind === 'vserver' && serverIp !== null ? `${id}@${serverIp}` : id;
}

type MemberWithPort = DefaultMember & { readonly port: number; readonly role: Role | null };

function membersWithPorts(group: ServerGroup, backend: ListenerBackend): readonly MemberWithPort[] {
  switch (group.kind) {
    case 'master-slave':
      return group.members;
    case 'vserver':
      return group.members.map((member) => ({ ...member, role: null }));
    case 'default': {
      const port = backend.kind === 'default' ? backend.port : 0;
      return group.members.map((member) => ({ ...member, port, role: null }));
    }
  }
}

function probeSpec(check: HealthCheck, address: string, memberPort: number, detection: Detection): ProbeSpec {
  return {
    check: probeKind(check),
    address,
    port: check.port ?? memberPort,
    intervalMs: check.intervalMs,
    timeoutMs: check.timeoutMs,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
    detection,
  };
}

const tcpProbe: ProbeKind = { kind: 'tcp' };

function probeKind(check: HealthCheck): ProbeKind {
  switch (check.kind) {
    case 'tcp':
      return tcpProbe;
    case 'udp':
      return { kind: 'udp', request: check.request || null, expect: check.expect || null };
    case 'http':
      return {
        kind: 'http',
        method: check.method,
        path: check.path || '/',
        host: check.host === '' || check.host === '$_ip' ? null : check.host,
        statusClasses: [...check.httpCodes.matchAll(/http_([1-5])xx/g)].map((m) => Number(m[1])),
      };
  }
}
