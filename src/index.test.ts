import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
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
