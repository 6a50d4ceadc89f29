/**
 * Every setting as people write it in the configuration file; everything optional. What each means and its default
 * stand in docs/settings.md. Spelled out beside the schema, to which a test holds it, so that the types of the library
 * need no other package.
 */
export interface ConfigInput {
  /** HOST:PORT of the API; port 0 = any free one. */
  readonly listen?: string | undefined;
  /** Folder of the store, keys and certificates. */
  readonly dataDir?: string | undefined;
  readonly store?: 'sqlite' | 'memory' | undefined;
  /** PEM files; both or neither. */
  readonly tls?: { readonly cert?: string | undefined; readonly key?: string | undefined } | undefined;
  /** Root keys. */
  readonly accessKeys?: readonly AccessKeyInput[] | undefined;
  /** Users who may do less than everything. */
  readonly users?: readonly UserInput[] | undefined;
  /** Calls a second with one access key; 0 = no limit. */
  readonly rateLimit?: number | undefined;
  readonly audit?:
    { readonly maxFileMiB?: number | undefined; readonly keepFiles?: number | undefined } | undefined;
  /** CIDR blocks that load balancers get their addresses from. */
  readonly addressPools?:
    | {
        readonly internet?: readonly string[] | undefined;
        readonly intranet?: readonly string[] | undefined;
        readonly ipv6?: readonly string[] | undefined;
      }
    | undefined;
  /** Network interface that is given the addresses of load balancers; without one the machine must have them. */
  readonly addresses?: { readonly interface?: string | undefined } | undefined;
  /** ServerId → IP address or host name. */
  readonly servers?: Readonly<Record<string, string>> | undefined;
  readonly unknownServers?: 'reject' | 'accept' | undefined;
  /** Refuses what is not in the vendor's API. */
  readonly strict?: boolean | undefined;
  /** Refuses changes of a load balancer that was changed a moment ago, as the vendor does. */
  readonly strictBusy?: boolean | undefined;
  /** Services beside SLB that are answered too; all of them by default. */
  readonly neighbours?:
    readonly ('sts' | 'location' | 'vpc' | 'resourceManager' | 'bss' | 'ecs')[] | undefined;
  readonly region?: string | undefined;
  readonly regions?:
    | readonly { readonly id: string; readonly localName: string; readonly zones: readonly string[] }[]
    | undefined;
  readonly failover?: FailoverInput | undefined;
  readonly access?:
    | {
        /** Close connections that a change of access control no longer lets in. */
        readonly closeDisallowed?: boolean | undefined;
      }
    | undefined;
  /** Who forwards. */
  readonly engines?:
    | {
        readonly tcp?: 'auto' | 'embedded' | 'nftables' | undefined;
        readonly udp?: 'auto' | 'embedded' | 'nftables' | undefined;
      }
    | undefined;
  readonly nftables?:
    | {
        /** How servers see clients. A list: by one of these addresses of ours. */
        readonly sourceAddress?: 'masquerade' | 'keep' | readonly string[] | undefined;
      }
    | undefined;
  readonly engine?:
    | {
        readonly mode?: 'process' | 'inline' | undefined;
        readonly orphan?: 'keep' | 'exit' | undefined;
        readonly lane?: 'auto' | 'plain' | undefined;
        /** Threads that forward, 1 to 64; more than one where the fast lane runs. */
        readonly workers?: number | undefined;
        readonly pairConnectTimeoutMs?: number | undefined;
        readonly connectTimeoutMs?: number | undefined;
        readonly udpFlowTimeoutSeconds?: number | undefined;
      }
    | undefined;
  /** Limits connections as the specification of the load balancer says. */
  readonly enforceSpec?: boolean | undefined;
  readonly stopDrainSeconds?: number | undefined;
  readonly quotas?:
    | {
        readonly loadBalancers?: number | undefined;
        readonly listenersPerLoadBalancer?: number | undefined;
        readonly serversPerLoadBalancer?: number | undefined;
        readonly serversPerCall?: number | undefined;
        readonly accessControlLists?: number | undefined;
        readonly entriesPerAccessControlList?: number | undefined;
        readonly listenersPerAccessControlList?: number | undefined;
        readonly accessEntriesPerListener?: number | undefined;
        readonly whiteListItemsPerListener?: number | undefined;
        readonly rulesPerListener?: number | undefined;
        readonly domainExtensionsPerListener?: number | undefined;
        readonly certificates?: number | undefined;
        readonly tlsPolicies?: number | undefined;
      }
    | undefined;
  readonly log?:
    | {
        readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent' | undefined;
        readonly format?: 'auto' | 'pretty' | 'json' | undefined;
      }
    | undefined;
}

/** What groups follow that say nothing themselves. */
interface FailoverInput {
  readonly failback?: 'auto' | 'delayed' | 'manual' | undefined;
  readonly failbackDelaySeconds?: number | undefined;
  readonly bothDown?: 'stay' | 'master' | 'refuse' | undefined;
  readonly detection?: 'vendor' | 'fast' | undefined;
  readonly fastIntervalMs?: number | undefined;
  readonly fastTimeoutMs?: number | undefined;
  readonly onConnectFailure?: 'fallback' | 'hold' | 'fail' | undefined;
  readonly holdSeconds?: number | undefined;
  readonly established?: 'keep' | 'drain' | 'reset' | undefined;
  readonly drainSeconds?: number | undefined;
  readonly standbyProbe?: boolean | undefined;
  readonly flapDamping?: boolean | undefined;
}

interface AccessKeyInput {
  readonly id: string;
  readonly secret: string;
}

interface UserInput {
  readonly name: string;
  /** RAM policy, version 1; docs/access.md. */
  readonly policy: { readonly Version: '1'; readonly Statement: readonly StatementInput[] };
  readonly accessKeys: readonly AccessKeyInput[];
}

interface StatementInput {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: OneOrMore;
  readonly Resource: OneOrMore;
  readonly Condition?:
    | {
        readonly IpAddress?: ConditionInput;
        readonly NotIpAddress?: ConditionInput;
        readonly StringEquals?: ConditionInput;
        readonly StringNotEquals?: ConditionInput;
        readonly StringEqualsIgnoreCase?: ConditionInput;
        readonly StringNotEqualsIgnoreCase?: ConditionInput;
        readonly StringLike?: ConditionInput;
        readonly StringNotLike?: ConditionInput;
      }
    | undefined;
}

type OneOrMore = string | readonly string[];
type ConditionInput = Readonly<Record<string, OneOrMore>>;
