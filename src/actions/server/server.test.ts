import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { createMasterSlaveServerGroup } from '../master-slave-server-group/create.ts';
import { deleteMasterSlaveServerGroup } from '../master-slave-server-group/delete.ts';
import { ActionBench } from '../test-support.ts';
import { isConflict } from '../../store/store.ts';
import { deregisterServer } from './deregister.ts';
import { describeServers } from './describe.ts';
import { registerServer } from './register.ts';

const register = (
  bench: ActionBench,
  ServerId: string,
  Address: string,
  more: Readonly<Record<string, string>> = {},
) => bench.call(contracts.RegisterServer, registerServer, { ServerId, Address, ...more });
const deregister = (bench: ActionBench, ServerId: string) =>
  bench.call(contracts.DeregisterServer, deregisterServer, { ServerId });
const servers = async (bench: ActionBench, request: Readonly<Record<string, string>> = {}) =>
  (await bench.call(contracts.DescribeServers, describeServers, request)).Servers;

/** A master-slave group of these two servers, on a load balancer of its own. */
async function pair(bench: ActionBench, master: object, slave: object) {
  const { LoadBalancerId } = await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, {
    RegionId: 'cn-hangzhou',
  });
  const request = {
    RegionId: 'cn-hangzhou',
    LoadBalancerId,
    MasterSlaveServerGroupName: 'pair',
    MasterSlaveBackendServers: JSON.stringify([
      { Port: 80, ...master },
      { Port: 80, ServerType: 'Slave', ...slave },
    ]),
  };
  const create = [contracts.CreateMasterSlaveServerGroup, createMasterSlaveServerGroup, request] as const;
  return { LoadBalancerId, create };
}

describe('RegisterServer', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['DB-1.example.com', 'db-1.example.com'],
    ['localhost', 'localhost'],
    ['3com', '3com'],
  ])('takes %s as an address', async (given, kept) => {
    expect(await register(new ActionBench(), 'vm-1', given)).toEqual({ ServerId: 'vm-1', Address: kept });
  });

  it.each([['10.1'], ['300.1.1.1'], ['10.0.0.1:80'], ['http://db'], ['-db'], ['a b'], ['db..example']])(
    'refuses %s as an address',
    async (given) => {
      await expect(register(new ActionBench(), 'vm-1', given)).rejects.toMatchObject({
        code: 'InvalidParameter',
        message: 'The specified parameter Address is not valid: it is no IP address and no host name.',
      });
    },
  );

  it('refuses an id that could not stand in a list of targets', async () => {
    await expect(register(new ActionBench(), 'vm:1', '192.0.2.1')).rejects.toMatchObject({
      code: 'InvalidParameter',
    });
  });

  it('changes a server that is there, keeping what is not said', async () => {
    const bench = new ActionBench();
    await register(bench, 'vm-1', '192.0.2.1', { Description: 'rack 4' });
    bench.nowMs += 60_000;
    await register(bench, 'vm-1', '192.0.2.2');
    expect(await servers(bench)).toMatchObject([
      { Address: '192.0.2.2', Description: 'rack 4', CreateTime: '2026-01-02T03:04:05Z' },
    ]);
  });
});

describe('DescribeServers', () => {
  it('tells configured from registered, and says which groups depend on each', async () => {
    const bench = new ActionBench({ configuredServers: { 'vm-9': '192.0.2.9', 'vm-1': '192.0.2.111' } });
    await register(bench, 'vm-1', '192.0.2.1');
    const { LoadBalancerId, create } = await pair(
      bench,
      { ServerId: 'vm-9' },
      // Has its own address, so that the inventory does not matter.
      { ServerId: 'vm-1', ServerIp: '192.0.2.1' },
    );
    const { MasterSlaveServerGroupId } = await bench.call(...create);
    expect(await servers(bench)).toEqual([
      {
        ServerId: 'vm-1',
        Address: '192.0.2.1',
        Description: '',
        Origin: 'registered',
        CreateTime: '2026-01-02T03:04:05Z',
        ServerGroups: [],
      },
      {
        ServerId: 'vm-9',
        Address: '192.0.2.9',
        Description: '',
        Origin: 'configured',
        ServerGroups: [
          {
            ServerGroupId: MasterSlaveServerGroupId,
            ServerGroupName: 'pair',
            ServerGroupType: 'master-slave',
            LoadBalancerId,
          },
        ],
      },
    ]);
    expect((await servers(bench, { ServerId: 'vm-9' })).map(({ ServerId }) => ServerId)).toEqual(['vm-9']);
    expect(await servers(bench, { ServerId: 'vm-2' })).toEqual([]);
  });
});

describe('DeregisterServer', () => {
  it('is refused while a group names the server, and says which', async () => {
    const bench = new ActionBench();
    await register(bench, 'vm-1', '192.0.2.1');
    const { create } = await pair(bench, { ServerId: 'vm-1' }, { ServerId: '192.0.2.2' });
    const { MasterSlaveServerGroupId } = await bench.call(...create);
    await expect(deregister(bench, 'vm-1')).rejects.toMatchObject({
      code: 'ServerInUse',
      message: `The server vm-1 is used by the server groups ${MasterSlaveServerGroupId}.`,
    });
    await bench.call(contracts.DeleteMasterSlaveServerGroup, deleteMasterSlaveServerGroup, {
      MasterSlaveServerGroupId,
    });
    await deregister(bench, 'vm-1');
    expect(await servers(bench)).toEqual([]);
  });

  it('leaves no group behind whose server goes at the same time', async () => {
    const bench = new ActionBench();
    await register(bench, 'vm-1', '192.0.2.1');
    const { create } = await pair(bench, { ServerId: 'vm-1' }, { ServerId: '192.0.2.2' });
    const group = await bench.begin(...create);
    await deregister(bench, 'vm-1');
    await expect(bench.store.commit(group.tx.toChange())).rejects.toSatisfy(isConflict);

    await register(bench, 'vm-1', '192.0.2.1');
    const departure = await bench.begin(contracts.DeregisterServer, deregisterServer, { ServerId: 'vm-1' });
    await bench.call(...create);
    await expect(bench.store.commit(departure.tx.toChange())).rejects.toSatisfy(isConflict);
  });

  it.each([
    ['an IP address', '192.0.2.1', {}],
    ['also a configured server', 'vm-1', { 'vm-1': '192.0.2.1' }],
  ])('is allowed in spite of groups when the id is %s', async (_why, id, configuredServers) => {
    const bench = new ActionBench({ configuredServers });
    await register(bench, id, '192.0.2.7');
    const { create } = await pair(bench, { ServerId: id }, { ServerId: '192.0.2.2' });
    await bench.call(...create);
    await deregister(bench, id);
    expect((await servers(bench)).map(({ Origin }) => Origin)).not.toContain('registered');
  });

  it('is allowed when the groups give an address of their own', async () => {
    const bench = new ActionBench();
    await register(bench, 'vm-1', '192.0.2.1');
    const { create } = await pair(
      bench,
      { ServerId: 'vm-1', ServerIp: '192.0.2.1' },
      { ServerId: '192.0.2.2' },
    );
    await bench.call(...create);
    await deregister(bench, 'vm-1');
    expect(await servers(bench)).toEqual([]);
  });

  it('cannot remove what the configuration says, and says so', async () => {
    const bench = new ActionBench({ configuredServers: { 'vm-1': '192.0.2.1' } });
    await expect(deregister(bench, 'vm-1')).rejects.toMatchObject({
      code: 'ServerIsConfigured',
      message: expect.stringContaining('--server'),
    });
  });
});
