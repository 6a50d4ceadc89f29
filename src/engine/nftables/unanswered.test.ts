import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { FakeClock } from '../../lib/fake-clock.ts';
import type { TrackedConnection } from '../../net/netlink/conntrack.ts';
import type { Sentence } from './sentence.ts';
import { Unanswered } from './unanswered.ts';

const place = { protocol: 'tcp', address: '192.0.2.1', port: 80 } as const;
const sentence: Sentence = { ...place, judge: ({ repliedTo }) => !repliedTo };

function connect(port: number, changes: Partial<TrackedConnection> = {}): TrackedConnection {
  const client = { address: '198.51.100.1', port };
  const id = Buffer.from([0, 0, port >> 8, port & 255]);
  const target = { address: '10.0.0.1', port: 8080 };
  const counters = { sent: { packets: 1, bytes: 60 }, answered: { packets: 0, bytes: 0 } };
  const state = { repliedTo: false, alive: false, tuple: Buffer.alloc(0), id, ...counters };
  return { protocol: 'tcp', client, destination: place, target, seenAs: client, ...state, ...changes };
}

/** A table of connections, and what was deleted from it. */
class Table {
  connections: readonly TrackedConnection[] = [];
  readonly deleted: number[] = [];
  looks = 0;

  async list(): Promise<readonly TrackedConnection[]> {
    this.looks += 1;
    return this.connections;
  }

  async delete(connections: readonly TrackedConnection[]): Promise<void> {
    this.deleted.push(...connections.map(({ client }) => client.port));
  }
}

function takenFrom(table: Table, clock: FakeClock): Unanswered {
  const found = (connections: readonly TrackedConnection[]) => table.delete(connections);
  return new Unanswered({ conntrack: table, clock, answersWithinMs: 50, found });
}

/** Until everything has happened that needs no time. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('connects to a target that has lost its place', () => {
  it('are taken from it when it leaves them without an answer, and only then', async () => {
    const [table, clock] = [new Table(), new FakeClock()];
    const unanswered = takenFrom(table, clock);
    table.connections = [connect(1), connect(2), connect(3, { repliedTo: true })];
    const moved = unanswered.seeTo([sentence]);
    await settled();
    assert.deepEqual(table.deleted, []);
    // The second has been answered, another has come that nobody has had the time to answer.
    table.connections = [connect(1), connect(2, { repliedTo: true }), connect(4)];
    clock.advance(50);
    await moved;
    assert.deepEqual(table.deleted, [1]);
  });

  it('are looked for at one pace however many plans come, and those of other places stay', async () => {
    const [table, clock] = [new Table(), new FakeClock()];
    const unanswered = takenFrom(table, clock);
    table.connections = [connect(5, { destination: { address: '192.0.2.2', port: 80 } })];
    const moves = Array.from({ length: 100 }, () => unanswered.seeTo([sentence]));
    for (let round = 0; round < 2; round++) {
      await settled();
      clock.advance(50);
    }
    await Promise.all(moves);
    assert.deepEqual([table.deleted, table.looks <= 2], [[], true]);
  });
});
