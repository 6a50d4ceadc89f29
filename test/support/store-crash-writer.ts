/**
 * A program that writes to a SQLite store until it is killed. Several slots commit at the same time; every change of a
 * slot writes the same number to all its keys, so half a change would show. Prints one line of JSON when it is ready
 * (what it found) and one per acknowledged change.
 *
 * Arguments: data folder, URL of the built store thread.
 */
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Change, Precondition, Store } from '../../src/store/store.ts';
import { slotCount, toNumber, toSlots } from './store-crash-slots.ts';
import type { Acknowledged, Ready } from './store-crash-slots.ts';

function numbered(slot: number, number: number, precondition: Precondition, lease: string): Change {
  // Sizes from a few bytes to several database pages.
  const value = new TextEncoder().encode(`${number}${' '.repeat((number * 37 * (slot + 1)) % 900)}`);
  const big = new TextEncoder().encode(`${number}${' '.repeat(number % 16 === 0 ? 20_000 : 10)}`);
  return {
    preconditions: [precondition],
    writes: [
      { kind: 'put', key: `slot/${slot}/a`, value },
      { kind: 'put', key: `slot/${slot}/b`, value: big },
      { kind: 'put', key: `live/${slot}`, value, lease },
      number % 2 === 0
        ? { kind: 'put', key: `slot/${slot}/d`, value }
        : { kind: 'delete', key: `slot/${slot}/d` },
      { kind: 'put', key: `slot/${slot}/c`, value },
    ],
  };
}

async function write(store: Store, slot: number, lease: string): Promise<never> {
  const key = `slot/${slot}/a`;
  const found = await store.get(key);
  let number = found === undefined ? 0 : toNumber(found.value);
  let precondition: Precondition =
    found === undefined ? { kind: 'absent', key } : { kind: 'unchanged', key, revision: found.revision };
  for (;;) {
    number += 1;
    const revision = await store.commit(numbered(slot, number, precondition, lease));
    print({ kind: 'acknowledged', slot, number, revision });
    precondition = { kind: 'unchanged', key, revision };
  }
}

function print(line: Ready | Acknowledged): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function main(directory: string, workerUrl: URL): Promise<void> {
  const begun = performance.now();
  const store = await openSqliteStore({ directory, workerUrl });
  const openMs = performance.now() - begun;
  const { revision, entries } = await store.list('');
  const leftovers = entries.map((entry) => entry.key).filter((key) => key.startsWith('live/'));
  print({ kind: 'ready', openMs, revision, slots: toSlots(entries), leftovers });
  const lease = await store.lease(60_000);
  await Promise.all(Array.from({ length: slotCount }, (_, slot) => write(store, slot, lease.id)));
}

const [, , directory, workerUrl] = process.argv;
if (directory === undefined || workerUrl === undefined)
  throw new Error('needs a data folder and a thread URL');
await main(directory, new URL(workerUrl));
