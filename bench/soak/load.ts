/**
 * The clients of the soak: connections of every kind and UDP flows, begun at fixed rates whatever became of those before.
 * Argument: doors and seed, as JSON; orders come by IPC, and every second it says what its clients have met.
 */
import { pause } from '../../test/support/eventually.ts';
import { Random } from '../../test/support/random.ts';
import type { Door, LoadCounts, LoadJournal, LoadMessage, LoadOrder, Outcome } from './messages.ts';
import { runFlow } from './flow.ts';
import { type Kind } from './parts.ts';
import { runVisit } from './visit.ts';

export interface LoadTask {
  readonly doors: readonly Door[];
  readonly seed: number;
}

/** New ones a second. */
const rates: Readonly<Record<Kind | 'flow' | 'banned', number>> = {
  short: 250,
  keepAlive: 10,
  bulk: 3,
  halfClose: 15,
  reset: 15,
  slowReader: 4,
  chaos: 20,
  silent: 8,
  flow: 12,
  banned: 2,
};
const TICK_MS = 10;
const TELL_EVERY_MS = 1_000;

const { doors, seed } = readTask(process.argv[2]);
const random = new Random(seed);
const counts: {
  connections: Record<string, Partial<Record<Outcome, number>>>;
  bytesHeard: number;
  open: number;
} = {
  connections: {},
  bytesHeard: 0,
  open: 0,
};
let beginning: NodeJS.Timeout | undefined;

function readTask(text: string | undefined): LoadTask {
  const task: LoadTask = JSON.parse(text ?? '');
  return task;
}

function say(message: LoadMessage): void {
  process.send?.(message);
}

const journal: LoadJournal = {
  count(kind: string, outcome: Outcome): void {
    const row = (counts.connections[kind] ??= {});
    row[outcome] = (row[outcome] ?? 0) + 1;
  },
  heard(bytes: number): void {
    counts.bytesHeard += bytes;
  },
  violation(what: string): void {
    say({ kind: 'violation', what });
  },
};
type Errand = keyof typeof rates;

async function runOne(errand: Errand): Promise<void> {
  const door = random.pick(doors.filter((each) => suits(each, errand)));
  if (door === undefined) return;
  counts.open += 1;
  try {
    if (errand === 'flow') await runFlow(door, random, journal);
    else if (errand === 'banned') await runVisit({ door, kind: 'short', banned: true }, random, journal);
    else await runVisit({ door, kind: errand, banned: false }, random, journal);
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    journal.violation(`a client failed: ${why}`);
  } finally {
    counts.open -= 1;
  }
}

function suits({ protocol, bans }: Door, errand: Errand): boolean {
  if (errand === 'banned') return bans;
  return (protocol === 'udp') === (errand === 'flow');
}

function begin(): void {
  const sinceMs = performance.now();
  const begun = new Map<string, number>();
  beginning = setInterval(() => {
    const seconds = (performance.now() - sinceMs) / 1_000;
    for (const [what, rate] of Object.entries(rates)) {
      for (let n = begun.get(what) ?? 0; n < seconds * rate; n += 1) {
        begun.set(what, n + 1);
        void runOne(what as Errand);
      }
    }
  }, TICK_MS);
}

process.on('message', (order: LoadOrder) => {
  if (order.kind === 'begin') begin();
  else clearInterval(beginning);
});
process.on('disconnect', () => process.exit(0));

say({ kind: 'counts', counts });
for (;;) {
  await pause(TELL_EVERY_MS);
  say({ kind: 'counts', counts: counts satisfies LoadCounts });
}
