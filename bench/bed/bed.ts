/**
 * The test bed: client – lb – server1, server2, each a network namespace, joined by veth pairs. The balancer's host is
 * the namespace of this program itself, which has moved into one of its own (re-execute.ts), so that engines, the
 * service and its API are reached from here directly. Direct traffic is routed through lb by plain IP forwarding.
 */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { Host } from './host.ts';

export const addresses = {
  client: '10.80.1.2',
  balancer: '10.80.1.1',
  /** Where balancers listen. */
  virtual: '10.80.1.100',
  server1: '10.80.2.2',
  server2: '10.80.3.2',
} as const;

/** The last processor: interrupts and the rest of the machine tend to be on the first. */
const last = cpus().length - 1;

/** Where what runs: everything on one core, where the rate is 1 / (processor time of the whole path); or balancer alone. */
export const layouts = {
  oneCore: { ends: String(last), balancer: String(last), idle: last > 0 ? 0 : undefined },
  balancerAlone: { ends: String(Math.max(0, last - 1)), balancer: String(last), idle: undefined },
} as const;
export type Layout = keyof typeof layouts;

/** Per namespace. Some do not exist in an unprivileged one; those are noted, and the conditions name them. */
const settings = {
  all: { 'ipv4/ip_local_port_range': '1024 65535', 'core/somaxconn': '16384' },
  // Entries in TIME_WAIT of another path to the same server, with other timestamps, would hold up new connections (PAWS).
  servers: { 'ipv4/tcp_max_tw_buckets': '0' },
  balancer: { 'ipv4/ip_forward': '1' },
} as const;

export class Bed {
  readonly client: Host;
  readonly lb: Host;
  readonly server1: Host;
  readonly server2: Host;
  /** Settings that this machine did not let us make. */
  readonly missedSettings: readonly string[];
  readonly #children: Set<ChildProcess>;

  private constructor(
    hosts: readonly [Host, Host, Host, Host],
    missed: readonly string[],
    children: Set<ChildProcess>,
  ) {
    [this.client, this.lb, this.server1, this.server2] = hosts;
    this.missedSettings = missed;
    this.#children = children;
  }

  static async build(): Promise<Bed> {
    const children = new Set<ChildProcess>();
    const nice = mayBeNice();
    const lb = new Host('lb', undefined, children, nice);
    await lb.run(['ip', 'link', 'set', 'lo', 'up']);
    const client = await newHost('client', lb, children, nice);
    const server1 = await newHost('server1', lb, children, nice);
    const server2 = await newHost('server2', lb, children, nice);
    await join(lb, client, '10.80.1');
    await join(lb, server1, '10.80.2');
    await join(lb, server2, '10.80.3');
    await lb.run(['ip', 'addr', 'add', `${addresses.virtual}/32`, 'dev', 'client']);
    const missed = await Promise.all([
      applySettings(lb, { ...settings.all, ...settings.balancer }),
      applySettings(client.host, settings.all),
      applySettings(server1.host, { ...settings.all, ...settings.servers }),
      applySettings(server2.host, { ...settings.all, ...settings.servers }),
    ]);
    const hosts = [client.host, lb, server1.host, server2.host] as const;
    return new Bed([...hosts], [...new Set(missed.flat())], children);
  }

  /** Ends what still runs; the namespaces end with their last process. */
  async close(): Promise<void> {
    const living = [...this.#children];
    const ended = living.map((child) => once(child, 'exit'));
    for (const child of living) child.kill('SIGKILL');
    await Promise.all(ended);
  }
}

interface Held {
  readonly host: Host;
  readonly holder: number;
}

/** A namespace lives as long as a process in it: one that reads a pipe which never says anything. */
async function newHost(name: string, lb: Host, children: Set<ChildProcess>, nice: boolean): Promise<Held> {
  const child = lb.spawn(['unshare', '-n', 'sh', '-c', 'echo ready; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout === null || child.pid === undefined) throw new Error('unshare was not started');
  await once(child.stdout, 'data');
  return { host: new Host(name, child.pid, children, nice), holder: child.pid };
}

/** On lb the link has the name of the host at its other end, where it is eth0. */
async function join(lb: Host, { host, holder }: Held, network: string): Promise<void> {
  const peer = ['peer', 'name', 'eth0', 'netns', String(holder)];
  await lb.run(['ip', 'link', 'add', host.name, 'type', 'veth', ...peer]);
  await lb.run(['ip', 'addr', 'add', `${network}.1/24`, 'dev', host.name]);
  await lb.run(['ip', 'link', 'set', host.name, 'up']);
  await host.run(['ip', 'link', 'set', 'lo', 'up']);
  await host.run(['ip', 'addr', 'add', `${network}.2/24`, 'dev', 'eth0']);
  await host.run(['ip', 'link', 'set', 'eth0', 'up']);
  await host.run(['ip', 'route', 'add', 'default', 'via', `${network}.1`]);
}

/** Returns the names of those that could not be made. */
async function applySettings(
  host: Host,
  values: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const write = ['sh', '-c', 'echo "$1" > "$0"', `/proc/sys/net/${name}`, value];
    await host.run(write).catch(() => missed.push(`${host.name}: net/${name}`));
  }
  return missed;
}

function mayBeNice(): boolean {
  return spawnSync('nice', ['-n', '-19', 'sh', '-c', 'test "$(nice)" -lt 0']).status === 0;
}
