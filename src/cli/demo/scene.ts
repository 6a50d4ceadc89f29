/** The stage of the demonstration: a service of its own, made ready by signed calls as any client would make them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configSchema } from '../../config/schema.ts';
import type { Result } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import { type Service, startService } from '../../main.ts';
import { ApiClient } from '../../client/api-client.ts';
import { CommandFailure } from '../failure.ts';
import type { BackendSpec } from './backend-child.ts';
import { until } from './until.ts';

export interface SceneOptions {
  /** Empty; the service keeps its data there. */
  readonly folder: string;
  readonly detection: 'fast' | 'vendor';
  readonly master: BackendSpec;
  readonly slave: BackendSpec;
  readonly host: string;
  readonly listenerPort: number;
  readonly signal: AbortSignal;
}

export type PairState = Result<Contracts['DescribeMasterSlaveServerGroupState']>['Listeners'][number];
export type HistoryEvent = Result<Contracts['DescribeFailoverHistory']>['Events'][number];

interface Ids {
  readonly loadBalancerId: string;
  readonly groupId: string;
}

const READY_WITHIN_MS = 15_000;
const REGION = { RegionId: 'cn-hangzhou' };

export class Scene {
  readonly engineMode: 'process' | 'inline';
  readonly #service: Service;
  readonly #client: ApiClient;
  readonly #dataDir: string | undefined;
  readonly #ids: Ids;

  private constructor(parts: {
    readonly engineMode: 'process' | 'inline';
    readonly service: Service;
    readonly client: ApiClient;
    readonly dataDir: string | undefined;
    readonly ids: Ids;
  }) {
    this.engineMode = parts.engineMode;
    this.#service = parts.service;
    this.#client = parts.client;
    this.#dataDir = parts.dataDir;
    this.#ids = parts.ids;
  }

  /** Resolves when the listener runs and both servers have passed a probe. */
  static async set(options: SceneOptions): Promise<Scene> {
    // Programs beside this one exist only when it is bundled; from the sources everything runs in this process.
    const bundled = existsSync(fileURLToPath(new URL('./engine.js', import.meta.url)));
    const engineMode = bundled ? 'process' : 'inline';
    const pool = [`${options.host}/32`];
    const config = configSchema.parse({
      listen: '127.0.0.1:0',
      dataDir: join(options.folder, 'data'),
      store: bundled ? 'sqlite' : 'memory',
      addressPools: { internet: pool, intranet: pool },
      engine: { mode: engineMode, orphan: 'exit' },
      stopDrainSeconds: 0,
      log: { level: 'silent' },
    });
    const service = await startService(config);
    try {
      const [accessKey] = service.accessKeys;
      if (!accessKey) throw new CommandFailure('the service made no access key');
      const client = new ApiClient({ endpoint: new URL(service.endpoint), accessKey });
      const ids = await build(client, options);
      const dataDir = bundled ? config.dataDir : undefined;
      const scene = new Scene({ engineMode, service, client, dataDir, ids });
      await scene.#ready(options.signal);
      return scene;
    } catch (error) {
      await service.close();
      throw error;
    }
  }

  async state(): Promise<PairState> {
    const { Listeners: listeners } = await this.#client.call('DescribeMasterSlaveServerGroupState', {
      MasterSlaveServerGroupId: this.#ids.groupId,
    });
    const [listener] = listeners;
    if (!listener) throw new CommandFailure('the group has lost its listener');
    return listener;
  }

  /** What the client commands need to look at this service. */
  get access(): string {
    const { endpoint, accessKeys } = this.#service;
    if (this.#dataDir !== undefined) return `--endpoint ${endpoint} --data-dir ${this.#dataDir}`;
    const [key] = accessKeys;
    return `--endpoint ${endpoint} (HOTSPARE_ACCESS_KEY_ID=${key?.id} HOTSPARE_ACCESS_KEY_SECRET=${key?.secret})`;
  }

  /** Oldest first. */
  async history(): Promise<readonly HistoryEvent[]> {
    const newestFirst: HistoryEvent[] = [];
    let token: string | undefined;
    do {
      const answer = await this.#client.call('DescribeFailoverHistory', {
        MasterSlaveServerGroupId: this.#ids.groupId,
        LoadBalancerId: this.#ids.loadBalancerId,
        MaxResults: '100',
        ...(token !== undefined && { NextToken: token }),
      });
      newestFirst.push(...answer.Events);
      token = answer.NextToken;
    } while (token !== undefined && token !== '');
    return newestFirst.toReversed();
  }

  async close(): Promise<void> {
    this.#client.close();
    await this.#service.close();
  }

  async #ready(signal: AbortSignal): Promise<void> {
    const isReady = async (): Promise<boolean> => {
      const { ListenerState: state, Failure: failure, Servers: servers } = await this.state();
      if (failure) throw new CommandFailure(`the listener cannot be started: ${failure.Message}`);
      return state === 'running' && servers.every((server) => server.ServerHealthStatus === 'normal');
    };
    if (await until(isReady, { withinMs: READY_WITHIN_MS, signal })) return;
    throw new CommandFailure(`the listener was not ready within ${READY_WITHIN_MS / 1000} s`);
  }
}

async function build(
  client: ApiClient,
  { master, slave, detection, listenerPort }: SceneOptions,
): Promise<Ids> {
  for (const { name, host } of [master, slave]) {
    await client.call('RegisterServer', { ServerId: name, Address: host });
  }
  const { LoadBalancerId: loadBalancerId } = await client.call('CreateLoadBalancer', {
    ...REGION,
    LoadBalancerName: 'demo',
  });
  const member = ({ name, port }: BackendSpec, role: string): object => ({
    ServerId: name,
    Port: String(port),
    Weight: '100',
    ServerType: role,
  });
  const { MasterSlaveServerGroupId: groupId } = await client.call('CreateMasterSlaveServerGroup', {
    ...REGION,
    LoadBalancerId: loadBalancerId,
    MasterSlaveServerGroupName: 'demo',
    MasterSlaveBackendServers: JSON.stringify([member(master, 'Master'), member(slave, 'Slave')]),
    DetectionMode: detection,
    // Two failures within half a minute are what this is for; in production the return would be held.
    FlapDamping: 'off',
  });
  const listener = { ...REGION, LoadBalancerId: loadBalancerId, ListenerPort: String(listenerPort) };
  await client.call('CreateLoadBalancerTCPListener', {
    ...listener,
    Bandwidth: '-1',
    MasterSlaveServerGroupId: groupId,
    healthCheckInterval: '1',
    HealthCheckConnectTimeout: '1',
    HealthyThreshold: '2',
    UnhealthyThreshold: '2',
  });
  await client.call('StartLoadBalancerListener', listener);
  return { loadBalancerId, groupId };
}
