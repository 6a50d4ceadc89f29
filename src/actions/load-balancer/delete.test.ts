import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { keys, listenerKey } from '../../domain/keys.ts';
import { encodeRecord } from '../../store/codec.ts';
import { isConflict } from '../../store/store.ts';
import { createLoadBalancerTCPListener } from '../listener/create.ts';
import { createMasterSlaveServerGroup } from '../master-slave-server-group/create.ts';
import { ActionBench } from '../test-support.ts';
import { createLoadBalancer } from './create.ts';
import { deleteLoadBalancer } from './delete.ts';
import { setLoadBalancerDeleteProtection } from './set.ts';

async function created(bench: ActionBench): Promise<string> {
  const request = { RegionId: 'cn-hangzhou' };
  return (await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, request)).LoadBalancerId;
}

/** A group and a listener in front of it, with what a failover leaves behind. */
async function inhabit(bench: ActionBench, LoadBalancerId: string): Promise<void> {
  const RegionId = 'cn-hangzhou';
  await bench.call(contracts.CreateMasterSlaveServerGroup, createMasterSlaveServerGroup, {
    RegionId,
    LoadBalancerId,
  });
  await bench.call(contracts.CreateLoadBalancerTCPListener, createLoadBalancerTCPListener, {
    RegionId,
    LoadBalancerId,
    ListenerPort: '80',
    BackendServerPort: '8080',
    Bandwidth: '-1',
  });
  const listener = listenerKey(LoadBalancerId, 'tcp', 80);
  await bench.store.commit({
    preconditions: [],
    writes: [keys.election(listener), keys.historyEvent(listener, 1), keys.historyEvent(listener, 2)].map(
      (key) => ({
        kind: 'put' as const,
        key,
        // Not even readable: what is observed goes whatever it is.
        value: encodeRecord(1, 'anything'),
      }),
    ),
  });
}

const remove = (bench: ActionBench, LoadBalancerId: string) =>
  bench.call(contracts.DeleteLoadBalancer, deleteLoadBalancer, { LoadBalancerId });

describe('DeleteLoadBalancer', () => {
  it('takes everything along that belongs to it, and nothing else', async () => {
    const bench = new ActionBench();
    const other = await created(bench);
    await inhabit(bench, other);
    const before = await bench.keys();
    const id = await created(bench);
    await inhabit(bench, id);
    expect((await bench.keys()).length).toBe(2 * before.length);
    await remove(bench, id);
    expect(await bench.keys()).toEqual(before);
  });

  it('makes the address free again', async () => {
    const bench = new ActionBench();
    await remove(bench, await created(bench));
    await created(bench);
    expect(await bench.keys()).toContain(keys.address('203.0.113.1'));
  });

  it('is refused while the deletion protection is on', async () => {
    const bench = new ActionBench();
    const LoadBalancerId = await created(bench);
    const protect = (DeleteProtection: string) =>
      bench.call(contracts.SetLoadBalancerDeleteProtection, setLoadBalancerDeleteProtection, {
        LoadBalancerId,
        DeleteProtection,
      });
    await protect('on');
    await expect(remove(bench, LoadBalancerId)).rejects.toMatchObject({
      code: 'OperationDenied.DeleteProtectionIsOn',
      message: "The loadbalancer can't be deleted due to DeleteProtection is enabled.",
    });
    await protect('off');
    await remove(bench, LoadBalancerId);
    expect(await bench.keys()).toEqual([]);
  });

  it('leaves no group behind that is made at the same time', async () => {
    const bench = new ActionBench();
    const LoadBalancerId = await created(bench);
    const request = { RegionId: 'cn-hangzhou', LoadBalancerId };
    const group = await bench.begin(
      contracts.CreateMasterSlaveServerGroup,
      createMasterSlaveServerGroup,
      request,
    );
    const deletion = await bench.begin(contracts.DeleteLoadBalancer, deleteLoadBalancer, { LoadBalancerId });
    await bench.store.commit(group.tx.toChange());
    await expect(bench.store.commit(deletion.tx.toChange())).rejects.toSatisfy(isConflict);

    const late = await bench.begin(
      contracts.CreateMasterSlaveServerGroup,
      createMasterSlaveServerGroup,
      request,
    );
    await remove(bench, LoadBalancerId);
    await expect(bench.store.commit(late.tx.toChange())).rejects.toSatisfy(isConflict);
    expect(await bench.keys()).toEqual([]);
  });

  it('answers a second deletion as Terraform waits for it', async () => {
    const bench = new ActionBench();
    const id = await created(bench);
    await remove(bench, id);
    await expect(remove(bench, id)).rejects.toMatchObject({
      code: 'InvalidLoadBalancerId.NotFound',
      httpStatus: 404,
      message: 'The specified LoadBalancerId does not exist.',
    });
  });
});
