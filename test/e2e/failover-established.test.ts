/** What a switch does to connections that exist: keep, drain and reset, while the old server lives and when it does not. */
import { describe, it } from 'vitest';
import { type Pair } from '../support/service-api.ts';
import { TcpCheckPort } from '../support/check-port.ts';
import { patience, pause } from '../support/eventually.ts';
import { NetworkHost, whyNoNetworkHosts } from '../support/network-host.ts';
import { RedisServer, whyNoRedis } from '../support/redis.ts';
import { type HeldConnections, holdConnections } from '../support/scenario.ts';
import { ownService } from '../support/own-service.ts';

const CHECK_PORT = 7379;
const HELD = 20;
const fast = { DetectionMode: 'fast', FlapDamping: 'off' };

const own = ownService();
const { cleanup } = own;

interface Scene {
  readonly pair: Pair;
  /** The master fails its check when this port is closed, and goes on serving. */
  readonly masterCheck: TcpCheckPort;
  readonly onMaster: HeldConnections;
}

async function setScene(policy: Readonly<Record<string, string>>): Promise<Scene> {
  const master = cleanup.add(await RedisServer.start('master'));
  const slave = cleanup.add(await RedisServer.start('slave'));
  const masterCheck = cleanup.add(await TcpCheckPort.open(master.address, CHECK_PORT));
  cleanup.add(await TcpCheckPort.open(slave.address, CHECK_PORT));
  const listener = { HealthCheckConnectPort: String(CHECK_PORT) };
  const pair = await own.api.newPair({ port: 6379, master, slave, listener, policy: { ...fast, ...policy } });
  const onMaster = cleanup.add(await holdConnections(pair.target, HELD, 'master'));
  return { pair, masterCheck, onMaster };
}

/** How long after the decision each connection was over, on the client's side. */
function overAfterMs(held: HeldConnections, decidedAtMs: number): readonly number[] {
  return held.each.map(({ overAtMs }) => (overAtMs ?? Number.POSITIVE_INFINITY) - decidedAtMs);
}

// Together, since a drain takes its time.
describe.concurrent('connections on a server that lost the role', () => {
  it('keep: go on, through the return as well', async ({ skip, expect }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const { pair, masterCheck, onMaster } = await setScene({ EstablishedPolicy: 'keep' });
    masterCheck.fail();
    await pair.untilActive('Slave');
    const onSlave = cleanup.add(await holdConnections(pair.target, HELD, 'slave'));
    await pause(2_500);
    await onMaster.allAnswer('master');
    await masterCheck.pass();
    await pair.untilActive('Master');
    cleanup.add(await holdConnections(pair.target, 1, 'master'));
    await onMaster.allAnswer('master');
    await onSlave.allAnswer('slave');
    expect(onMaster.states()).toEqual(Array(HELD).fill('open'));
    expect(onSlave.states()).toEqual(Array(HELD).fill('open'));
  });

  it('drain: go on for the time set, then are closed', async ({ skip, expect }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const { pair, masterCheck, onMaster } = await setScene({ EstablishedPolicy: 'drain', DrainTimeout: '2' });
    masterCheck.fail();
    const decision = await pair.untilActive('Slave');
    cleanup.add(await holdConnections(pair.target, 1, 'slave'));
    await onMaster.allAnswer('master');
    await onMaster.untilAllOver();
    const over = overAfterMs(onMaster, decision.atMs);
    expect(Math.min(...over)).toBeGreaterThanOrEqual(2_000 - patience('drainError'));
    expect(Math.max(...over)).toBeLessThanOrEqual(2_000 + patience('drainError'));
  });

  it('drain: a return within the time spares them', async ({ skip, expect }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const { pair, masterCheck, onMaster } = await setScene({ EstablishedPolicy: 'drain', DrainTimeout: '3' });
    masterCheck.fail();
    const away = await pair.untilActive('Slave');
    await masterCheck.pass();
    const back = await pair.untilActive('Master');
    expect(back.atMs - away.atMs).toBeLessThan(3_000);
    await pause(3_500);
    await onMaster.allAnswer('master');
    expect(onMaster.states()).toEqual(Array(HELD).fill('open'));
  });

  it('reset: are closed at once', async ({ skip, expect }) => {
    if (whyNoRedis !== undefined) skip(whyNoRedis);
    const { pair, masterCheck, onMaster } = await setScene({ EstablishedPolicy: 'reset' });
    masterCheck.fail();
    const decision = await pair.untilActive('Slave');
    await onMaster.untilAllOver();
    const over = overAfterMs(onMaster, decision.atMs);
    console.log(
      `reset, old server alive: closed ${Math.round(Math.max(...over))} ms after the decision at worst`,
    );
    expect(onMaster.states()).toEqual(Array(HELD).fill('reset'));
    expect(Math.max(...over)).toBeLessThanOrEqual(patience('cutAtOnce'));
    cleanup.add(await holdConnections(pair.target, 1, 'slave'));
  });

  it('reset: are closed at once when the old server is silent too', async ({ skip, expect }) => {
    const whyNot = whyNoRedis ?? (await whyNoNetworkHosts());
    if (whyNot !== undefined) skip(whyNot);
    const host = cleanup.add(await NetworkHost.create());
    const master = cleanup.add(await RedisServer.start('master', host));
    const slave = cleanup.add(await RedisServer.start('slave'));
    const policy = { ...fast, EstablishedPolicy: 'reset' };
    const pair = await own.api.newPair({ port: 6379, master, slave, policy });
    const onMaster = cleanup.add(await holdConnections(pair.target, HELD, 'master'));
    await host.silence();
    const decision = await pair.untilActive('Slave');
    await onMaster.untilAllOver();
    const over = overAfterMs(onMaster, decision.atMs);
    console.log(
      `reset, old server silent: closed ${Math.round(Math.max(...over))} ms after the decision at worst`,
    );
    expect(onMaster.states()).toEqual(Array(HELD).fill('reset'));
    expect(Math.max(...over)).toBeLessThanOrEqual(patience('cutAtOnce'));
    cleanup.add(await holdConnections(pair.target, 1, 'slave'));
  });
});
