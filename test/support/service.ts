/** The built program as a user starts it, in a process and a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually, within } from './eventually.ts';

export const program = fileURLToPath(new URL('../../dist/hotspare.js', import.meta.url));

export interface RunningService {
  readonly endpoint: string;
  readonly host: string;
  readonly port: number;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything that it wrote so far. */
  output(): string;
  /** From spawn to the first answer of /readyz. */
  readonly startedInMs: number;
  /** SIGTERM and wait; or another signal. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ServiceOptions {
  /** A folder kept from an earlier run; otherwise a new one, removed by `removeServices`. */
  readonly dataDir?: string;
  /** The same port again after a restart; otherwise a free one. */
  readonly port?: number;
  /** Where it listens; 127.0.0.1 by default. */
  readonly host?: string;
  /** Addresses of load balancers; loopback addresses of its own by default. */
  readonly pool?: string;
  /** Put before the command, to run it elsewhere. */
  readonly prefix?: readonly string[];
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The program as it was installed elsewhere. */
  readonly program?: string;
}

const accessKeyId = 'LTAItestkey';
const accessKeySecret = 'test-secret-of-the-end-to-end-suites';

/** Starts services and cleans up after them; one per test file, closed in `afterAll`. */
export class Services {
  readonly #running = new Set<RunningService>();
  readonly #folders = new Set<string>();
  /** Load balancer addresses of its own, so that files of tests cannot meet. */
  readonly pool = `127.${randomInt(64, 250)}.${randomInt(1, 255)}.0/24`;

  newDataDir(): string {
    const folder = mkdtempSync(join(tmpdir(), 'hotspare-e2e-'));
    this.#folders.add(folder);
    return folder;
  }

  async start(options: ServiceOptions = {}): Promise<RunningService> {
    const dataDir = options.dataDir ?? this.newDataDir();
    const startedAt = performance.now();
    const host = options.host ?? '127.0.0.1';
    const [command, ...before] = [...(options.prefix ?? []), process.execPath];
    const child = spawn(
      command,
      [
        ...before,
        options.program ?? program,
        'serve',
        `--listen=${host}:${options.port ?? 0}`,
        `--data-dir=${dataDir}`,
        `--address-pool=${options.pool ?? this.pool}`,
        '--log-format=json',
        '--stop-drain-seconds=1',
        ...(options.flags ?? []),
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          HOTSPARE_ACCESS_KEY_ID: accessKeyId,
          HOTSPARE_ACCESS_KEY_SECRET: accessKeySecret,
          ...options.environment,
        },
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const ended = exited.then((): never => {
      throw new Error(`the service ended with ${child.exitCode}: ${output}`);
    });
    const said = eventually(() => {
      const match = new RegExp(`http://${host}:\\d+`).exec(output);
      if (!match) throw new Error(`the service did not say its endpoint: ${output}`);
      return match[0];
    }, 'process');
    const endpoint = await Promise.race([said, ended]);
    // A later end is no surprise.
    ended.catch(() => undefined);
    await eventually(async () => {
      const answer = await fetch(`${endpoint}/readyz`);
      if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
    }, 'process');
    const service: RunningService = {
      endpoint,
      host,
      port: Number(new URL(endpoint).port),
      accessKeyId,
      accessKeySecret,
      dataDir,
      process: child,
      output: () => output,
      startedInMs: performance.now() - startedAt,
      stop: async (signal = 'SIGTERM') => {
        this.#running.delete(service);
        if (child.exitCode === null && child.signalCode === null) child.kill(signal);
        await within(exited, `the service to end by ${signal}`, 'process');
      },
    };
    this.#running.add(service);
    return service;
  }

  /** Ends every service and engine process, and removes the folders. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((service) => service.stop('SIGKILL').catch(() => undefined)));
    for (const folder of this.#folders) {
      killEnginesOf(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** An engine process outlives a killed service; a test must not leave it behind. */
function killEnginesOf(folder: string): void {
  const pid = enginePid(folder);
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Process id of the engine in charge of a data folder. */
export function enginePid(folder: string): number | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8'));
    return typeof record === 'object' && record !== null && 'pid' in record && typeof record.pid === 'number'
      ? record.pid
      : undefined;
  } catch {
    return undefined;
  }
}
