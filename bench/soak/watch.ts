/** Looks at the engine and its process while they run: figures, and what of them may not be. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import type { ChildEngine } from '../../src/engine/embedded/engine.ts';
import type { ListenerStats } from '../../src/engine/engine.ts';
import { pssKilobytes } from '../bed/process-memory.ts';
import type { Sample } from './results.ts';

const growing = [
  'newConnections',
  'failedConnections',
  'droppedConnections',
  'fallbacks',
  'bytesFromClients',
  'bytesToClients',
  'packetsFromClients',
  'packetsToClients',
] as const satisfies readonly (keyof ListenerStats)[];

export class Watch {
  readonly #engine: ChildEngine;
  readonly #pid: number;
  readonly #violation: (what: string) => void;
  readonly #sinceMs = performance.now();
  #last = new Map<string, ListenerStats>();
  /** Sums over listeners that are gone, of what they last had. */
  #connectionsBefore = 0;

  constructor(engine: ChildEngine, violation: (what: string) => void) {
    this.#engine = engine;
    this.#violation = violation;
    this.#pid = engine.processId ?? 0;
  }

  /** Rejects when the engine does not answer. */
  async sample(open: number): Promise<Sample> {
    const stats = await this.#engine.stats();
    if (this.#engine.processId !== this.#pid)
      this.#violation(`the engine process is another one: ${this.#engine.processId}, not ${this.#pid}`);
    for (const each of stats) this.#check(each);
    const now = new Map(stats.map((each) => [each.key, each]));
    for (const [key, { newConnections }] of this.#last)
      if (!now.has(key)) this.#connectionsBefore += newConnections;
    this.#last = now;
    return {
      seconds: (performance.now() - this.#sinceMs) / 1_000,
      ...descriptorsOf(this.#pid),
      pssKb: pssKilobytes([this.#pid]),
      rssKb: residentKilobytes(this.#pid),
      live: stats.reduce((sum, { activeConnections }) => sum + activeConnections, 0),
      open,
      connections: stats.reduce((sum, each) => sum + each.newConnections, this.#connectionsBefore),
    };
  }

  #check(stats: ListenerStats): void {
    const { key, targets, activeConnections } = stats;
    const before = this.#last.get(key);
    for (const name of growing)
      if (before !== undefined && stats[name] < before[name])
        this.#violation(`${key}: ${name} went from ${before[name]} to ${stats[name]}`);
    const negative = [stats, ...targets].some((each) => each.activeConnections < 0);
    if (negative) this.#violation(`${key}: fewer than no connections`);
    const ofTargets = targets.reduce((sum, target) => sum + target.activeConnections, 0);
    if (ofTargets > activeConnections)
      this.#violation(`${key}: ${ofTargets} connections of targets, ${activeConnections} of the listener`);
  }
}

function descriptorsOf(pid: number): Pick<Sample, 'descriptors' | 'pipeEnds'> {
  const folder = `/proc/${pid}/fd`;
  const kinds = readdirSync(folder).map((name) => kindOf(`${folder}/${name}`));
  const pipeEnds = kinds.filter((kind) => kind.startsWith('pipe:')).length;
  const gone = kinds.filter((kind) => kind === 'gone').length;
  return { descriptors: kinds.length - pipeEnds - gone, pipeEnds };
}

/** What it leads to: `socket:[…]`, `pipe:[…]`, a file. Between two looks it may have been closed. */
function kindOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return 'gone';
  }
}

function residentKilobytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
