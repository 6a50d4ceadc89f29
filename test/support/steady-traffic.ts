/** Clients of several listeners at once: connections that stay and talk now and then, and new ones at a fixed rate. */
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import type { ConnectionRecord } from '../../src/cli/demo/records.ts';
import { eventually, pause } from './eventually.ts';
import { Load, LoadReport } from './open-loop.ts';
import { type Destination, RedisConnection } from './redis.ts';

/** Each of the connections that stay says something once in so long. */
const TALK_EVERY_MS = 2_000;
const SLICES = 40;
/** As many connects under way as a backlog surely holds. */
const OPEN_AT_A_TIME = 100;
/** Connections in a row that tell who serves now. */
const ENOUGH = 40;

export interface Share {
  readonly target: Destination;
  readonly held: number;
  readonly newPerSecond: number;
}

interface Held {
  readonly connection: RedisConnection;
  /** Who answered first, and must go on answering. */
  readonly server: string;
}

export class SteadyTraffic {
  readonly #loads: readonly Load[];
  readonly #held: readonly Held[];
  /** What the connections that stay met, beside the right answer. */
  readonly #broken: string[] = [];
  #asked = 0;
  #talking: Promise<void>;
  #closed = false;

  private constructor(loads: readonly Load[], held: readonly Held[]) {
    this.#loads = loads;
    this.#held = held;
    this.#talking = this.#talk();
  }

  static async start(shares: readonly Share[]): Promise<SteadyTraffic> {
    const held: Held[] = [];
    for (const share of shares) held.push(...(await hold(share)));
    const loads = shares.map(({ target, newPerSecond }) => Load.start(target, newPerSecond));
    return new SteadyTraffic(loads, held);
  }

  /** New connections of one share since then, ended ones only. */
  recordsOf(share: number, sinceMs: number): readonly ConnectionRecord[] {
    return this.#loads[share]?.records.filter(({ startedMs }) => startedMs >= sinceMs) ?? [];
  }

  /** Resolves when the latest connections of the share have been served by exactly these. */
  async untilServedBy(share: number, names: readonly string[]): Promise<void> {
    const sinceMs = hostNowMs();
    const expected = [...names].sort().join(', ');
    await eventually(() => {
      const latest = this.recordsOf(share, sinceMs).slice(-ENOUGH);
      const served = [...new Set(latest.map(({ server, outcome }) => server ?? outcome))].sort().join(', ');
      if (latest.length < ENOUGH || served !== expected)
        throw new Error(`served by ${served}, not ${expected}`);
    }, 'process');
  }

  /** Lets every connection that stays answer, then says what everybody has met since then. */
  async report(
    sinceMs: number,
  ): Promise<{ readonly arrivals: LoadReport; readonly broken: readonly string[] }> {
    await Promise.all(this.#held.map((each) => this.#ask(each)));
    const arrivals = new LoadReport(this.#loads.flatMap((_, share) => this.recordsOf(share, sinceMs)));
    return { arrivals, broken: this.#broken };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#talking;
    for (const { connection } of this.#held) connection.close();
    await Promise.all(this.#loads.map((load) => load.close()));
  }

  async #talk(): Promise<void> {
    for (let slice = 0; !this.#closed; slice = (slice + 1) % SLICES) {
      const turn = this.#held.filter((_, n) => n % SLICES === slice);
      await Promise.all([...turn.map((each) => this.#ask(each)), pause(TALK_EVERY_MS / SLICES)]);
    }
  }

  readonly #asking = new Map<Held, Promise<void>>();

  /** One question at a time; one that is under way counts. */
  #ask(held: Held): Promise<void> {
    const asking = this.#asking.get(held) ?? this.#askOnce(held).finally(() => this.#asking.delete(held));
    this.#asking.set(held, asking);
    return asking;
  }

  async #askOnce({ connection, server }: Held): Promise<void> {
    this.#asked += 1;
    // Something of its own each time: an answer that belongs to another question would be noticed.
    const word = `${server}-${this.#asked}`;
    const [name, echoed] = [
      await connection.whoami().catch(String),
      await connection.ask(`ECHO ${word}`).catch(String),
    ];
    if (name !== server) this.#broken.push(`${name} instead of ${server}`);
    if (echoed !== word) this.#broken.push(`${echoed} instead of ${word}`);
  }
}

async function hold({ target, held: count }: Share): Promise<readonly Held[]> {
  const held: Held[] = [];
  while (held.length < count) {
    const some = Array.from({ length: Math.min(OPEN_AT_A_TIME, count - held.length) }, async () => {
      const connection = await RedisConnection.open(target);
      return { connection, server: await connection.whoami() };
    });
    held.push(...(await Promise.all(some)));
  }
  return held;
}
