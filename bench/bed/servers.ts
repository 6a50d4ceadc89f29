/** What stands behind the balancers, the same on both servers: HTTP, iperf3, and echo and sink of the load generator. */
import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../test/support/eventually.ts';
import { peerFile } from '../peers/peer-file.ts';
import { addresses, type Bed, layouts } from './bed.ts';
import type { Host } from './host.ts';

/** Ports of the servers, by what is behind them. `echo` is for TCP and UDP, `sink` for UDP. */
export const serverPorts = { http: 80, bulk: 5201, echo: 7000, sink: 7001 } as const;
export type Door = keyof typeof serverPorts;

export const serverNames = ['server1', 'server2'] as const;
export type ServerName = (typeof serverNames)[number];

/** The first byte of every body; 128 bytes in all. */
export const letters: Readonly<Record<ServerName, string>> = { server1: '1', server2: '2' };

export class Servers {
  readonly #bed: Bed;
  readonly #load: string;
  readonly #directory: string;
  readonly #http = new Map<ServerName, ChildProcess>();
  readonly #all = new Set<ChildProcess>();

  private constructor(bed: Bed, load: string, directory: string) {
    this.#bed = bed;
    this.#load = load;
    this.#directory = directory;
  }

  static async start(bed: Bed, load: string, directory: string): Promise<Servers> {
    const servers = new Servers(bed, load, directory);
    for (const name of serverNames) await servers.#startAll(name);
    return servers;
  }

  /** Resolves when it answers. */
  async startHttp(name: ServerName): Promise<void> {
    const prefix = join(this.#directory, name);
    mkdirSync(prefix, { recursive: true });
    const values = { port: String(serverPorts.http), body: letters[name].repeat(128) };
    const config = peerFile('server.conf', values, join(prefix, 'server.conf'));
    const child = this.#spawn(name, ['nginx', '-p', prefix, '-e', 'stderr', '-c', config]);
    this.#http.set(name, child);
    await this.#untilAnswered(name);
  }

  /** `kill -9`; connects are refused from then on. */
  async killHttp(name: ServerName): Promise<void> {
    const child = this.#http.get(name);
    if (!child) throw new Error(`${name} does not run`);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Not answering, but not gone: its processes stand still, the kernel goes on accepting. */
  freezeHttp(name: ServerName, frozen: boolean): void {
    this.#http.get(name)?.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
  }

  /** On these processors from now on. */
  async moveTo(cpus: string): Promise<void> {
    for (const { pid } of this.#all) await this.#bed.lb.run(['taskset', '-a', '-p', '-c', cpus, String(pid)]);
  }

  async #startAll(name: ServerName): Promise<void> {
    await this.startHttp(name);
    this.#spawn(name, ['iperf3', '-s', '-p', String(serverPorts.bulk)]);
    const child = this.#spawn(
      name,
      [this.#load, 'serve', String(serverPorts.echo), String(serverPorts.sink)],
      true,
    );
    if (child.stdout) await once(child.stdout, 'data');
  }

  #spawn(name: ServerName, command: readonly string[], heard = false): ChildProcess {
    const host: Host = this.#bed[name];
    const stdio = ['ignore', heard ? 'pipe' : 'ignore', 'inherit'] as const;
    const child = host.spawn(command, { cpus: layouts.oneCore.ends, stdio: [...stdio] });
    this.#all.add(child);
    child.once('exit', () => this.#all.delete(child));
    return child;
  }

  async #untilAnswered(name: ServerName): Promise<void> {
    await eventually(async () => {
      const command = [this.#load, 'open', addresses[name], String(serverPorts.http), '1', '1', '1000'];
      const output = await this.#bed.client.run(command);
      if (!output.includes('answered')) throw new Error(`${name} does not answer: ${output}`);
    }, 'process');
  }
}
