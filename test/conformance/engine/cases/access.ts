/** Who may connect: by source address, followed at once when it changes, and nothing is closed that need not be. */
import assert from 'node:assert/strict';
import type { PlannedAccess, PlannedTransportListener } from '../../../../src/domain/plan-types.ts';
import { eventually, throughout } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { type UdpClient, isTurnedAway } from '../clients.ts';
import { pair, pool, target } from '../plans.ts';

const INSIDE = '127.88.1.1';
const OUTSIDE = '127.89.1.1';
const insiders = ['127.88.0.0/16'];
const open: PlannedAccess = { kind: 'open' };
const onlyInsiders: PlannedAccess = { kind: 'allow', cidrs: insiders };
const noInsiders: PlannedAccess = { kind: 'deny', cidrs: insiders };
const nobody: PlannedAccess = { kind: 'allow', cidrs: [] };

/** Applies the listener with this rule. */
async function enforce(
  { engine, plans }: CaseContext,
  listener: PlannedTransportListener,
  access: PlannedAccess,
  closeDisallowed = false,
): Promise<number> {
  const applied = await engine.apply(plans.plan({ ...listener, access, closeDisallowed }));
  return applied.cutConnections;
}

async function tcpListener(context: CaseContext): Promise<PlannedTransportListener> {
  return context.plans.listener('tcp', pool([target(await context.tcpBackend('a'))]));
}

async function udpListener(context: CaseContext): Promise<PlannedTransportListener> {
  return context.plans.listener('udp', pool([target(await context.udpBackend('a'))]));
}

/** Servers greet: a client that hears its server has been let in. */
async function assertTcp(
  context: CaseContext,
  listener: PlannedTransportListener,
  expected: Readonly<Record<string, boolean>>,
): Promise<void> {
  for (const [from, letIn] of Object.entries(expected)) {
    if (letIn) assert.equal(await (await context.connect(listener, from)).greeting(), 'a');
    else assert.ok(await isTurnedAway(listener, from), `${from} was let in`);
  }
}

async function assertSilent(client: UdpClient, text: string): Promise<void> {
  client.send(text);
  await throughout(() => assert.ok(!client.received.includes(`a:${text}`)), 'nothingHappens');
}

