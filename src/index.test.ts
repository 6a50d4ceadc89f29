import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiFailure, ConfigError, type Hotspare, startHotspare } from './index.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo();
});

async function start(...args: Parameters<typeof startHotspare>): Promise<Hotspare> {
  const slb = await startHotspare(...args);
  cleanUp.push(() => slb.close());
  return slb;
}

/** A server that says its name. */
async function server(name: string): Promise<{ readonly port: number; readonly socket: Server }> {
  const socket = createServer((client) => client.on('error', () => undefined).end(name));
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => void socket.close());
  return { port: (socket.address() as AddressInfo).port, socket };
}

/** Answers every line with its name, for as long as the connection lasts. */
async function echo(name: string): Promise<number> {
  const socket = createServer((client) => {
    client.on('error', () => undefined).on('data', () => client.write(name));
  });
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => void socket.close());
  return (socket.address() as AddressInfo).port;
}

/** One client connection that stays. */
class Line {
  readonly #socket: Socket;
  /** True when the other side reset it. */
  readonly ended: Promise<boolean>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.ended = new Promise((resolve) => {
      socket.once('error', () => resolve(true)).once('close', () => resolve(false));
    });
    cleanUp.push(() => void socket.destroy());
  }

  static open(host: string, port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => resolve(new Line(socket)));
      socket.once('error', reject);
    });
  }

  ask(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      this.#socket.once('close', () => reject(new Error('closed')));
      this.#socket.write('who\n');
    });
  }
}

function ask(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    connect(port, host)
      .on('data', (chunk: Buffer) => (heard += chunk.toString()))
      .on('close', () => resolve(heard))
      .on('error', reject);
  });
}

it('a whole failover in one process: calls in, bytes out, the slave serves when the master is gone', async () => {
  const slb = await start({ servers: { 'i-master': '127.0.0.1', 'i-slave': '127.0.0.1' } });
  const [master, slave] = await Promise.all([server('master'), server('slave')]);
  const { LoadBalancerId, Address } = await slb.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
  const { MasterSlaveServerGroupId } = await slb.call('CreateMasterSlaveServerGroup', {
    RegionId: 'cn-hangzhou',
    LoadBalancerId,
    MasterSlaveBackendServers: JSON.stringify([
      { ServerId: 'i-master', Port: master.port, ServerType: 'Master' },
      { ServerId: 'i-slave', Port: slave.port, ServerType: 'Slave' },
    ]),
  });
  const listener = { LoadBalancerId, ListenerPort: '8080' };
  await slb.call('CreateLoadBalancerTCPListener', { ...listener, Bandwidth: '-1', MasterSlaveServerGroupId });
  await slb.call('StartLoadBalancerListener', listener);
  await expect.poll(() => ask(Address, 8080).catch(() => 'nobody')).toBe('master');
  master.socket.close();
  expect(await ask(Address, 8080)).toBe('slave');
});

describe('orders and edits of a running pair', () => {
  async function runningPair(policies: Readonly<Record<string, string>> = {}) {
    const slb = await start();
    const [master, slave] = await Promise.all([echo('master'), echo('slave')]);
    const { LoadBalancerId, Address } = await slb.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
    const members = (first: number, second: number): string =>
      JSON.stringify([
        { ServerId: '127.0.0.1', Port: first, ServerType: 'Master' },
        { ServerId: '127.0.0.1', Port: second, ServerType: 'Slave' },
      ]);
    const { MasterSlaveServerGroupId } = await slb.call('CreateMasterSlaveServerGroup', {
      RegionId: 'cn-hangzhou',
      LoadBalancerId,
      MasterSlaveBackendServers: members(master, slave),
      ...policies,
    });
    const listener = { LoadBalancerId, ListenerPort: '8080' };
    await slb.call('CreateLoadBalancerTCPListener', {
      ...listener,
      Bandwidth: '-1',
      MasterSlaveServerGroupId,
    });
    await slb.call('StartLoadBalancerListener', listener);
    const dial = () => Line.open(Address, 8080);
    await expect.poll(async () => (await dial()).ask()).toBe('master');
    const order = (parameters: Readonly<Record<string, string>>) =>
      slb.call('SwitchMasterSlaveServerGroup', { MasterSlaveServerGroupId, ...parameters });
    const state = async () => {
      const told = await slb.call('DescribeMasterSlaveServerGroupState', { MasterSlaveServerGroupId });
      return told.Listeners[0];
    };
    const edit = (first: number, second: number) =>
      slb.call('SetMasterSlaveServerGroupAttribute', {
        MasterSlaveServerGroupId,
        MasterSlaveBackendServers: members(first, second),
      });
    await expect
      .poll(async () => (await state())?.Servers.map((s) => s.ServerHealthStatus))
      .toEqual(['normal', 'normal']);
    return { dial, order, state, edit, master, slave };
  }

  it('a switch moves new connections and keeps them there; established ones go on; return brings them back', async () => {
    const { dial, order, state } = await runningPair();
    const before = await dial();
    expect((await order({ DryRun: 'true' })).Listeners).toMatchObject([{ From: 'Master', To: 'Slave' }]);
    expect(await (await dial()).ask()).toBe('master');

    await order({});
    await expect.poll(async () => (await dial()).ask()).toBe('slave');
    expect(await before.ask()).toBe('master');
    expect(await state()).toMatchObject({ ActiveRole: 'Slave', Reason: 'manual', Held: { Why: 'ordered' } });

    await order({ Order: 'return' });
    await expect.poll(async () => (await dial()).ask()).toBe('master');
    expect(await state()).toMatchObject({ ActiveRole: 'Master', Epoch: 3 });
  });

  it('policy reset: a switch ends the established connections at once', async () => {
    const { dial, order } = await runningPair({ EstablishedPolicy: 'reset' });
    const before = await dial();
    await before.ask();
    await order({});
    expect(await before.ended).toBe(true);
  });

  it('seats swapped in place: one step, nobody is cut, and the new master serves', async () => {
    const { dial, edit, state, master, slave } = await runningPair();
    const before = await dial();
    await edit(slave, master);
    await expect.poll(async () => (await dial()).ask()).toBe('slave');
    expect(await before.ask()).toBe('master');
    expect(await state()).toMatchObject({ ActiveRole: 'Master', Epoch: 2, Reason: 'server-edited' });
  });
});

it('a refused call carries code and remedy', async () => {
  const slb = await start();
  const refused = slb.call('DescribeLoadBalancerAttribute', { LoadBalancerId: 'lb-none' });
  await expect(refused).rejects.toBeInstanceOf(ApiFailure);
  await expect(refused).rejects.toMatchObject({ code: 'InvalidLoadBalancerId.NotFound', httpStatus: 404 });
});

it('two side by side share nothing', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  await one.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
  expect((await two.call('DescribeLoadBalancers', { RegionId: 'cn-hangzhou' })).TotalCount).toBe(0);
});

it('a setting that cannot be used is named', async () => {
  await expect(startHotspare({ listen: '8014' })).rejects.toThrow(ConfigError);
  await expect(startHotspare({ listen: '8014' })).rejects.toThrow('startHotspare: listen: must be HOST:PORT');
});
