/** What a handler works with. It has no other side effect than its transaction, since it may run more than once. */
import type { ActionName, Contracts } from '../contract/index.ts';
import type { Params, Result } from '../contract/define.ts';
import type { RandomInt } from '../domain/ids.ts';
import type { PlannedListener } from '../domain/plan-types.ts';
import type { FailoverDefaults } from '../domain/policy.ts';
import type { ServerAddress } from '../domain/resolve-route.ts';
import type { RuntimeView } from '../domain/runtime-view.ts';
import type { TrafficHistoryView } from '../domain/traffic-history.ts';
import type { Caller, ConfiguredUser } from '../domain/users.ts';
import type { AuditEntry } from '../observability/audit-log.ts';
import type { Transaction } from './transaction.ts';

export type ActionHandler<A extends ActionName> = (
  params: Params<Contracts[A]>,
  context: ActionContext,
) => Promise<Result<Contracts[A]>>;

export interface ActionContext {
  readonly tx: Transaction;
  /** Wall time of the call, the same for all its parts. */
  readonly nowMs: number;
  readonly random: RandomInt;
  readonly settings: ApiSettings;
  readonly runtime: RuntimeView;
  readonly trafficHistory: TrafficHistoryView;
  readonly directory: ServerDirectory;
  readonly secrets: SecretBox;
  /** `host:port` that the client called; DescribeRegions gives it back as the endpoint. */
  readonly calledHost: string;
  readonly caller: Caller;
  readonly audit: AuditReader;
}

/** Signed calls of the past. */
export interface AuditReader {
  newestFirst(limit: number, wanted: (entry: AuditEntry) => boolean): Promise<readonly AuditEntry[]>;
}

/** Private keys are stored sealed, so that nobody reads them in the store or in a copy of it. */
export interface SecretBox {
  seal(text: string): string;
  /** Throws when it was not sealed here. */
  open(sealed: string): string;
}

/** Finds what a ServerId means beyond the stored inventory: configured servers, addresses, names that resolve. */
export interface ServerDirectory {
  lookUp(serverId: string): Promise<ServerAddress>;
  /** From configuration file or flags; they cannot be removed by a call. */
  readonly configured: ReadonlyMap<string, string>;
}

export interface ApiSettings {
  readonly defaultRegionId: string;
  readonly regions: readonly RegionSettings[];
  /** CIDRs that new load balancers get their address from, by use. */
  readonly addressPools: {
    readonly internet: readonly string[];
    readonly intranet: readonly string[];
    readonly ipv6: readonly string[];
  };
  /** `accept`: unknown server ids are taken and shown as unavailable (emulation). */
  readonly unknownServers: 'reject' | 'accept';
  readonly quotas: Quotas;
  readonly users: readonly ConfiguredUser[];
  /** What counts for a group that sets nothing of its own. */
  readonly failover: FailoverDefaults;
  readonly service: ServiceFacts;
}

/** How the service was started: what DescribeSettings tells and no other action goes by. */
export interface ServiceFacts {
  readonly version: string;
  /** host:port */
  readonly listenAddress: string;
  readonly certificateOrigin: 'configured' | 'own';
  readonly store: 'sqlite' | 'memory';
  readonly strict: boolean;
  readonly strictBusy: boolean;
  readonly enforceSpec: boolean;
  /** Calls a second with one key; 0 = no limit. */
  readonly rateLimit: number;
  /** As they are now. */
  readonly engines: () => readonly EngineFacts[];
}

export interface EngineFacts {
  readonly name: string;
  readonly mode: 'process' | 'inline' | 'kernel';
  /** What it is meant to carry; none: it is not in use. */
  readonly protocols: readonly PlannedListener['protocol'][];
  /** Why, or why not. */
  readonly reason: string;
  readonly features: readonly string[];
}

export interface RegionSettings {
  readonly id: string;
  readonly localName: string;
  readonly zones: readonly string[];
}

/** The vendor's defaults: behaviour page, quotas. */
export interface Quotas {
  readonly loadBalancers: number;
  readonly listenersPerLoadBalancer: number;
  readonly serversPerLoadBalancer: number;
  readonly serversPerCall: number;
  /** Of one region. */
  readonly accessControlLists: number;
  readonly entriesPerAccessControlList: number;
  readonly listenersPerAccessControlList: number;
  /** Of all its access control lists together. */
  readonly accessEntriesPerListener: number;
  readonly whiteListItemsPerListener: number;
  readonly rulesPerListener: number;
  readonly domainExtensionsPerListener: number;
  /** Per region, server and CA certificates each. */
  readonly certificates: number;
  /** Per region. */
  readonly tlsPolicies: number;
}
