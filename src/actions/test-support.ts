/** Handlers without the pipeline around them: parse, run, commit, on a store that forgets. For tests. */
import type { ActionContract } from '../contract/define.ts';
import { parseParams, type ParamSet, type ParamsOf } from '../contract/params.ts';
import { RawParams } from '../contract/raw-params.ts';
import type { ResultOf, Shape } from '../contract/result.ts';
import { canonicalAddress } from '../domain/address-pool.ts';
import type { RandomInt } from '../domain/ids.ts';
import { defaultFailover } from '../domain/policy.ts';
import { MemoryStore } from '../store/memory/store.ts';
import type { Store } from '../store/store.ts';
import type { ActionContext, ApiSettings, SecretBox, ServerDirectory } from './context.ts';
import { Transaction } from './transaction.ts';

/** The moment at which every call happens. */
export const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
/** Whom clients call. */
export const HOST = 'slb.example.com:8080';

export const testSettings: ApiSettings = {
  defaultRegionId: 'cn-hangzhou',
  regions: [{ id: 'cn-hangzhou', localName: 'Hangzhou', zones: ['cn-hangzhou-a', 'cn-hangzhou-b'] }],
  addressPools: { internet: ['203.0.113.0/24'], intranet: ['10.0.0.0/24'], ipv6: ['2001:db8::/64'] },
  unknownServers: 'reject',
  quotas: {
    loadBalancers: 30,
    listenersPerLoadBalancer: 50,
    serversPerLoadBalancer: 200,
    serversPerCall: 20,
    accessControlLists: 200,
    entriesPerAccessControlList: 300,
    listenersPerAccessControlList: 50,
    accessEntriesPerListener: 1_000,
    whiteListItemsPerListener: 300,
    rulesPerListener: 40,
    domainExtensionsPerListener: 3,
    certificates: 100,
    tlsPolicies: 100,
  },
  failover: defaultFailover,
  users: [],
  service: {
    version: '0.1.0',
    listenAddress: '127.0.0.1:8014',
    certificateOrigin: 'own',
    store: 'sqlite',
    strict: false,
    strictBusy: false,
    enforceSpec: false,
    rateLimit: 0,
    engines: () => [
      {
        name: 'embedded',
        mode: 'process',
        protocols: ['tcp', 'udp'],
        reason: 'It needs neither root nor installation.',
        features: ['tcp', 'udp'],
      },
    ],
  },
};

/** Not readable at a glance, and the same every time. */
export const testSecrets: SecretBox = {
  seal: (text) => `sealed:${Buffer.from(text).toString('base64')}`,
  open: (sealed) => Buffer.from(sealed.replace(/^sealed:/, ''), 'base64').toString(),
};

type Handler<P extends ParamSet, R extends Shape> = (
  params: ParamsOf<P>,
  context: ActionContext,
) => Promise<ResultOf<R>>;

/** An action as `[contracts.X, x]`, and what the client sends. */
type Call<P extends ParamSet, R extends Shape> = readonly [
  contract: ActionContract<P, R>,
  handler: Handler<P, R>,
  request?: Readonly<Record<string, string>>,
];

export class ActionBench {
  readonly store: Store = new MemoryStore();
  /** May be moved between calls. */
  nowMs = NOW_MS;
  readonly #context: Omit<ActionContext, 'tx' | 'nowMs'>;

  constructor(
    options: {
      readonly settings?: Partial<ApiSettings>;
      readonly configuredServers?: Readonly<Record<string, string>>;
      readonly trafficHistory?: ActionContext['trafficHistory'];
    } = {},
  ) {
    this.#context = {
      random: seededRandom(1),
      settings: { ...testSettings, ...options.settings },
      runtime: { listener: () => undefined },
      trafficHistory: options.trafficHistory ?? { points: () => ({ stepSeconds: 5, points: [] }) },
      directory: testDirectory(new Map(Object.entries(options.configuredServers ?? {}))),
      secrets: testSecrets,
      calledHost: HOST,
      caller: { accessKeyId: 'testid', user: null },
      audit: { newestFirst: async () => [] },
    };
  }

  /** Runs and commits. Rejects with `ApiError`, or `StoreError` when another call came in between. */
  async call<P extends ParamSet, R extends Shape>(...call: Call<P, R>): Promise<ResultOf<R>> {
    const { result, tx } = await this.begin(...call);
    await this.store.commit(tx.toChange());
    return result;
  }

  /** Runs without the commit, so that another call can come in between. */
  async begin<P extends ParamSet, R extends Shape>(
    ...[contract, handler, request = {}]: Call<P, R>
  ): Promise<{ readonly result: ResultOf<R>; readonly tx: Transaction }> {
    const params = parseParams(contract.params, new RawParams(new Map(Object.entries(request))));
    const tx = new Transaction(this.store);
    return { result: await handler(params, { ...this.#context, nowMs: this.nowMs, tx }), tx };
  }

  /** Changes what no call can change. */
  async edit(change: (tx: Transaction) => Promise<void> | void): Promise<void> {
    const tx = new Transaction(this.store);
    await change(tx);
    await this.store.commit(tx.toChange());
  }

  /** Every key that exists, in order. */
  async keys(): Promise<readonly string[]> {
    return (await this.store.list('')).entries.map(({ key }) => key);
  }
}

/** IP addresses and `localhost` resolve, and what is configured; nothing else does. */
export function testDirectory(configured: ReadonlyMap<string, string>): ServerDirectory {
  return {
    configured,
    lookUp: async (serverId) => {
      const where = configured.get(serverId) ?? serverId;
      const address = canonicalAddress(where) ?? (where === 'localhost' ? '127.0.0.1' : undefined);
      return address === undefined
        ? { kind: 'unknown', reason: `no address is known for ${serverId}` }
        : { kind: 'known', address };
    },
  };
}

/** Mulberry32: small, and the same on every machine. */
export function seededRandom(seed: number): RandomInt {
  let state = seed;
  return (max) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * max);
  };
}
