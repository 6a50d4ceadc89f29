/**
 * Resources as they are stored: plain readonly data. The zod schema is the single source of each type and checks
 * what comes out of the store. Wire spellings end above this folder; times are wall milliseconds.
 */
import { z } from 'zod';
import { whiteListSchema } from './access-entry.ts';
import { httpFields, httpsFields } from './http-listeners.ts';
import type { LoadBalancerId, ServerGroupId } from './ids.ts';

/** Written into every stored value. Raise it with a migration in `records.ts` when a shape changes. */
export const RECORD_SCHEMA_VERSION = 1;

const loadBalancerId = z.string().transform((id) => id as LoadBalancerId);
const serverGroupId = z.string().transform((id) => id as ServerGroupId);

export const tagSchema = z.object({ key: z.string(), value: z.string() }).readonly();
export type Tag = z.infer<typeof tagSchema>;
const tags = z.array(tagSchema).readonly();

export const loadBalancerSchema = z
  .object({
    id: loadBalancerId,
    name: z.string(),
    regionId: z.string(),
    status: z.enum(['active', 'inactive', 'locked']),
    /** Stays with the load balancer for its life. */
    address: z.string(),
    addressType: z.enum(['internet', 'intranet']),
    addressIpVersion: z.enum(['ipv4', 'ipv6']),
    networkType: z.enum(['classic', 'vpc']),
    vpcId: z.string(),
    vSwitchId: z.string(),
    masterZoneId: z.string(),
    slaveZoneId: z.string(),
    /** -1 = not limited. */
    bandwidthMbps: z.number().int(),
    internetChargeType: z.enum(['paybytraffic', 'paybybandwidth']),
    payType: z.enum(['PayOnDemand', 'PrePay']),
    instanceChargeType: z.enum(['PayBySpec', 'PayByCLCU']),
    /** Empty = shared performance. */
    spec: z.string(),
    deleteProtection: z.boolean(),
    modificationProtection: z
      .object({ status: z.enum(['NonProtection', 'ConsoleProtection']), reason: z.string() })
      .readonly(),
    resourceGroupId: z.string(),
    tags,
    createdMs: z.number(),
  })
  .readonly();
export type LoadBalancer = z.infer<typeof loadBalancerSchema>;

/** TCP and UDP checks. Shared numbers first, then what only one kind has. */
export const healthCheckSchema = z
  .object({
    enabled: z.boolean(),
    kind: z.enum(['tcp', 'http', 'udp']),
    intervalMs: z.number().int(),
    /** As set; a value below the interval counts as the interval when probing. */
    timeoutMs: z.number().int(),
    healthyThreshold: z.number().int(),
    unhealthyThreshold: z.number().int(),
    /** Null = each server is probed on its own port. */
    port: z.number().int().nullable(),
    /** HTTP: path, Host header (empty or `$_ip` = the server's address), accepted codes such as `http_2xx,http_3xx`. */
    path: z.string(),
    host: z.string(),
    httpCodes: z.string(),
    method: z.enum(['HEAD', 'GET']),
    /** UDP: texts to send and to expect; empty = none. */
    request: z.string(),
    expect: z.string(),
  })
  .readonly();
export type HealthCheck = z.infer<typeof healthCheckSchema>;

export const listenerBackendSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('default'), port: z.number().int() }).readonly(),
  z.object({ kind: z.literal('vserver'), groupId: serverGroupId }).readonly(),
  z.object({ kind: z.literal('master-slave'), groupId: serverGroupId }).readonly(),
  /** Two vServer groups of a TCP or UDP listener, one of which serves: docs/failover.md, "Two groups as a pair". */
  z
    .object({
      kind: z.literal('group-pair'),
      masterGroupId: serverGroupId,
      slaveGroupId: serverGroupId,
      /** A group is bad when at most this share of its servers is healthy. */
      thresholdPercent: z.number().int(),
      failback: z.enum(['auto', 'manual']),
    })
    .readonly(),
  /** Of an HTTP listener that only redirects. */
  z.object({ kind: z.literal('none') }).readonly(),
]);
export type ListenerBackend = z.infer<typeof listenerBackendSchema>;
export type GroupPairBackend = Extract<ListenerBackend, { readonly kind: 'group-pair' }>;

