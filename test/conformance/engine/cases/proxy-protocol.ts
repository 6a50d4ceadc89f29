/** PROXY protocol version 2 towards TCP servers: who the client is, before its first byte, once. */
import assert from 'node:assert/strict';
import { isIPv6 } from 'node:net';
import type { AddressInfo } from 'node:net';
import { eventually, throughout } from '../../../support/eventually.ts';
import type { TcpBehaviour } from '../../../support/backends.ts';
import type { EngineCase } from '../case.ts';
import type { Destination, TcpClient } from '../clients.ts';
import { pair, pool, target } from '../plans.ts';

/** Section 2.2 of the specification: 12 bytes of signature. */
const SIGNATURE = '0d0a0d0a000d0a515549540a';

interface Witness {
  readonly behaviour: TcpBehaviour;
  /** What each connection has brought, in order of their coming. */
  readonly heard: Buffer[];
}

/** A server that says nothing and remembers everything. */
function witness(): Witness {
  const heard: Buffer[] = [];
  return {
    heard,
    behaviour(socket) {
      const index = heard.push(Buffer.alloc(0)) - 1;
      socket.on('data', (chunk: Buffer) => {
        heard[index] = Buffer.concat([heard[index] ?? Buffer.alloc(0), chunk]);
      });
    },
  };
}

/** The header for a loopback client of the listener, written out by hand; both are of the listener's family. */
function expectedHeader({ socket }: TcpClient, listener: Destination): string {
  const { address = '', port = 0 } = socket.address() as Partial<AddressInfo>;
  const ports = Buffer.alloc(4);
  ports.writeUInt16BE(port, 0);
  ports.writeUInt16BE(listener.port, 2);
  if (isIPv6(listener.address)) {
    const loopback = `${'00'.repeat(15)}01`;
    return `${SIGNATURE}21210024${loopback}${loopback}${ports.toString('hex')}`;
  }
  const hex = (text: string): string => Buffer.from(text.split('.').map(Number)).toString('hex');
  return `${SIGNATURE}2111000c${hex(address)}${hex(listener.address)}${ports.toString('hex')}`;
}

export const proxyProtocolCases: readonly EngineCase[] = [
  {
    name: 'PROXY protocol: a server learns the client and the address it asked, before the first byte',
    needs: ['tcp', 'proxy-protocol'],
    async run(context) {
      const { engine, plans } = context;
      const { behaviour, heard } = witness();
      const backend = pool([target(await context.tcpBackend('a', [behaviour]))]);
      const listener = await plans.listener('tcp', backend, { proxyProtocolV2: true });
      await engine.apply(plans.plan(listener));
      const client = await context.connect(listener, '127.78.62.9');
      client.socket.write('hello');
      const expected = expectedHeader(client, listener) + Buffer.from('hello').toString('hex');
      await eventually(() => assert.equal(heard[0]?.toString('hex'), expected));
      client.socket.write(' again');
      await eventually(() => assert.ok(heard[0]?.toString('latin1').endsWith('hello again')));
      const [stats] = await engine.stats();
      assert.equal(stats?.bytesFromClients, 11, 'the header is no traffic of the client');
    },
  },
  {
    name: 'PROXY protocol: IPv6',
    needs: ['tcp', 'ipv6', 'proxy-protocol'],
    async run(context) {
      const { engine, plans } = context;
      const { behaviour, heard } = witness();
      const backend = pool([target(await context.tcpBackend('a', [behaviour]))]);
      const listener = await plans.listener('tcp', backend, { address: '::1', proxyProtocolV2: true });
      await engine.apply(plans.plan(listener));
      const client = await context.connect(listener);
      client.socket.write('hello');
      const expected = expectedHeader(client, listener) + Buffer.from('hello').toString('hex');
      await eventually(() => assert.equal(heard[0]?.toString('hex'), expected));
    },
  },
  {
    name: 'PROXY protocol: a server that speaks first need not wait for its client',
    needs: ['tcp', 'proxy-protocol'],
    async run(context) {
      const { engine, plans } = context;
      const greetAfterHeader: TcpBehaviour = (socket, name) => {
        socket.once('data', () => socket.write(`${name}\n`));
      };
      const backend = pool([target(await context.tcpBackend('a', [greetAfterHeader]))]);
      const listener = await plans.listener('tcp', backend, { proxyProtocolV2: true });
      await engine.apply(plans.plan(listener));
      const client = await context.connect(listener);
      assert.equal(await client.greeting(), 'a');
    },
  },
  {
    name: 'PROXY protocol: a standby that takes over a failed connect gets the header too, once',
    needs: ['tcp', 'proxy-protocol', 'connect-fallback'],
    async run(context) {
      const { engine, plans } = context;
      const { behaviour, heard } = witness();
      const [a, b] = [await context.tcpBackend('a'), await context.tcpBackend('b', [behaviour])];
      const backend = pair(target(a), target(b));
      const listener = await plans.listener('tcp', backend, { proxyProtocolV2: true });
      await engine.apply(plans.plan(listener));
      a.stop();
      const client = await context.connect(listener);
      client.socket.write('hello');
      const expected = expectedHeader(client, listener) + Buffer.from('hello').toString('hex');
      await eventually(() => assert.equal(heard[0]?.toString('hex'), expected));
    },
  },
  {
    name: 'PROXY protocol: is switched for connections that come later, and cuts none',
    needs: ['tcp', 'proxy-protocol'],
    async run(context) {
      const { engine, plans } = context;
      const { behaviour, heard } = witness();
      const backend = pool([target(await context.tcpBackend('a', [behaviour]))]);
      const listener = await plans.listener('tcp', backend);
      await engine.apply(plans.plan(listener));
      const before = await context.connect(listener);
      before.socket.write('plain');
      await eventually(() => assert.equal(heard[0]?.toString(), 'plain'));
      const applied = await engine.apply(plans.plan({ ...listener, proxyProtocolV2: true }));
      assert.equal(applied.cutConnections, 0);
      const after = await context.connect(listener);
      after.socket.write('marked');
      before.socket.write(' on');
      const expected = expectedHeader(after, listener) + Buffer.from('marked').toString('hex');
      await eventually(() => assert.equal(heard[1]?.toString('hex'), expected));
      await throughout(() => assert.ok('plain on'.startsWith(heard[0]?.toString() ?? '')), 'nothingHappens');
      assert.equal(heard[0]?.toString(), 'plain on');
    },
  },
];
