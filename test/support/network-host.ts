/**
 * A host of its own in a network namespace, whose cable can be pulled: then it is silent in both directions, with no
 * refusal, no ICMP message and no reset from anybody, which no process on the same host can be.
 */
import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { pause } from './eventually.ts';
import { programPath } from './server-process.ts';

const run = promisify(execFile);
const PREFIX = 'hs-';
const START_MS = 100;
let made = 0;

/** Undefined when hosts can be made here; otherwise the reason to skip with. Tries it, since containers forbid it. */
export async function whyNoNetworkHosts(): Promise<string | undefined> {
  const what = 'a silent host needs network namespaces';
  if (process.getuid?.() !== 0) return `${what}, which only root may make`;
  if (programPath('ip') === undefined) return `${what}: ip is not installed (Debian: iproute2)`;
  try {
    const host = await NetworkHost.create();
    await host.close();
    return undefined;
  } catch (error) {
    return `${what}: ${error instanceof Error ? error.message.trim() : String(error)}`;
  }
}

export class NetworkHost {
  /** Where its servers listen. */
  readonly address: string;
  /** Put before a command, it runs on this host. */
  readonly prefix: readonly string[];
  readonly #namespace: string;

  private constructor(namespace: string, address: string) {
    this.#namespace = namespace;
    this.address = address;
    this.prefix = ['ip', 'netns', 'exec', namespace];
  }

  static async create(): Promise<NetworkHost> {
    await removeLeftovers();
    made += 1;
    const namespace = `${PREFIX}${process.pid}-${made}`;
    const near = `${namespace}n`;
    // A network of two addresses within the range for tests of network devices (RFC 2544).
    const network = `198.18.${randomInt(0, 256)}.${4 * randomInt(0, 64)}`;
    const [nearAddress, address] = [1, 2].map((host) =>
      network.replace(/\d+$/, (last) => String(Number(last) + host)),
    );
    const host = new NetworkHost(namespace, address ?? '');
    try {
      await ip('netns', 'add', namespace);
      await ip('link', 'add', near, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
      await ip('addr', 'add', `${nearAddress}/30`, 'dev', near);
      await ip('link', 'set', near, 'up');
      await ip('-n', namespace, 'addr', 'add', `${address}/30`, 'dev', 'eth0');
      await ip('-n', namespace, 'link', 'set', 'eth0', 'up');
      await ip('-n', namespace, 'link', 'set', 'lo', 'up');
      // Without this the kernel would say "no route to host" after three seconds without an answer to ARP.
      await ip(
        'neigh',
        'replace',
        host.address,
        'lladdr',
        await host.#hardwareAddress(),
        'nud',
        'permanent',
        'dev',
        near,
      );
    } catch (error) {
      // Of two failures the first is the cause.
      await host.close().catch(() => undefined);
      throw error;
    }
    return host;
  }

  /** Pulls the cable. */
  async silence(): Promise<FaultTimes> {
    // The start of a program takes longer than what is measured here; this one has started and waits for its order.
    const batch = spawn('ip', ['-n', this.#namespace, '-batch', '-'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      batch.once('exit', resolve);
      batch.once('error', reject);
    });
    await pause(START_MS);
    const beginMs = hostNowMs();
    batch.stdin.end('link set eth0 down\n');
    const code = await ended;
    const endMs = hostNowMs();
    if (code !== 0) throw new Error(`ip link set down: ${code}`);
    return { beginMs, endMs };
  }

  /** Puts the cable back. */
  async speak(): Promise<void> {
    await ip('-n', this.#namespace, 'link', 'set', 'eth0', 'up');
  }

  /** One more address of this host, as balancers have them: on no network, reached through the host's own. */
  async addVirtualAddress(): Promise<string> {
    const address = this.address.replace(/^198\.18\./, '198.19.');
    await ip('-n', this.#namespace, 'addr', 'add', `${address}/32`, 'dev', 'lo');
    await ip('route', 'add', `${address}/32`, 'via', this.address);
    return address;
  }

  /** The pair of devices goes with the namespace, and routes with the devices. Processes in it must have ended. */
  async close(): Promise<void> {
    await ip('netns', 'del', this.#namespace);
  }

  async #hardwareAddress(): Promise<string> {
    const shown = await ip('-n', this.#namespace, 'link', 'show', 'eth0');
    return /link\/ether (\S+)/.exec(shown)?.[1] ?? '';
  }
}

async function ip(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('ip', args);
  return stdout;
}

/** Namespaces of a test run that was killed; those of runs that still go on stay. */
async function removeLeftovers(): Promise<void> {
  const names = (await ip('netns', 'list')).split('\n').map((line) => line.split(' ')[0] ?? '');
  for (const name of names) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-\\d+$`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await ip('netns', 'del', name);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
