/**
 * Every setting that needs a restart, with its default and its rule. One schema for file, environment and flags; the
 * settings table (`settings.ts`) says how each is spelled there.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalAddress, isAddressBlock } from '../domain/address-pool.ts';
import { neighbours } from '../contract/neighbours.ts';
import { ramPolicySchema } from '../domain/ram-policy.ts';
import { defaultFailover } from '../domain/policy.ts';
import { defaultPlanSettings } from '../domain/plan.ts';
import { defaultRegions } from './regions.ts';

const seconds = (min: number, max: number) => z.number().min(min).max(max);

const listen = z.string().transform((text, context) => {
  const match = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]*)):(?<port>\d{1,5})$/.exec(text);
  const port = Number(match?.groups?.['port']);
  if (!match || !(port <= 65_535)) {
    context.addIssue({
      code: 'custom',
      message: 'must be HOST:PORT, for example 127.0.0.1:8014 or [::1]:8014',
    });
    return z.NEVER;
  }
  return { host: match.groups?.['v6'] ?? match.groups?.['host'] ?? '', port };
});

const cidr = z.string().refine(isAddressBlock, {
  message: 'must be a CIDR block, for example 127.0.1.0/24',
});

const accessKey = z
  .strictObject({ id: z.string().min(1).max(128), secret: z.string().min(1).max(256) })
  .readonly();

/** Users who may do less than everything, with the keys that they sign with. */
const user = z
  .strictObject({
    name: z.string().min(1).max(64),
    policy: ramPolicySchema,
    accessKeys: z.array(accessKey).min(1).readonly(),
  })
  .readonly();

const serverAddress = z
  .string()
  .refine((text) => canonicalAddress(text) !== undefined || /^[A-Za-z0-9._-]+$/.test(text), {
    message: 'must be an IP address or a host name',
  });

const engineWish = z.enum(['auto', 'embedded', 'nftables']);

const ipAddress = z.string().refine((text) => canonicalAddress(text) !== undefined, {
  message: 'must be an IP address',
});

const LOOPBACK_POOL = ['127.0.1.0/24'];

