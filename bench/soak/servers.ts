/** The servers of the soak, and what may befall one of them. */
import { spawnSync } from 'node:child_process';
import { Child } from './child.ts';
import type { Door, LoadMessage, ServerOrder } from './messages.ts';
import type { ServerTask } from './server.ts';
import { addressOf } from './world.ts';

export const faultNames = ['killed', 'frozen', 'refusing', 'slow', 'silent', 'lossy'] as const;
export type FaultName = (typeof faultNames)[number];

/** Of all packets that a lossy server is sent. */
const LOSS_PERCENT = 30;

const filter = `table ip soak {
  set silent { type ipv4_addr; }
  set lossy { type ipv4_addr; }
  chain in {
    type filter hook input priority -200; policy accept;
    ip daddr @silent drop
    ip daddr @lossy numgen random mod 100 < ${LOSS_PERCENT} drop
  }
}`;

export class SoakServers {
  readonly #children = new Map<string, Child<ServerOrder>>();
  readonly #doors: readonly Door[];
  readonly #onMessage: (message: LoadMessage) => void;
  /** Faults that can be had here: without nft no packets are dropped. */
  readonly faults: readonly FaultName[];

  private constructor(doors: readonly Door[], onMessage: (message: LoadMessage) => void) {
    this.#doors = doors;
    this.#onMessage = onMessage;
    const filters = spawnSync('nft', ['-f', '-'], { input: filter }).status === 0;
    this.faults = faultNames.filter((name) => filters || (name !== 'silent' && name !== 'lossy'));
  }

  static async start(
    names: readonly string[],
    doors: readonly Door[],
    onMessage: (message: LoadMessage) => void,
  ): Promise<SoakServers> {
    const servers = new SoakServers(doors, onMessage);
    for (const name of names) await servers.#start(name);
    return servers;
  }

  async begin(fault: FaultName, server: string): Promise<void> {
    const child = this.#children.get(server);
    switch (fault) {
      case 'killed':
        return child?.kill();
      case 'frozen':
        return child?.freeze(true);
      case 'refusing':
        return child?.tell({ kind: 'refuse', on: true });
      case 'slow':
        return child?.tell({ kind: 'slow', on: true });
      case 'silent':
      case 'lossy':
        return nft(`add element ip soak ${fault} { ${addressOf(server)} }`);
    }
  }

  async mend(fault: FaultName, server: string): Promise<void> {
    const child = this.#children.get(server);
    switch (fault) {
      case 'killed':
        return this.#start(server);
      case 'frozen':
        return child?.freeze(false);
      case 'refusing':
        return child?.tell({ kind: 'refuse', on: false });
      case 'slow':
        return child?.tell({ kind: 'slow', on: false });
      case 'silent':
      case 'lossy':
        return nft(`delete element ip soak ${fault} { ${addressOf(server)} }`);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#children.values()].map((child) => child.kill()));
  }

  async #start(name: string): Promise<void> {
    const own = this.#doors.filter(({ members }) => members.includes(name));
    const task: ServerTask = { name, address: addressOf(name), doors: own };
    this.#children.set(name, await Child.start('server', task, this.#onMessage));
  }
}

function nft(command: string): void {
  const { status, stderr } = spawnSync('nft', [command], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`nft ${command}: ${stderr}`);
}