/** Groups with an id of their own that serve the listener, the master's first. */
export function groupIdsOf(backend: ListenerBackend): readonly ServerGroupId[] {
  switch (backend.kind) {
    case 'vserver':
    case 'master-slave':
      return [backend.groupId];
    case 'group-pair':
      return [backend.masterGroupId, backend.slaveGroupId];
    case 'default':
    case 'none':
      return [];
  }
}

/** The last order for the pair of a listener or rule; counts only while it still uses that group. */
export const orderSchema = z
  .object({
    id: z.number().int(),
    groupId: serverGroupId,
    to: z.enum(['Master', 'Slave']),
    keep: z.boolean(),
  })
  .readonly()
  .nullable()
  .default(null);

const listenerCommon = {
  loadBalancerId,
  port: z.number().int(),
  desiredStatus: z.enum(['running', 'stopped']),
  description: z.string(),
  /** -1 = no limit of its own. */
  bandwidthMbps: z.number().int(),
  backend: listenerBackendSchema,
  /** Kept while a group is used, so that going back to the default group needs no new port. */
  lastBackendPort: z.number().int().nullable(),
  /** As set; which of them an engine carries out is the plan's affair. */
  scheduler: z.string(),
  acl: z
    .object({
      enabled: z.boolean(),
      kind: z.enum(['white', 'black']).nullable(),
      ids: z.array(z.string()).readonly(),
    })
    .readonly(),
  /** Absent: never used. */
  whiteList: whiteListSchema.optional(),
  healthCheck: healthCheckSchema,
  order: orderSchema,
  tags,
  createdMs: z.number(),
};

const layer4Common = {
  ...listenerCommon,
  proxyProtocolV2: z.boolean(),
  /** Source-address persistence; 0 = off. */
  persistenceTimeoutMs: z.number().int(),
};

export const tcpListenerSchema = z
  .object({
    ...layer4Common,
    protocol: z.literal('tcp'),
    establishedTimeoutMs: z.number().int(),
    /** Null = connection drain off. */
    connectionDrainMs: z.number().int().nullable(),
  })
  .readonly();
export type TcpListener = z.infer<typeof tcpListenerSchema>;

export const udpListenerSchema = z.object({ ...layer4Common, protocol: z.literal('udp') }).readonly();
export type UdpListener = z.infer<typeof udpListenerSchema>;
export type Layer4Listener = TcpListener | UdpListener;

export const httpListenerSchema = z
  .object({ ...listenerCommon, ...httpFields, protocol: z.literal('http') })
  .readonly();
export type HttpListener = z.infer<typeof httpListenerSchema>;

export const httpsListenerSchema = z
  .object({ ...listenerCommon, ...httpsFields, protocol: z.literal('https') })
  .readonly();
export type HttpsListener = z.infer<typeof httpsListenerSchema>;
export type Layer7Listener = HttpListener | HttpsListener;

export const listenerSchema = z.discriminatedUnion('protocol', [
  tcpListenerSchema,
  udpListenerSchema,
  httpListenerSchema,
  httpsListenerSchema,
]);
export type Listener = z.infer<typeof listenerSchema>;
export type ListenerProtocol = Listener['protocol'];

export function isLayer4(listener: Listener): listener is Layer4Listener {
  return listener.protocol === 'tcp' || listener.protocol === 'udp';
}

const member = {
  serverId: z.string(),
  type: z.enum(['ecs', 'eni', 'eci']),
  weight: z.number().int(),
  /** Address given in the request; null = resolved through the inventory. */
  serverIp: z.string().nullable(),
  description: z.string(),
};

