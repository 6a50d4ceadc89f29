import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { isConflict } from '../../store/store.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { createMasterSlaveServerGroup } from '../master-slave-server-group/create.ts';
import { deleteMasterSlaveServerGroup } from '../master-slave-server-group/delete.ts';
import { ActionBench } from '../test-support.ts';
import { createLoadBalancerTCPListener } from './create.ts';
import { deleteLoadBalancerListener } from './delete.ts';
import { setLoadBalancerTCPListenerAttribute } from './set.ts';
import { startLoadBalancerListener } from './start-stop.ts';

async function arranged() {
  const bench = new ActionBench();
  const region = { RegionId: 'cn-hangzhou' };
  const { LoadBalancerId } = await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, region);
  const { MasterSlaveServerGroupId } = await bench.call(
    contracts.CreateMasterSlaveServerGroup,
    createMasterSlaveServerGroup,
    { ...region, LoadBalancerId },
  );
  const listener = { LoadBalancerId, ListenerPort: '80', MasterSlaveServerGroupId };
  const create = (port: string) =>
    bench.begin(contracts.CreateLoadBalancerTCPListener, createLoadBalancerTCPListener, {
      ...listener,
      ListenerPort: port,
    });
  return { bench, listener, create };
}

/** Terraform works on ten things at a time, the Kubernetes controller too. */
describe('calls that come in at the same time', () => {
  it('never leave a listener on a group that is gone', async () => {
    const { bench, listener, create } = await arranged();
    const { tx } = await create('80');
    await bench.call(contracts.DeleteMasterSlaveServerGroup, deleteMasterSlaveServerGroup, listener);
    await expect(bench.store.commit(tx.toChange())).rejects.toSatisfy(isConflict);
  });

  it('never delete a group that a listener has just begun to use', async () => {
    const { bench, listener, create } = await arranged();
    const { tx } = await bench.begin(
      contracts.DeleteMasterSlaveServerGroup,
      deleteMasterSlaveServerGroup,
      listener,
    );
    await bench.store.commit((await create('80')).tx.toChange());
    await expect(bench.store.commit(tx.toChange())).rejects.toSatisfy(isConflict);
  });

  it('never make the same listener twice', async () => {
    const { bench, create } = await arranged();
    const [one, two] = [await create('80'), await create('80')];
    await bench.store.commit(one.tx.toChange());
    await expect(bench.store.commit(two.tx.toChange())).rejects.toSatisfy(isConflict);
  });

  it('never bring a deleted listener back by a change', async () => {
    const { bench, listener, create } = await arranged();
    await bench.store.commit((await create('80')).tx.toChange());
    const { tx } = await bench.begin(
      contracts.SetLoadBalancerTCPListenerAttribute,
      setLoadBalancerTCPListenerAttribute,
      { ...listener, Bandwidth: '5' },
    );
    await bench.call(contracts.DeleteLoadBalancerListener, deleteLoadBalancerListener, listener);
    await expect(bench.store.commit(tx.toChange())).rejects.toSatisfy(isConflict);
  });

  it('never bring a deleted listener back by starting it, which finds it in a list', async () => {
    const { bench, listener, create } = await arranged();
    await bench.store.commit((await create('80')).tx.toChange());
    const start = [contracts.StartLoadBalancerListener, startLoadBalancerListener, listener] as const;
    const { tx } = await bench.begin(...start);
    await bench.call(contracts.DeleteLoadBalancerListener, deleteLoadBalancerListener, listener);
    await expect(bench.store.commit(tx.toChange())).rejects.toSatisfy(isConflict);
  });
});
