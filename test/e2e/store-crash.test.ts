/**
 * The SQLite store under `kill -9`: a process that commits as fast as it can is killed 200 times, in the middle of
 * starting or of writing, on one data folder. After every kill the next process reports what it found.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Batch, Store } from '../../src/store/store.ts';
import { buildStoreWorker, bundle } from '../support/build-worker.ts';
import { slotCount, toNumber, toSlots } from '../support/store-crash-slots.ts';
import type { Acknowledged, Ready, Slot } from '../support/store-crash-slots.ts';

const kills = 200;
const maxReopenMs = 2_000;

let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotspare-crash-'));
});

afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

it('loses no acknowledged write, halves none, and reopens quickly', { timeout: 170_000 }, async () => {
  const seed = Number(process.env['STORE_CRASH_SEED'] ?? Date.now() % 2 ** 31);
  const random = mulberry32(seed);
  const workerUrl = await buildStoreWorker();
  const program = fileURLToPath(await bundle('test/support/store-crash-writer.ts', 'store-crash-writer'));
  const directory = join(folder, 'data');
  const ledger = new Ledger();

  try {
    for (let kill = 0; kill < kills; kill++) {
      // Now and then already while it starts and recovers what the last one left.
      const killAfterMs = random() < 0.15 ? { spawn: 30 + random() * 70 } : { ready: 10 + random() * 110 };
      for (const line of await runAndKill(program, directory, workerUrl, killAfterMs)) {
        if (line.kind === 'acknowledged') ledger.acknowledge(line);
        else ledger.compare(line);
      }
      expect(ledger.complaints).toEqual([]);
    }
    const begun = performance.now();
    const store = await openSqliteStore({ directory, workerUrl });
    const openMs = performance.now() - begun;
    try {
      const { entries, revision } = await store.list('');
      ledger.compare({ openMs, revision, slots: toSlots(entries), leftovers: [] });
      await checkHistory(store, revision);
    } finally {
      await store.close();
    }
    expect(ledger.complaints).toEqual([]);
  } catch (error) {
    throw new Error(`failed with STORE_CRASH_SEED=${seed}`, { cause: error });
  }

  const { acknowledged, reopened, worstReopenMs } = ledger;
  console.log(
    `${kills} kills, ${acknowledged} acknowledged changes, ${reopened} reports, worst reopening ${worstReopenMs.toFixed(0)} ms`,
  );
  expect(worstReopenMs).toBeLessThan(maxReopenMs);
  expect(reopened).toBeGreaterThan(kills / 2);
  expect(acknowledged).toBeGreaterThan(kills);
});

/** What has been acknowledged so far, and everything found that does not agree with it. */
class Ledger {
  readonly complaints: string[] = [];
  acknowledged = 0;
  reopened = 0;
  worstReopenMs = 0;
  readonly #numbers: number[] = Array.from({ length: slotCount }, () => 0);
  #revision = 0;

  acknowledge({ slot, number, revision }: Acknowledged): void {
    this.#numbers[slot] = number;
    this.#revision = Math.max(this.#revision, revision);
    this.acknowledged += 1;
  }

  compare({ openMs, revision, slots, leftovers }: Omit<Ready, 'kind'>): void {
    this.reopened += 1;
    this.worstReopenMs = Math.max(this.worstReopenMs, openMs);
    if (revision < this.#revision) this.complaints.push(`revision ${revision} after ${this.#revision}`);
    if (leftovers.length > 0) this.complaints.push(`keys of a dead lease: ${leftovers.join()}`);
    for (const [index, last] of this.#numbers.entries()) this.#compareSlot(index, last, slots[index] ?? {});
    this.#revision = revision;
  }

  #compareSlot(index: number, last: number, slot: Slot): void {
    const found = slot.a ?? 0;
    // One change per slot may have been durable before the kill kept it from being acknowledged.
    if (found !== last && found !== last + 1) {
      this.complaints.push(`slot ${index}: acknowledged ${last}, found ${found}`);
    }
    if (!isDeepStrictEqual(slot, wholeSlot(found))) {
      this.complaints.push(`slot ${index}: half a change, ${JSON.stringify(slot)}`);
    }
    this.#numbers[index] = found;
  }
}

function wholeSlot(number: number): Slot {
  if (number === 0) return {};
  return number % 2 === 0
    ? { a: number, b: number, c: number, d: number }
    : { a: number, b: number, c: number };
}

/** The kept history ends at the newest revision, has no holes, and holds only whole changes. */
async function checkHistory(store: Store, newest: number): Promise<void> {
  const end = new AbortController();
  let expected = Math.max(0, newest - 5_000);
  for await (const batch of store.watch('', expected, end.signal)) {
    expected += 1;
    expect(batch.revision).toBe(expected);
    checkBatch(batch);
    if (batch.revision === newest) break;
  }
  end.abort();
  expect(expected).toBe(newest);
}

function checkBatch(batch: Batch): void {
  if (batch.puts.length === 0) {
    expect(batch.deletes.every((key) => key.startsWith('live/'))).toBe(true);
    return;
  }
  const numbers = new Set(batch.puts.map((entry) => toNumber(entry.value)));
  expect(numbers.size).toBe(1);
  // a, b, c, the key under the lease, and d or its deletion; the first change has no d to delete.
  const [number = 0] = numbers;
  expect(batch.puts.length + batch.deletes.length).toBe(number === 1 ? 4 : 5);
}

async function runAndKill(
  program: string,
  directory: string,
  workerUrl: URL,
  killAfterMs: { readonly spawn: number } | { readonly ready: number },
): Promise<(Ready | Acknowledged)[]> {
  const running = spawn(process.execPath, [program, directory, workerUrl.href], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = running;
  let complaints = '';
  running.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const kill = (): boolean => running.kill('SIGKILL');
  const lines: (Ready | Acknowledged)[] = [];
  createInterface({ input: running.stdout }).on('line', (line) => {
    const parsed = parseLine(line);
    if (parsed === undefined) return;
    lines.push(parsed);
    if (parsed.kind === 'ready' && 'ready' in killAfterMs) setTimeout(kill, killAfterMs.ready);
  });
  if ('spawn' in killAfterMs) setTimeout(kill, killAfterMs.spawn);
  const [code, signal] = await once(running, 'close');
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself (${code}): ${complaints}`);
  return lines;
}

/** Undefined for the last line when the kill cut it off: nobody was told what it would have said. */
function parseLine(line: string): Ready | Acknowledged | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
