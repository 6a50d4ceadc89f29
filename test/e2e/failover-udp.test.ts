/** UDP: two DNS servers behind one listener, and scripted servers that remember when each datagram came. */
import { describe, it } from 'vitest';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { UdpBackend } from '../support/backends.ts';
import { UdpCheckPort } from '../support/check-port.ts';
import { Dnsmasq, whoIsIt, whyNoDnsmasq } from '../support/dnsmasq.ts';
import { patience } from '../support/eventually.ts';
import { namedProtocol, UdpLoad } from '../support/open-loop-udp.ts';
import { newLoopbackAddress } from '../support/server-process.ts';
import { ownService } from '../support/own-service.ts';

/** A question takes less than this; when the server dies, younger ones may be in it. */
const OWED_MS = 50;

const own = ownService();
const { cleanup } = own;

describe.concurrent('UDP', () => {
  it.for([
    ['a new socket for each question, as resolvers do', 'new'],
    // It learns of the death once and is served by the slave from then on; two quick probes confirm it.
    ['one socket for all questions', 'one'],
  ] as const)('a DNS server dies and returns: %s', async ([, sockets], { skip, expect }) => {
    if (whyNoDnsmasq !== undefined) skip(whyNoDnsmasq);
    const master = cleanup.add(await Dnsmasq.start('master', '127.0.0.1'));
    const slave = cleanup.add(await Dnsmasq.start('slave', '127.0.0.2'));
    const policy = { DetectionMode: 'fast' };
    const pair = await own.api.newPair({ protocol: 'UDP', port: 5353, master, slave, policy });
    const load = cleanup.add(await UdpLoad.start(pair.target, whoIsIt, { sockets }));
    await load.untilAnsweredBy('127.0.0.1', 0);

    const fault = await master.kill();
    const decision = await pair.untilActive('Slave');
    const first = await load.untilAnsweredBy('127.0.0.2', fault.beginMs);
    await master.restart();
    const back = await pair.untilActive('Master');
    await load.untilAnsweredBy('127.0.0.1', back.atMs);
    const lost = load.lost(back.atMs);

    const decidedAfterMs = decision.atMs - fault.beginMs;
    console.log(
      `DNS server killed, sockets ${sockets}: questions ${load.questions.length}, lost ${lost.length}, ` +
        `decided after ${Math.round(decidedAfterMs)} ms, ` +
        `first answer of the slave after ${Math.round((first.answeredMs ?? 0) - fault.beginMs)} ms`,
    );
    // Answers that the dead server owed are lost; every other question is answered, whether it was refused or not.
    expect(lost.filter(({ sentMs }) => sentMs > fault.endMs || sentMs < fault.beginMs - OWED_MS)).toEqual([]);
    expect(decidedAfterMs).toBeLessThanOrEqual(patience('decidedAtOnce'));
    // Not "sent before the return": such a question may be on its way while the decision is made.
    const afterSwitch = load.answered.filter(
      ({ sentMs, answeredMs = Infinity }) => sentMs > decision.atMs && answeredMs < back.atMs,
    );
    expect(new Set(afterSwitch.map(({ server }) => server))).toEqual(new Set(['127.0.0.2']));
    expect(back.reason).toBe('master-recovered');
  });

  it('no datagram reaches the old server 50 ms after the decision; other listeners’ flows stay', async ({
    expect,
  }) => {
    const check = { healthCheckReq: 'areyouthere', healthCheckExp: 'yes', HealthCheckConnectPort: '5355' };
    const master = cleanup.add(closing(await UdpBackend.start('master', { address: newLoopbackAddress() })));
    const slave = cleanup.add(closing(await UdpBackend.start('slave', { address: newLoopbackAddress() })));
    const masterCheck = cleanup.add(await UdpCheckPort.open(master.address, 5355, 'yes'));
    cleanup.add(await UdpCheckPort.open(slave.address, 5355, 'yes'));
    const servers = {
      protocol: 'UDP',
      port: 5353,
      master,
      slave,
      policy: { DetectionMode: 'fast' },
    } as const;
    const pair = await own.api.newPair({ ...servers, listener: check });
    // The same servers, judged by their own ports, which stay open.
    const other = await own.api.newPair(servers);
    const load = cleanup.add(await UdpLoad.start(pair.target, namedProtocol('a')));
    const otherLoad = cleanup.add(await UdpLoad.start(other.target, namedProtocol('b')));
    await load.untilAnsweredBy('master', 0);
    await otherLoad.untilAnsweredBy('master', 0);

    masterCheck.answering = false;
    const decision = await pair.untilActive('Slave');
    await load.untilAnsweredBy('slave', decision.atMs + patience('flowsMoved'));
    const otherAtSwitch = await otherLoad.untilAnsweredBy('master', decision.atMs + patience('flowsMoved'));
    masterCheck.answering = true;
    const back = await pair.untilActive('Master');
    await load.untilAnsweredBy('master', back.atMs);
    await otherLoad.untilAnsweredBy('master', back.atMs);

    const toHostMs = hostNowMs() - performance.now();
    const arrivals = master.received.map(({ text, atMs }) => ({
      text,
      afterMs: atMs + toHostMs - decision.atMs,
    }));
    const duringSlave = arrivals.filter(({ afterMs }) => afterMs > 0 && afterMs < back.atMs - decision.atMs);
    const late = duringSlave.filter(({ text }) => text.startsWith('a')).map(({ afterMs }) => afterMs);
    console.log(
      `UDP switch: last datagram to the old server ${Math.round(Math.max(0, ...late) * 10) / 10} ms after the decision, ` +
        `lost ${load.lost(back.atMs).length} of ${load.questions.length}`,
    );
    expect(late.filter((afterMs) => afterMs > patience('flowsMoved'))).toEqual([]);
    expect(duringSlave.some(({ text }) => text.startsWith('b'))).toBe(true);
    // A server that is merely judged bad still answers: not one question is lost, neither by the switch nor by the return.
    expect(load.lost(back.atMs)).toEqual([]);
    expect(otherLoad.lost(back.atMs)).toEqual([]);
    expect(otherAtSwitch.server).toBe('master');
    expect(new Set(otherLoad.answered.map(({ server }) => server))).toEqual(new Set(['master']));
  });
});

function closing(backend: UdpBackend): UdpBackend & { close(): Promise<void> } {
  return Object.assign(backend, { close: () => backend.stop() });
}
