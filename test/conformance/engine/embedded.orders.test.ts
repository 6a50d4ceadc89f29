/**
 * Random orders of what a client and a server may do, through each lane of the embedded engine, one of them with several workers too: data of any size, rests,
 * ends and resets. Whatever the order, what arrives is what was sent, as far as it arrives, and nothing stays behind.
 * `HOTSPARE_ORDERS=n` runs n of them, `HOTSPARE_ORDERS_SEED` the ones of an earlier day.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import type { PlannedTransportListener } from '../../../src/domain/plan-types.ts';
import { createEmbeddedEngine } from '../../../src/engine/embedded/engine.ts';
import type { ChildEngine } from '../../../src/engine/embedded/engine.ts';
import type { LaneName } from '../../../src/engine/embedded/lane.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { buildEngine } from '../../support/build-engine.ts';
import { eventually, pause } from '../../support/eventually.ts';
import { Random } from '../../support/random.ts';
import { PlanBook, freePort, pair, target } from './plans.ts';

const orders = Number(process.env['HOTSPARE_ORDERS'] ?? '80');
const seed = Number(process.env['HOTSPARE_ORDERS_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const largest = 400_000;
const material = randomBytes(largest);

type Act =
  | { readonly kind: 'send'; readonly bytes: number }
  | { readonly kind: 'rest'; readonly ms: number }
  /** Reads nothing for a while. */
  | { readonly kind: 'deaf'; readonly ms: number };

/** What one end does before it says goodbye, and how it says it. */
interface Part {
  readonly acts: readonly Act[];
  readonly goodbye: 'end' | 'reset';
}

function choosePart(random: Random): Part {
  const acts = Array.from({ length: random.below(6) }, (): Act => {
    const kind = random.pick(['send', 'send', 'rest', 'deaf'] as const);
    if (kind !== 'send') return { kind, ms: random.below(12) };
    return { kind, bytes: random.chance(0.2) ? random.below(largest) : random.below(2_000) };
  });
  return { acts, goodbye: random.chance(0.25) ? 'reset' : 'end' };
}

/** One end of a connection: what it has said and heard, and whether it is over. */
class End {
  readonly socket: Socket;
  said = Buffer.alloc(0);
  heard: Buffer[] = [];
  ended = false;
  closed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.heard.push(chunk));
    socket.on('end', () => (this.ended = true));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.closed = true));
  }

  async play({ acts, goodbye }: Part): Promise<void> {
    for (const act of acts) {
      if (this.closed) return;
      await this.#act(act);
    }
    if (goodbye === 'end') this.socket.end();
    else this.socket.resetAndDestroy();
  }

  async #act(act: Act): Promise<void> {
    if (act.kind === 'rest') return pause(act.ms);
    if (act.kind === 'deaf') {
      this.socket.pause();
      await pause(act.ms);
      this.socket.resume();
      return;
    }
    const data = material.subarray(0, act.bytes);
    this.said = Buffer.concat([this.said, data]);
    this.socket.write(data);
  }
}

async function perform(
  listener: PlannedTransportListener,
  accepted: () => Promise<Socket>,
  random: Random,
): Promise<void> {
  const [clientPart, serverPart] = [choosePart(random), choosePart(random)];
  const story = JSON.stringify({ clientPart, serverPart });
  const arriving = accepted();
  const client = new End(
    connect({ host: listener.address, port: listener.port, allowHalfOpen: true, noDelay: true }),
  );
  const server = new End(await arriving);
  await Promise.all([client.play(clientPart), server.play(serverPart)]);
  await eventually(() => assert.ok(client.closed && server.closed, `not over: ${story}`), 'transfer');
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    const heard = Buffer.concat(to.heard);
    assert.ok(from.said.subarray(0, heard.length).equals(heard), `not what was said: ${story}`);
    if (clientPart.goodbye === 'reset' || serverPart.goodbye === 'reset') continue;
    assert.equal(heard.length, from.said.length, `not all: ${story}`);
    assert.ok(to.ended, `no end: ${story}`);
  }
}

async function withEngine(
  lane: LaneName,
  workers: number,
  use: (engine: ChildEngine) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'hotspare-orders-'));
  const entry = await buildEngine();
  const engine = createEmbeddedEngine(
    { mode: 'child', entry, directory, orphan: 'exit', lane, workers },
    systemClock,
  );
  try {
    await use(engine);
  } finally {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  }
}

const descriptors = async ({ processId }: ChildEngine): Promise<number> =>
  (await readdir(`/proc/${processId}/fd`)).length;

describe.each([
  ['fast', 1],
  ['fast', 3],
  ['plain', 1],
] as const)('any order of events, %s lane, %i worker(s)', (lane, workers) => {
  it(
    `loses nothing, changes nothing and leaves nothing behind (seed ${seed})`,
    { timeout: 600_000 },
    async () => {
      const random = new Random(seed);
      let greet: ((socket: Socket) => void) | undefined;
      const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => greet?.(socket));
      const port = await freePort('127.0.0.1');
      await new Promise<void>((resolve) => {
        server.listen(port, '127.0.0.1', resolve);
      });
      const accepted = (): Promise<Socket> =>
        new Promise((resolve) => {
          greet = resolve;
        });
      await withEngine(lane, workers, async (engine) => {
        const plans = new PlanBook('127.79.0.2');
        const place = target({ name: 'a', address: '127.0.0.1', port });
        const listener = await plans.listener('tcp', pair(place));
        await engine.apply(plans.plan(listener));
        await perform(listener, accepted, random);
        const before = await descriptors(engine);
        // Each worker has pipes of its own.
        const pipes = 16 * workers;
        for (let n = 0; n < orders; n++) await perform(listener, accepted, random);
        await eventually(async () => {
          const [stats] = await engine.stats();
          assert.equal(stats?.activeConnections, 0);
          // Pipes that are kept for the next transfer.
          assert.ok((await descriptors(engine)) <= before + pipes);
        });
      });
      server.close();
    },
  );
});