export const configSchema = z
  .strictObject({
    listen: listen.prefault('127.0.0.1:8014'),
    dataDir: z.string().min(1).prefault(join(homedir(), '.hotspare')),
    store: z.enum(['sqlite', 'memory']).prefault('sqlite'),
    tls: z.strictObject({ cert: z.string().optional(), key: z.string().optional() }).readonly().prefault({}),
    /** Root keys. */
    accessKeys: z.array(accessKey).readonly().prefault([]),
    users: z.array(user).readonly().prefault([]),
    /** Calls a second with one access key; 0 = no limit. */
    rateLimit: z.number().int().min(0).prefault(0),
    audit: z
      .strictObject({
        /** Of one file of the audit log. */
        maxFileMiB: z.number().int().min(1).max(1_024).prefault(10),
        /** How many full files are kept. */
        keepFiles: z.number().int().min(0).max(1_000).prefault(10),
      })
      .readonly()
      .prefault({}),
    addressPools: z
      .strictObject({
        internet: z.array(cidr).min(1).readonly().prefault(LOOPBACK_POOL),
        intranet: z.array(cidr).min(1).readonly().prefault(LOOPBACK_POOL),
        ipv6: z.array(cidr).readonly().prefault(['::1/128']),
      })
      .readonly()
      .prefault({}),
    /** What the machine takes the load balancers' addresses on; absent: it has them already. */
    addresses: z
      .strictObject({ interface: z.string().min(1).optional() })
      .readonly()
      .prefault({}),
    servers: z.record(z.string().min(1), serverAddress).readonly().prefault({}),
    unknownServers: z.enum(['reject', 'accept']).prefault('reject'),
    /** Answers extensions with the vendor's unknown-action error. */
    strict: z.boolean().prefault(false),
    /** Refuses changes of a load balancer that was changed a moment ago, as the vendor does. */
    strictBusy: z.boolean().prefault(false),
    /** Services beside SLB that are answered too. */
    neighbours: z
      .array(z.enum(neighbours))
      .readonly()
      .prefault([...neighbours]),
    region: z.string().prefault('cn-hangzhou'),
    regions: z
      .array(
        z
          .strictObject({
            id: z.string().min(1),
            localName: z.string().min(1),
            zones: z.array(z.string()).min(1).readonly(),
          })
          .readonly(),
      )
      .min(1)
      .readonly()
      .prefault(defaultRegions),
    failover: z
      .strictObject({
        failback: z.enum(['auto', 'delayed', 'manual']).prefault(defaultFailover.failback.mode),
        failbackDelaySeconds: seconds(1, 86_400).prefault(60),
        bothDown: z.enum(['stay', 'master', 'refuse']).prefault(defaultFailover.bothDown),
        detection: z.enum(['vendor', 'fast']).prefault(defaultFailover.detection),
        fastIntervalMs: z.number().int().min(50).max(10_000).prefault(defaultFailover.fastIntervalMs),
        fastTimeoutMs: z.number().int().min(50).max(60_000).prefault(defaultFailover.fastTimeoutMs),
        onConnectFailure: z.enum(['fallback', 'hold', 'fail']).prefault(defaultFailover.onConnectFailure),
        holdSeconds: seconds(1, 900).prefault(defaultFailover.holdMs / 1000),
        established: z.enum(['keep', 'drain', 'reset']).prefault(defaultFailover.established),
        drainSeconds: seconds(1, 900).prefault(defaultFailover.drainMs / 1000),
        standbyProbe: z.boolean().prefault(defaultFailover.standbyProbe),
        flapDamping: z.boolean().prefault(defaultFailover.damping.enabled),
      })
      .readonly()
      .prefault({}),
    access: z
      .strictObject({ closeDisallowed: z.boolean().prefault(defaultPlanSettings.closeDisallowed) })
      .readonly()
      .prefault({}),
    /** Who forwards. `auto`: the fastest that this machine and user can run. */
    engines: z
      .strictObject({ tcp: engineWish.prefault('embedded'), udp: engineWish.prefault('embedded') })
      .readonly()
      .prefault({}),
    nftables: z
      .strictObject({
        /** How servers see clients: by one of our addresses, which works everywhere, or by their own. */
        sourceAddress: z
          .union([z.enum(['masquerade', 'keep']), z.array(ipAddress).min(1).readonly()], {
            error: 'must be masquerade, keep, or a list of IP addresses of this machine',
          })
          .prefault('masquerade'),
      })
      .readonly()
      .prefault({}),
    engine: z
      .strictObject({
        /** `inline`: in the service's own process, for tests. */
        mode: z.enum(['process', 'inline']).prefault('process'),
        /** What the engine process does when the service is gone: go on forwarding, or end. */
        orphan: z.enum(['keep', 'exit']).prefault('keep'),
        /** How the engine process forwards; one that runs already keeps to what it has. */
        lane: z.enum(['auto', 'plain']).prefault('auto'),
        /** Threads that forward, in the fast lane. */
        workers: z.number().int().min(1).max(64).prefault(1),
        pairConnectTimeoutMs: z
          .number()
          .int()
          .min(10)
          .max(60_000)
          .prefault(defaultPlanSettings.pairConnectTimeoutMs),
        connectTimeoutMs: z.number().int().min(10).max(60_000).prefault(defaultPlanSettings.connectTimeoutMs),
        udpFlowTimeoutSeconds: seconds(1, 3_600).prefault(defaultPlanSettings.udpFlowTimeoutMs / 1000),
      })
      .readonly()
      .prefault({}),
    /** Connections of a listener are limited as the vendor limits those of its load balancer's specification. */
    enforceSpec: z.boolean().prefault(defaultPlanSettings.enforceSpec),
    /** A graceful stop lets connections end for this long. */
    stopDrainSeconds: seconds(0, 900).prefault(5),
    quotas: z
      .strictObject({
        loadBalancers: z.number().int().min(1).prefault(1_000),
        listenersPerLoadBalancer: z.number().int().min(1).prefault(50),
        serversPerLoadBalancer: z.number().int().min(1).prefault(200),
        serversPerCall: z.number().int().min(1).prefault(20),
        accessControlLists: z.number().int().min(1).prefault(200),
        entriesPerAccessControlList: z.number().int().min(1).prefault(300),
        listenersPerAccessControlList: z.number().int().min(1).prefault(50),
        accessEntriesPerListener: z.number().int().min(1).prefault(1_000),
        whiteListItemsPerListener: z.number().int().min(1).prefault(300),
        rulesPerListener: z.number().int().min(1).prefault(40),
        domainExtensionsPerListener: z.number().int().min(1).prefault(3),
        certificates: z.number().int().min(1).prefault(100),
        tlsPolicies: z.number().int().min(1).prefault(100),
      })
      .readonly()
      .prefault({}),
    log: z
      .strictObject({
        level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).prefault('info'),
        /** `auto`: lines for people on a terminal, JSON otherwise. */
        format: z.enum(['auto', 'pretty', 'json']).prefault('auto'),
      })
      .readonly()
      .prefault({}),
  })
  .readonly()
  .superRefine((config, context) => {
    if ((config.tls.cert === undefined) !== (config.tls.key === undefined)) {
      const missing = config.tls.cert === undefined ? 'cert' : 'key';
      context.addIssue({
        code: 'custom',
        path: ['tls', missing],
        message: 'tls.cert and tls.key belong together; give both or neither',
      });
    }
    if (!config.regions.some((region) => region.id === config.region)) {
      context.addIssue({
        code: 'custom',
        path: ['region'],
        message: 'must be one of the configured regions',
      });
    }
  });

export type Config = z.infer<typeof configSchema>;
