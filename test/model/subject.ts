/** The service under test: the built program on a data folder of its own, which outlives its processes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../../src/client/api-client.ts';
import { ApiFailure, Unreachable } from '../../src/client/failures.ts';
import { type RunningService, Services } from '../support/service.ts';
import { configuredServers, quotas } from './account.ts';
import type { Call, Outcome } from './call.ts';

/** What must never stand in the log: bugs, and work that was given up. */
const alarms = ['api_failure', 'background_task_failed', 'state_not_written', 'health_listener_failed'];

export class Subject {
  readonly #services = new Services();
  readonly #dataDir = this.#services.newDataDir();
  readonly #engineMode: 'process' | 'inline';
  #service: RunningService | undefined;
  #client: ApiClient | undefined;
  /** Of all processes so far. */
  #alarmed: string[] = [];

  constructor(engineMode: 'process' | 'inline') {
    this.#engineMode = engineMode;
    const config = { quotas, servers: configuredServers };
    writeFileSync(this.#configFile, JSON.stringify(config));
  }

  get dataDir(): string {
    return this.#dataDir;
  }

  get client(): ApiClient {
    if (!this.#client) throw new Error('the service is not running');
    return this.#client;
  }

  async start(): Promise<void> {
    this.#service = await this.#services.start({
      dataDir: this.#dataDir,
      flags: [`--config=${this.#configFile}`, `--engine-mode=${this.#engineMode}`, '--stop-drain-seconds=0'],
    });
    const { endpoint, accessKeyId: id, accessKeySecret: secret } = this.#service;
    this.#client = new ApiClient({ endpoint: new URL(endpoint), accessKey: { id, secret } });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#service?.stop(signal);
    this.#client?.close();
    this.#alarmed.push(...this.#alarmsNow());
    this.#service = undefined;
    this.#client = undefined;
  }

  async make({ action, parameters }: Call): Promise<Outcome> {
    try {
      return { kind: 'answer', answer: await this.client.call(action, parameters) };
    } catch (error) {
      if (error instanceof ApiFailure) return { kind: 'refused', code: error.code };
      if (error instanceof Unreachable) return { kind: 'unknown' };
      throw error;
    }
  }

  /** Lines of the log that must not be there. */
  alarms(): readonly string[] {
    return [...this.#alarmed, ...this.#alarmsNow()];
  }

  close(): Promise<void> {
    this.#client?.close();
    return this.#services.close();
  }

  get #configFile(): string {
    return join(this.#dataDir, 'model.json');
  }

  #alarmsNow(): readonly string[] {
    const lines = this.#service?.output().split('\n') ?? [];
    return lines.filter((line) => alarms.some((word) => line.includes(`"${word}"`)));
  }
}
