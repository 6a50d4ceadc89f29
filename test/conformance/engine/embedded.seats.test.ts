/** How threads of the fast lane share a port, thread by thread: what the engine as a whole does not show. */
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { PlannedListener, TransportProtocol } from '../../../src/domain/plan-types.ts';
import { FastLane } from '../../../src/engine/embedded/fast/fast-lane.ts';
import type { Seat } from '../../../src/engine/embedded/fast/seat.ts';
import { TcpBackend, UdpBackend, greetAndEcho } from '../../support/backends.ts';
import { buildEngine } from '../../support/build-engine.ts';
import { Cleanup } from '../../support/cleanup.ts';
import { eventually } from '../../support/eventually.ts';
import { TcpClient, UdpClient } from './clients.ts';
import { PlanBook, pair, target } from './plans.ts';

const CLIENTS = 40;

const cleanup = new Cleanup();
const atTheEnd = new Cleanup();
let lanes: readonly FastLane[] = [];

beforeAll(async () => {
  const program = pathToFileURL(await buildEngine());
  const around = { publish: () => undefined, log: () => undefined };
  const start = (): Promise<FastLane> =>
    FastLane.start({
      program,
      around,
      onFault: (error) => {
        throw error;
      },
    });
  lanes = await Promise.all([start(), start(), start()]);
  for (const lane of lanes) atTheEnd.add(lane);
});

afterEach(async () => {
  for (const lane of lanes) await lane.change({ revision: 1, set: [], remove: [], complete: true });
  await cleanup.run();
});
afterAll(() => atTheEnd.run());

/** Says why the thread could not bind it. */
async function seat(thread: number, planned: PlannedListener, as: Seat): Promise<string | undefined> {
  const change = { revision: 1, set: [planned], remove: [], complete: false, seats: { [planned.key]: as } };
  return (await lanes[thread]?.change(change))?.failures[planned.key]?.code;
}

/** How many clients each thread has had. */
async function counts(): Promise<readonly number[]> {
  const each = await Promise.all(lanes.map((lane) => lane.statsChange(true)));
  return each.map(({ set }) => set[0]?.newConnections ?? 0);
}

/** As many new clients, each served; says how many of them each thread has got. */
async function come(planned: PlannedListener): Promise<readonly number[]> {
  const before = await counts();
  for (let n = 0; n < CLIENTS; n++) {
    if (planned.protocol === 'tcp') {
      const client = await TcpClient.open(planned);
      cleanup.add({ close: () => client.socket.destroy() });
      await client.greeting();
    } else {
      const client = cleanup.add(await UdpClient.open(planned));
      await client.ask('hello');
    }
  }
  const after = await eventually(async () => {
    const now = await counts();
    assert.equal(sum(now), sum(before) + CLIENTS);
    return now;
  });
  return after.map((count, thread) => count - (before[thread] ?? 0));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

async function startServer(protocol: TransportProtocol): Promise<TcpBackend | UdpBackend> {
  const server =
    protocol === 'tcp' ? await TcpBackend.start('a', [greetAndEcho]) : await UdpBackend.start('a');
  cleanup.add({ close: () => server.stop() });
  return server;
}

describe.each([
  ['tcp', '127.79.0.4'],
  ['udp', '127.79.0.4'],
  ['tcp', '::1'],
  ['udp', '::1'],
] as const)('threads that share a port: %s at %s', (protocol, address) => {
  const planned = async (): Promise<PlannedListener> =>
    new PlanBook(address).listener(protocol, pair(target(await startServer(protocol))));

  it('each get a part of the clients', async () => {
    const listener = await planned();
    assert.equal(await seat(0, listener, 'first'), undefined);
    for (const thread of [1, 2]) assert.equal(await seat(thread, listener, 'other'), undefined);
    const got = await come(listener);
    assert.ok(
      got.every((count) => count > 0),
      got.join(' '),
    );
  });

  it('leave new clients to the first when they are told to, and take them again', async () => {
    const listener = await planned();
    for (const thread of [0, 1, 2]) await seat(thread, listener, thread === 0 ? 'first' : 'other');
    await seat(0, listener, 'first-takes-all');
    assert.deepEqual(await come(listener), [CLIENTS, 0, 0]);
    await seat(0, listener, 'first');
    const got = await come(listener);
    assert.ok(
      got.every((count) => count > 0),
      got.join(' '),
    );
  });

  it('are refused a port that somebody has who would share it', async () => {
    const listener = await planned();
    // Of the same user, and with SO_REUSEPORT set before it was bound.
    assert.equal(await seat(1, listener, 'other'), undefined);
    assert.equal(await seat(0, listener, 'first'), 'port-in-use');
  });

  it('are refused a port whose first one has not been told to share it', async () => {
    const listener = await planned();
    await lanes[0]?.change({ revision: 1, set: [listener], remove: [], complete: false });
    assert.equal(await seat(1, listener, 'other'), 'port-in-use');
    await seat(0, listener, 'first');
    assert.equal(await seat(1, listener, 'other'), undefined);
    const [first = 0, other = 0] = await come(listener);
    assert.ok(first > 0 && other > 0, `${first} ${other}`);
  });
});