export const defaultMemberSchema = z.object(member).readonly();
export type DefaultMember = z.infer<typeof defaultMemberSchema>;

export const portMemberSchema = z.object({ ...member, port: z.number().int() }).readonly();
export type PortMember = z.infer<typeof portMemberSchema>;

export const roleMemberSchema = z
  .object({ ...member, port: z.number().int(), role: z.enum(['Master', 'Slave']) })
  .readonly();
export type RoleMember = z.infer<typeof roleMemberSchema>;

/** How a pair fails over. Null = the configured default. All are extensions of the vendor's API. */
export const failoverOverridesSchema = z
  .object({
    failback: z
      .discriminatedUnion('mode', [
        z.object({ mode: z.literal('auto') }).readonly(),
        z.object({ mode: z.literal('delayed'), delayMs: z.number().int() }).readonly(),
        z.object({ mode: z.literal('manual') }).readonly(),
      ])
      .nullable(),
    bothDown: z.enum(['stay', 'master', 'refuse']).nullable(),
    detection: z.enum(['vendor', 'fast']).nullable(),
    /** `hold` waits at most `holdMs`. */
    onConnectFailure: z.enum(['fallback', 'hold', 'fail']).nullable(),
    holdMs: z.number().int().nullable(),
    /** Null = `drain` when the listener's ConnectionDrain is on, else `keep`. */
    established: z.enum(['keep', 'drain', 'reset']).nullable(),
    drainMs: z.number().int().nullable(),
    standbyProbe: z.boolean().nullable(),
    flapDamping: z.boolean().nullable(),
  })
  .readonly();
export type FailoverOverrides = z.infer<typeof failoverOverridesSchema>;

const groupCommon = { loadBalancerId, name: z.string(), tags, createdMs: z.number() };

export const serverGroupSchema = z.discriminatedUnion('kind', [
  z
    .object({
      ...groupCommon,
      kind: z.literal('default'),
      /** The load balancer's own id: one default group each. */
      id: serverGroupId,
      members: z.array(defaultMemberSchema).readonly(),
    })
    .readonly(),
  z
    .object({
      ...groupCommon,
      kind: z.literal('vserver'),
      id: serverGroupId,
      members: z.array(portMemberSchema).readonly(),
    })
    .readonly(),
  z
    .object({
      ...groupCommon,
      kind: z.literal('master-slave'),
      id: serverGroupId,
      /** None, or one Master and one Slave, in the order given. */
      members: z.array(roleMemberSchema).readonly(),
      failover: failoverOverridesSchema,
    })
    .readonly(),
]);
export type ServerGroup = z.infer<typeof serverGroupSchema>;
export type DefaultServerGroup = Extract<ServerGroup, { kind: 'default' }>;
export type VServerGroup = Extract<ServerGroup, { kind: 'vserver' }>;
export type MasterSlaveServerGroup = Extract<ServerGroup, { kind: 'master-slave' }>;

/** Inventory: what a ServerId means. */
export const serverSchema = z
  .object({ id: z.string(), address: z.string(), description: z.string(), createdMs: z.number() })
  .readonly();
export type Server = z.infer<typeof serverSchema>;

/** Who holds an address of a pool. */
export const addressClaimSchema = z.object({ address: z.string(), loadBalancerId }).readonly();
export type AddressClaim = z.infer<typeof addressClaimSchema>;

/** A call already answered: same token and same parameters get `response` again. */
export const clientTokenSchema = z
  .object({ parametersHash: z.string(), response: z.unknown(), createdMs: z.number() })
  .readonly();
export type ClientTokenRecord = z.infer<typeof clientTokenSchema>;

export function memberWithRole(
  group: MasterSlaveServerGroup,
  role: 'Master' | 'Slave',
): RoleMember | undefined {
  return group.members.find((m) => m.role === role);
}
