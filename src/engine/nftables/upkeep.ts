/**
 * Notices when somebody else changes our tables. The kernel numbers its transactions, so as long as the number is the
 * one that our own last change left, nothing has to be looked at; else our tables are compared with what they were.
 */
import { createHash } from 'node:crypto';
import type { Clock, Timer } from '../../lib/clock.ts';
import type { NftTransport } from './transport/transport.ts';
import { NftRefusal } from './transport/transport.ts';
import { tableName } from './names.ts';

export interface UpkeepOptions {
  readonly clock: Clock;
  readonly transport: NftTransport;
  /** The number of the last transaction, whoever made it. */
  readonly generation: () => Promise<number>;
  /** Whether the listeners are there, for when there is no earlier text to compare with. */
  readonly looksRight: () => Promise<boolean>;
  readonly onTampered: () => void;
  /** A look that could not be taken; the next one follows. */
  readonly onFailed: (error: unknown) => void;
}

/** How long a change by somebody else may stay. */
const intervalMs = 1000;
/** Our own change is looked at this soon: until then one by somebody else could be taken for a part of it. */
const afterOwnMs = 50;
/** Looks may take one part in so many of the time: ten thousand listeners are a long text. */
const share = 10;

/** A transport whose changes are known to be ours. */
export class Upkeep implements NftTransport {
  readonly how: string;
  readonly #options: UpkeepOptions;
  #timer: Timer | undefined;
  /** Undefined: somebody else may have changed something. */
  #generation: number | undefined;
  /** Of our tables, as our own last change left them; undefined: not looked at since. */
  #digest: string | undefined;
  #ownChanges = 0;
  #underWay = 0;
  #closed = false;
  #lookMs = 0;
  #looking = false;

  constructor(options: UpkeepOptions) {
    this.#options = options;
    this.how = options.transport.how;
    this.#lookIn(intervalMs);
  }

  async run(text: string): Promise<void> {
    const before = this.#generation;
    this.#digest = undefined;
    this.#ownChanges += 1;
    this.#underWay += 1;
    try {
      await this.#options.transport.run(text);
    } finally {
      this.#underWay -= 1;
    }
    const now = await this.#options.generation();
    // Two that run side by side see each other as somebody else, which costs a look.
    this.#generation = before !== undefined && now === before + 1 ? now : undefined;
    if (!this.#looking) this.#lookIn(afterOwnMs);
  }

  list(command: string): Promise<string> {
    return this.#options.transport.list(command);
  }

  show(command: string): Promise<string> {
    return this.#options.transport.show(command);
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#options.transport.close();
  }

  #lookIn(ms: number): void {
    if (this.#closed) return;
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(Math.max(ms, this.#lookMs * share), () => void this.#tend());
  }

  async #tend(): Promise<void> {
    const { clock, onFailed } = this.#options;
    const beganMs = clock.monotonic();
    this.#looking = true;
    let nextMs = intervalMs;
    try {
      await this.#look();
      // A change of ours came in between.
      if (this.#digest === undefined) nextMs = afterOwnMs;
    } catch (error) {
      if (!this.#closed) onFailed(error);
    }
    this.#looking = false;
    this.#lookMs = clock.monotonic() - beganMs;
    this.#lookIn(nextMs);
  }

  async #look(): Promise<void> {
    const { generation: readGeneration, looksRight, onTampered } = this.#options;
    if (this.#underWay > 0) return;
    const ownChanges = this.#ownChanges;
    const generation = await readGeneration();
    const untouched = generation === this.#generation;
    if (untouched && this.#digest !== undefined) return;
    const digest = await this.#digestNow();
    const right = untouched || (this.#digest === undefined ? await looksRight() : digest === this.#digest);
    if (ownChanges !== this.#ownChanges) return;
    this.#generation = generation;
    this.#digest = digest;
    if (!right) onTampered();
  }

  async #digestNow(): Promise<string> {
    const hash = createHash('sha256');
    for (const family of ['ip', 'ip6'])
      hash.update(withoutPins(await this.#show(`list table ${family} ${tableName}`)));
    return hash.digest('hex');
  }

  async #show(command: string): Promise<string> {
    try {
      return await this.show(command);
    } catch (error) {
      // There is no such table.
      if (error instanceof NftRefusal) return '';
      throw error;
    }
  }
}

/** Sets that packets fill, of clients that stay with their server, change without anybody's doing. */
function withoutPins(text: string): string {
  return text
    .split('\n\t}')
    .filter((block) => !block.includes('flags dynamic'))
    .join();
}
