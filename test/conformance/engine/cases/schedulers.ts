/** Schedulers that need more than the order of clients to be told apart: live counts, ports, QUIC connections. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { PlannedTarget } from '../../../../src/domain/plan-types.ts';
import { eventually, within } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import type { Destination, TcpClient, UdpClient } from '../clients.ts';
import { pool, target } from '../plans.ts';

/** Nobody else's, so that its ports are free to be used again. */
const CLIENT_ADDRESS = '127.78.61.1';

async function greetingOf(client: TcpClient): Promise<{ readonly name: string; readonly client: TcpClient }> {
  return { name: await client.greeting(), client };
}

/** Connects from one port of the client's address, and leaves so that the port can be used again at once. */
async function askFromPort(to: Destination, localPort: number): Promise<{ name: string; port: number }> {
  const socket = connect({ host: to.address, port: to.port, localAddress: CLIENT_ADDRESS, localPort });
  try {
    const name = await within(
      new Promise<string>((resolve, reject) => {
        socket.once('error', reject);
        socket.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      }),
      'the name of the server',
    );
    return { name, port: socket.localPort ?? 0 };
  } finally {
    socket.resetAndDestroy();
  }
}

async function without(
  { engine, plans }: CaseContext,
  listener: Awaited<ReturnType<CaseContext['plans']['listener']>>,
  targets: readonly PlannedTarget[],
  scheduler: 'tch' | 'qch',
): Promise<void> {
  await engine.apply(plans.plan({ ...listener, backend: pool(targets, { scheduler }) }));
}

/** Name of the server that answers the datagram. */
async function ask(client: UdpClient, datagram: Buffer): Promise<string> {
  const before = client.received.length;
  client.send(datagram);
  const answer = await eventually(() => {
    const heard = client.received[before];
    if (heard === undefined) throw new Error('no answer');
    return heard;
  });
  return answer.slice(0, answer.indexOf(':'));
}

/** QUIC version 1, RFC 9000, 17.2: an initial packet as far as anybody can read it. */
function longHeader(id: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xc3, 0, 0, 0, 1, id.length]), id, Buffer.from([0]), Buffer.alloc(40)]);
}

/** RFC 9000, 17.3. */
function shortHeader(id: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x43]), id, Buffer.alloc(40)]);
}

function connectionId(n: number): Buffer {
  const id = Buffer.alloc(8);
  id.writeUInt32BE(n * 2_654_435, 2);
  return id;
}

export const schedulerCases: readonly EngineCase[] = [
  {
    name: 'wlc: gives a new connection to the server with the fewest for its weight, as they are now',
    needs: ['tcp', 'scheduler-wlc'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [
        target(await context.tcpBackend('a'), { weight: 20 }),
        target(await context.tcpBackend('b'), { weight: 10 }),
      ];
      const listener = await plans.listener('tcp', pool(targets, { scheduler: 'wlc' }));
      await engine.apply(plans.plan(listener));
      const held = [];
      for (let n = 0; n < 9; n++) held.push(await greetingOf(await context.connect(listener)));
      assert.equal(held.filter(({ name }) => name === 'a').length, 6);
      for (const { name, client } of held) if (name === 'a') client.socket.destroy();
      await eventually(async () => {
        const [stats] = await engine.stats();
        assert.equal(stats?.activeConnections, 3);
      });
      const names = [];
      for (let n = 0; n < 6; n++) names.push((await greetingOf(await context.connect(listener))).name);
      assert.deepEqual(names, ['a', 'a', 'a', 'a', 'a', 'a']);
    },
  },
  {
    name: 'wlc: spreads clients that connect at the same time',
    needs: ['tcp', 'scheduler-wlc'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [target(await context.tcpBackend('a')), target(await context.tcpBackend('b'))];
      const listener = await plans.listener('tcp', pool(targets, { scheduler: 'wlc' }));
      await engine.apply(plans.plan(listener));
      const clients = await Promise.all(Array.from({ length: 40 }, () => context.connect(listener)));
      const names = await Promise.all(clients.map((client) => client.greeting()));
      assert.equal(names.filter((name) => name === 'a').length, 20);
    },
  },
  {
    name: 'tch: a client address and port keeps its server, and a server that leaves moves only its own',
    needs: ['tcp', 'scheduler-tch'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [];
      for (const name of ['a', 'b', 'c']) targets.push(target(await context.tcpBackend(name)));
      const listener = await plans.listener('tcp', pool(targets, { scheduler: 'tch' }));
      await engine.apply(plans.plan(listener));
      const served = new Map<number, string>();
      for (let n = 0; n < 40; n++) {
        const { name, port } = await askFromPort(listener, 0);
        served.set(port, name);
      }
      assert.equal(new Set(served.values()).size, 3, 'one client address reaches every server');
      const fewer = targets.filter(({ id }) => id !== 'c');
      await without(context, listener, fewer, 'tch');
      for (const [port, before] of served) {
        const { name } = await askFromPort(listener, port);
        if (before === 'c') assert.notEqual(name, 'c');
        else assert.equal(name, before);
      }
      await engine.apply(plans.plan(listener));
      for (const [port, before] of served) assert.equal((await askFromPort(listener, port)).name, before);
    },
  },
  {
    name: 'qch: a QUIC connection keeps its server when its client changes its port',
    needs: ['udp', 'scheduler-qch'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [];
      for (const name of ['a', 'b', 'c']) targets.push(target(await context.udpBackend(name)));
      const listener = await plans.listener('udp', pool(targets, { scheduler: 'qch' }));
      await engine.apply(plans.plan(listener));
      const served = new Set<string>();
      for (let n = 1; n <= 24; n++) {
        const id = connectionId(n);
        const name = await ask(await context.udpClient(listener), longHeader(id));
        served.add(name);
        assert.equal(await ask(await context.udpClient(listener), longHeader(id)), name);
        assert.equal(await ask(await context.udpClient(listener), shortHeader(id)), name);
      }
      assert.equal(served.size, 3, 'connections are spread over all servers');
    },
  },
  {
    name: 'qch: a server that leaves moves only its own QUIC connections',
    needs: ['udp', 'scheduler-qch'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [];
      for (const name of ['a', 'b', 'c']) targets.push(target(await context.udpBackend(name)));
      const listener = await plans.listener('udp', pool(targets, { scheduler: 'qch' }));
      await engine.apply(plans.plan(listener));
      const served = new Map<number, string>();
      for (let n = 1; n <= 16; n++)
        served.set(n, await ask(await context.udpClient(listener), longHeader(connectionId(n))));
      await without(
        context,
        listener,
        targets.filter(({ id }) => id !== 'c'),
        'qch',
      );
      for (const [n, before] of served) {
        const name = await ask(await context.udpClient(listener), longHeader(connectionId(n)));
        if (before === 'c') assert.notEqual(name, 'c');
        else assert.equal(name, before);
      }
    },
  },
  {
    name: 'qch: datagrams that are no QUIC are shared by address and port',
    needs: ['udp', 'scheduler-qch'],
    async run(context) {
      const { engine, plans } = context;
      const targets = [];
      for (const name of ['a', 'b', 'c']) targets.push(target(await context.udpBackend(name)));
      const listener = await plans.listener('udp', pool(targets, { scheduler: 'qch' }));
      await engine.apply(plans.plan(listener));
      const served = new Set<string>();
      for (let n = 0; n < 40; n++) {
        const client = await context.udpClient(listener);
        const name = await client.ask('no QUIC');
        assert.equal(await client.ask('1 more'), name);
        served.add(name);
      }
      assert.equal(served.size, 3);
    },
  },
];