export const accessCases: readonly EngineCase[] = [
  {
    name: 'access: TCP lets in only whom it may, and resets the others before a byte reaches a server',
    needs: ['tcp', 'access-control'],
    async run(context) {
      const server = await context.tcpBackend('a');
      const listener = await context.plans.listener('tcp', pool([target(server)]));
      await enforce(context, listener, onlyInsiders);
      await assertTcp(context, listener, { [INSIDE]: true, [OUTSIDE]: false });
      await enforce(context, listener, noInsiders);
      await assertTcp(context, listener, { [INSIDE]: false, [OUTSIDE]: true });
      await enforce(context, listener, nobody);
      await assertTcp(context, listener, { [INSIDE]: false, [OUTSIDE]: false });
      await enforce(context, listener, open);
      await assertTcp(context, listener, { [INSIDE]: true, [OUTSIDE]: true });
      assert.equal(server.accepted, 4);
    },
  },
  {
    name: 'access: the longest and the shortest prefix count alike',
    needs: ['tcp', 'access-control'],
    async run(context) {
      const listener = await tcpListener(context);
      const cidrs = ['127.0.0.0/9', '127.88.1.1/32', '10.0.0.0/8', '2001:db8::/32'];
      await enforce(context, listener, { kind: 'allow', cidrs: cidrs.slice(1) });
      await assertTcp(context, listener, { [INSIDE]: true, '127.88.1.2': false, [OUTSIDE]: false });
      await enforce(context, listener, { kind: 'allow', cidrs });
      await assertTcp(context, listener, { '127.88.1.2': true, [OUTSIDE]: true });
      await enforce(context, listener, { kind: 'deny', cidrs: ['0.0.0.0/0'] });
      await assertTcp(context, listener, { [INSIDE]: false });
    },
  },
  {
    name: 'access: IPv6 clients go by IPv6 blocks',
    needs: ['tcp', 'ipv6', 'access-control'],
    async run(context) {
      const at = { address: '::1' };
      const backend = pool([target(await context.tcpBackend('a', undefined, at))]);
      const listener = await context.plans.listener('tcp', backend, at);
      await enforce(context, listener, { kind: 'allow', cidrs: ['::1/128'] });
      await assertTcp(context, listener, { '::1': true });
      await enforce(context, listener, { kind: 'deny', cidrs: ['::/0'] });
      await assertTcp(context, listener, { '::1': false });
      await enforce(context, listener, { kind: 'deny', cidrs: ['0.0.0.0/0'] });
      await assertTcp(context, listener, { '::1': true });
    },
  },
  {
    name: 'access: established TCP connections go on when a change no longer lets their clients in',
    needs: ['tcp', 'access-control'],
    async run(context) {
      const listener = await tcpListener(context);
      await enforce(context, listener, open);
      const [inside, outside] = [
        await context.connect(listener, INSIDE),
        await context.connect(listener, OUTSIDE),
      ];
      await Promise.all([inside.greeting(), outside.greeting()]);
      assert.equal(await enforce(context, listener, onlyInsiders), 0);
      await inside.echoes('still here');
      await outside.echoes('still here as well');
      await assertTcp(context, listener, { [OUTSIDE]: false });
    },
  },
  {
    name: 'access: where the plan says so, they are reset; those whose clients stay allowed go on',
    needs: ['tcp', 'access-control'],
    async run(context) {
      const listener = await tcpListener(context);
      await enforce(context, listener, open, true);
      const [inside, outside] = [
        await context.connect(listener, INSIDE),
        await context.connect(listener, OUTSIDE),
      ];
      await Promise.all([inside.greeting(), outside.greeting()]);
      assert.equal(await enforce(context, listener, onlyInsiders, true), 1);
      await outside.until('reset');
      await inside.echoes('still here');
      // Another rule that lets the same clients in.
      assert.equal(await enforce(context, listener, { kind: 'deny', cidrs: ['127.89.0.0/16'] }, true), 0);
      await inside.echoes('and now');
    },
  },
  {
    name: 'access: a client that still waits for a server is turned away by a change that no longer lets it in',
    needs: ['tcp', 'access-control', 'connect-hold'],
    async run(context) {
      const [dead, server] = [await context.tcpBackend('dead'), await context.tcpBackend('a')];
      dead.stop();
      const hold = { onConnectFailure: { kind: 'hold', maxMs: 60_000 } } as const;
      const listener = await context.plans.listener('tcp', pair(target(dead), undefined, hold));
      await enforce(context, listener, open);
      const [inside, outside] = [
        await context.connect(listener, INSIDE),
        await context.connect(listener, OUTSIDE),
      ];
      await enforce(context, listener, onlyInsiders);
      await outside.until('reset');
      const backend = pair(target(server), undefined, { ...hold, epoch: 2 });
      await enforce(context, { ...listener, backend }, onlyInsiders);
      assert.equal(await inside.greeting(), 'a');
    },
  },
  {
    name: 'access: UDP forwards only whom it may, and drops the datagrams of the others',
    needs: ['udp', 'access-control'],
    async run(context) {
      const server = await context.udpBackend('a');
      const listener = await context.plans.listener('udp', pool([target(server)]));
      await enforce(context, listener, onlyInsiders);
      const [inside, outside] = [
        await context.udpClient(listener, INSIDE),
        await context.udpClient(listener, OUTSIDE),
      ];
      assert.equal(await inside.ask('in'), 'a');
      await assertSilent(outside, 'out');
      assert.equal(server.received.length, 1);
      await enforce(context, listener, open);
      assert.equal(await outside.ask('let in'), 'a');
    },
  },
  {
    name: 'access: live UDP flows go on when a change no longer lets their clients in; where the plan says so, they end',
    needs: ['udp', 'access-control'],
    async run(context) {
      const listener = await udpListener(context);
      await enforce(context, listener, open);
      const [inside, outside] = [
        await context.udpClient(listener, INSIDE),
        await context.udpClient(listener, OUTSIDE),
      ];
      assert.equal(await inside.ask('1'), 'a');
      assert.equal(await outside.ask('1'), 'a');
      assert.equal(await enforce(context, listener, onlyInsiders), 0);
      assert.equal(await outside.ask('2'), 'a');
      assert.equal(await enforce(context, listener, onlyInsiders, true), 1);
      await assertSilent(outside, '3');
      assert.equal(await inside.ask('3'), 'a');
      await eventually(async () => {
        const [stats] = await context.engine.stats();
        assert.equal(stats?.activeConnections, 1);
      });
    },
  },
];
