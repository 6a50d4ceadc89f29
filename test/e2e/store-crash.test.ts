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
  let worstReopenMs = 0;
  let reopened = 0;

  try {
    for (let kill = 0; kill < kills; kill++) {
      // Now and then already while it starts and recovers what the last one left.
      const killAfterMs = random() < 0.15 ? { spawn: 30 + random() * 70 } : { ready: 10 + random() * 110 };
      for (const line of await runAndKill(program, directory, workerUrl, killAfterMs)) {
        if (line.kind === 'acknowledged') ledger.acknowledge(line);
        else {
          ledger.check(line.slots, line.revision);
          expect(line.leftovers).toEqual([]);
          worstReopenMs = Math.max(worstReopenMs, line.openMs);
          reopened += 1;
        }
      }
    }
    const begun = performance.now();
    const store = await openSqliteStore({ directory, workerUrl });
    worstReopenMs = Math.max(worstReopenMs, performance.now() - begun);
    try {
      const { entries, revision } = await store.list('');
      ledger.check(toSlots(entries), revision);
      await checkHistory(store, revision);
    } finally {
      await store.close();
    }
  } catch (error) {
    throw new Error(`failed with STORE_CRASH_SEED=${seed}`, { cause: error });
  }

  console.log(
    `${kills} kills, ${ledger.count} acknowledged changes, ${reopened} reports, worst reopening ${worstReopenMs.toFixed(0)} ms`,
  );
  expect(worstReopenMs).toBeLessThan(maxReopenMs);
  expect(reopened).toBeGreaterThan(kills / 2);
  expect(ledger.count).toBeGreaterThan(kills * slotCount);
});

/** What has been acknowledged so far, and whether what is found agrees with it. */
class Ledger {
  readonly #numbers = new Array<number>(slotCount).fill(0);
  #revision = 0;
  count = 0;

  acknowledge({ slot, number, revision }: Acknowledged): void {
    this.#numbers[slot] = number;
    this.#revision = Math.max(this.#revision, revision);
    this.count += 1;
  }

  check(slots: readonly Slot[], revision: number): void {
    expect(revision).toBeGreaterThanOrEqual(this.#revision);
    expect(slots.length).toBe(slotCount);
    slots.forEach((slot, index) => {
      const acknowledged = this.#numbers[index] ?? 0;
      const found = slot.a ?? 0;
      // One change per slot may have been durable before the kill kept it from being acknowledged.
      expect([acknowledged, acknowledged + 1], `slot ${index}`).toContain(found);
      expect(slot, `slot ${index}`).toEqual(wholeSlot(found));
      this.#numbers[index] = found;
    });
    this.#revision = revision;
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
