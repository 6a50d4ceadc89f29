/** Bandwidth and connection limits: what is beyond them waits, is lost or is turned away; nobody established suffers. */
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import type { PlannedLimits } from '../../../../src/domain/plan-types.ts';
import { eventually, pause, throughout } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { isTurnedAway } from '../clients.ts';
import type { TcpClient } from '../clients.ts';
import { noLimits } from '../../../../src/domain/test-support.ts';
import { pool, target } from '../plans.ts';

function limited(limits: Partial<PlannedLimits>): { readonly limits: PlannedLimits } {
  return { limits: { ...noLimits, ...limits } };
}

/** Writes for as long as the socket takes. */
function pour(socket: Socket): void {
  const chunk = Buffer.alloc(32 * 1024, 'x');
  const more = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

/** Counts what arrives, without keeping it. */
function meter(socket: Socket): { bytes: number } {
  const counted = { bytes: 0 };
  socket.on('data', (chunk: Buffer) => {
    counted.bytes += chunk.length;
  });
  return counted;
}

/** Bytes a second of each while they are watched, after what was in flight, or came at once, at the beginning. */
async function rates(meters: readonly { readonly bytes: number }[], afterMs = 400): Promise<number[]> {
  await pause(afterMs);
  const before = meters.map(({ bytes }) => bytes);
  const fromMs = performance.now();
  await pause(2500);
  const seconds = (performance.now() - fromMs) / 1000;
  return meters.map(({ bytes }, n) => (bytes - (before[n] ?? 0)) / seconds);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Within 5 %. */
function assertRate(bytesPerSecond: number, mbps: number, what: string): void {
  const off = bytesPerSecond / (mbps * 125_000) - 1;
  assert.ok(Math.abs(off) <= 0.05, `${what}: ${(off * 100).toFixed(1)} % off ${mbps} Mbit/s`);
}

/** A listener that allows two connections, with two on it. */
async function twoOfTwo(context: CaseContext) {
  const { engine, plans } = context;
  const backend = pool([target(await context.tcpBackend('a'))]);
  const listener = await plans.listener('tcp', backend, limited({ maxConnections: 2 }));
  await engine.apply(plans.plan(listener));
  const [first, second] = [await context.connect(listener), await context.connect(listener)];
  for (const client of [first, second]) await client.greeting();
  return { listener, first, second };
}

async function dropped({ engine }: CaseContext): Promise<number | undefined> {
  const [stats] = await engine.stats();
  return stats?.droppedConnections;
}

/** How many of the connections are there after a moment; the others have been reset. */
async function survivors(clients: readonly TcpClient[]): Promise<number> {
  await eventually(() => {
    for (const client of clients)
      if (client.state === 'open' && client.received.length === 0) throw new Error('undecided');
  });
  return clients.filter(({ state }) => state === 'open').length;
}

export const limitCases: readonly EngineCase[] = [
  {
    name: 'bandwidth: holds each direction of a TCP listener to its limit, and shares it between connections',
    needs: ['tcp', 'bandwidth', 'bandwidth-sharing'],
    async run(context) {
      const { engine, plans } = context;
      const uploads: { bytes: number }[] = [];
      const sink = await context.tcpBackend('sink', [(socket) => void uploads.push(meter(socket))]);
      const spring = await context.tcpBackend('spring', [pour]);
      const targets = [target(sink), target(spring)];
      const listener = await plans.listener(
        'tcp',
        pool(targets, { scheduler: 'rr' }),
        limited({ bandwidthMbps: 16 }),
      );
      await engine.apply(plans.plan(listener));
      const downloads: { bytes: number }[] = [];
      for (let n = 0; n < 3; n++) {
        const up = await context.connect(listener);
        await eventually(() => assert.equal(sink.accepted, n + 1));
        pour(up.socket);
        const down = await context.connect(listener);
        down.socket.removeAllListeners('data');
        downloads.push(meter(down.socket));
      }
      await eventually(() => assert.equal(spring.accepted, 3));
      const each = await rates([...uploads, ...downloads]);
      for (const [what, part] of [
        ['from clients', each.slice(0, 3)],
        ['to clients', each.slice(3)],
      ] as const) {
        assertRate(sum(part), 16, what);
        for (const one of part)
          assert.ok(Math.abs((one * 3) / sum(part) - 1) < 0.25, `${what}: ${part.join(' ')}`);
      }
    },
  },
  {
    name: 'bandwidth: drops the datagrams that are beyond the limit of a UDP listener',
    needs: ['udp', 'bandwidth'],
    async run(context) {
      const { engine, plans } = context;
      const server = await context.udpBackend('a');
      const listener = await plans.listener('udp', pool([target(server)]), limited({ bandwidthMbps: 8 }));
      await engine.apply(plans.plan(listener));
      const client = await context.udpClient(listener);
      const text = 'x'.repeat(1000);
      // Twice the limit, whatever the timer does.
      const startedMs = performance.now();
      let sent = 0;
      const flood = setInterval(() => {
        for (; sent < (performance.now() - startedMs) * 2; sent++) client.send(text);
      }, 4);
      context.defer(() => clearInterval(flood));
      const received = {
        get bytes() {
          return server.received.length * 1000;
        },
      };
      // At twice the limit, a second's worth that may come at once is used up after a second.
      const [rate = 0] = await rates([received], 1500);
      assertRate(rate, 8, 'datagrams');
      // The answers are as many, and two bytes longer: they fill their own direction, not this one.
      assert.ok(client.received.length > server.received.length * 0.9);
    },
  },
  {
    name: 'bandwidth: what is held back arrives unchanged and complete, the end behind it',
    needs: ['tcp', 'bandwidth', 'half-close'],
    async run(context) {
      const { engine, plans } = context;
      const server = await context.tcpBackend('a', [(socket) => void socket.pipe(socket)]);
      const listener = await plans.listener('tcp', pool([target(server)]), limited({ bandwidthMbps: 8 }));
      await engine.apply(plans.plan(listener));
      const client = await context.connect(listener);
      const content = Buffer.from(Array.from({ length: 1_500_000 }, (_, n) => (n * 31 + (n >> 8)) & 255));
      const startedMs = performance.now();
      client.socket.end(content);
      await client.until('closed');
      // 1.5 MB at 1 MB/s, less what may come at once: a second's worth at most.
      assert.ok(performance.now() - startedMs > 200, 'it was not held back at all');
      assert.ok(client.received.equals(content));
    },
  },
  {
    name: 'bandwidth: a change of the limit counts for established connections, and neither cuts nor stalls one',
    needs: ['tcp', 'bandwidth'],
    async run(context) {
      const { engine, plans } = context;
      const content = Buffer.alloc(4_000_000, 'abcdefghijk');
      const server = await context.tcpBackend('a', [(socket) => void socket.end(content)]);
      const listener = await plans.listener('tcp', pool([target(server)]), limited({ bandwidthMbps: 1 }));
      await engine.apply(plans.plan(listener));
      const clients = [await context.connect(listener), await context.connect(listener)];
      await eventually(() => {
        for (const { received } of clients) assert.ok(received.length > 0);
      });
      // 8 MB at 1 Mbit/s would take a minute.
      for (const bandwidthMbps of [2, 5120, 1, null]) {
        const limits = { ...noLimits, bandwidthMbps };
        const applied = await engine.apply(plans.plan({ ...listener, limits }));
        assert.equal(applied.cutConnections, 0);
      }
      for (const client of clients) {
        await client.until('ended');
        assert.ok(client.received.equals(content));
      }
    },
  },
  {
    name: 'connection limits: resets TCP connections beyond the number allowed, and counts them',
    needs: ['tcp', 'connection-limits'],
    async run(context) {
      const { listener, first } = await twoOfTwo(context);
      assert.ok(await isTurnedAway(listener));
      await eventually(async () => assert.equal(await dropped(context), 1));
      first.socket.destroy();
      await eventually(async () => {
        const again = await context.connect(listener);
        assert.equal(await again.greeting(), 'a');
      });
    },
  },
  {
    name: 'connection limits: a changed number counts those who are there, and cuts none of them',
    needs: ['tcp', 'connection-limits', 'connection-limit-changes'],
    async run(context) {
      const { engine, plans } = context;
      const { listener, first, second } = await twoOfTwo(context);
      // Lower than what is there: nobody is cut for it.
      const applied = await engine.apply(plans.plan({ ...listener, ...limited({ maxConnections: 1 }) }));
      assert.equal(applied.cutConnections, 0);
      for (const client of [first, second]) await client.echoes('still there');
      await engine.apply(plans.plan({ ...listener, ...limited({ maxConnections: 3 }) }));
      const third = await context.connect(listener);
      assert.equal(await third.greeting(), 'a');
      assert.ok(await isTurnedAway(listener));
    },
  },
  {
    name: 'connection limits: resets new TCP connections beyond the rate allowed, and counts them',
    needs: ['tcp', 'connection-limits'],
    async run(context) {
      const { engine, plans } = context;
      const backend = pool([target(await context.tcpBackend('a'))]);
      const listener = await plans.listener('tcp', backend, limited({ newConnectionsPerSecond: 5 }));
      await engine.apply(plans.plan(listener));
      const startedMs = performance.now();
      const attempts = await Promise.allSettled(Array.from({ length: 25 }, () => context.connect(listener)));
      const clients = attempts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const count = await survivors(clients);
      const earned = 5 + Math.ceil(((performance.now() - startedMs) / 1000) * 5);
      assert.ok(count >= 5 && count <= earned, `${count} of 25 came through`);
      assert.equal(await dropped(context), 25 - count);
      await eventually(async () => {
        const late = await context.connect(listener);
        assert.equal(await late.greeting(), 'a');
      });
      // Those that came through are as good as any.
      for (const client of clients) if (client.state === 'open') await client.echoes('fine');
    },
  },
  {
    name: 'connection limits: drops the datagrams of UDP flows beyond the number allowed, and counts them',
    needs: ['udp', 'connection-limits'],
    async run(context) {
      const { engine, plans } = context;
      const backend = pool([target(await context.udpBackend('a'))]);
      const listener = await plans.listener('udp', backend, limited({ maxConnections: 2 }));
      await engine.apply(plans.plan(listener));
      const [first, second, third] = [
        await context.udpClient(listener),
        await context.udpClient(listener),
        await context.udpClient(listener),
      ];
      await first.ask('1');
      await second.ask('1');
      third.send('1');
      await eventually(async () => assert.equal(await dropped(context), 1));
      await throughout(() => assert.deepEqual(third.received, []), 'nothingHappens');
      await first.ask('2');
      await engine.apply(plans.plan({ ...listener, limits: noLimits }));
      assert.equal(await third.ask('2'), 'a');
    },
  },
];
