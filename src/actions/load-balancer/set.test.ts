import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { ActionBench } from '../test-support.ts';
import { createLoadBalancer } from './create.ts';
import { describeLoadBalancerAttribute } from './describe.ts';
import {
  setLoadBalancerDeleteProtection,
  setLoadBalancerModificationProtection,
  setLoadBalancerName,
  setLoadBalancerStatus,
} from './set.ts';

async function loadBalancer(bench = new ActionBench()) {
  const { LoadBalancerId } = await bench.call(contracts.CreateLoadBalancer, createLoadBalancer, {
    RegionId: 'cn-hangzhou',
  });
  const describeIt = () =>
    bench.call(contracts.DescribeLoadBalancerAttribute, describeLoadBalancerAttribute, { LoadBalancerId });
  return { bench, LoadBalancerId, describeIt };
}

describe('changes of a load balancer', () => {
  it('change what they say and nothing else', async () => {
    const { bench, LoadBalancerId, describeIt } = await loadBalancer();
    const before = await describeIt();
    await bench.call(contracts.SetLoadBalancerName, setLoadBalancerName, {
      LoadBalancerId,
      LoadBalancerName: 'renamed',
    });
    await bench.call(contracts.SetLoadBalancerStatus, setLoadBalancerStatus, {
      LoadBalancerId,
      LoadBalancerStatus: 'inactive',
    });
    await bench.call(contracts.SetLoadBalancerDeleteProtection, setLoadBalancerDeleteProtection, {
      LoadBalancerId,
      DeleteProtection: 'ON',
    });
    expect(await describeIt()).toEqual({
      ...before,
      LoadBalancerName: 'renamed',
      LoadBalancerStatus: 'inactive',
      DeleteProtection: 'on',
    });
  });

  it.each([['web,db'], ['line\nbreak'], ['x'.repeat(81)]])('refuse %j as a name', async (name) => {
    const { bench, LoadBalancerId } = await loadBalancer();
    const request = { LoadBalancerId, LoadBalancerName: name };
    await expect(
      bench.call(contracts.SetLoadBalancerName, setLoadBalancerName, request),
    ).rejects.toMatchObject({
      code: 'InvalidParameter',
    });
  });

  it('do not let a client lock (Terraform can ask for it)', async () => {
    const { bench, LoadBalancerId } = await loadBalancer();
    const request = { LoadBalancerId, LoadBalancerStatus: 'locked' };
    await expect(
      bench.call(contracts.SetLoadBalancerStatus, setLoadBalancerStatus, request),
    ).rejects.toMatchObject({ code: 'InvalidParameter' });
  });

  it('are for load balancers of the region asked for', async () => {
    const { bench, LoadBalancerId } = await loadBalancer();
    const request = { LoadBalancerId, LoadBalancerStatus: 'active', RegionId: 'eu-central-1' };
    await expect(
      bench.call(contracts.SetLoadBalancerStatus, setLoadBalancerStatus, request),
    ).rejects.toMatchObject({ id: 'loadBalancerNotFound' });
  });
});

describe('SetLoadBalancerModificationProtection', () => {
  async function after(...steps: readonly Readonly<Record<string, string>>[]) {
    const { bench, LoadBalancerId, describeIt } = await loadBalancer();
    for (const step of steps) {
      const request = { LoadBalancerId, ...step };
      await bench.call(
        contracts.SetLoadBalancerModificationProtection,
        setLoadBalancerModificationProtection,
        request,
      );
    }
    const { ModificationProtectionStatus: status, ModificationProtectionReason: reason } = await describeIt();
    return [status, reason];
  }
  const on = { ModificationProtectionStatus: 'ConsoleProtection' };
  const off = { ModificationProtectionStatus: 'NonProtection' };
  const why = { ModificationProtectionReason: 'managed.by.ack' };

  it.each([
    [[on], ['ConsoleProtection', '']],
    [[{ ...on, ...why }], ['ConsoleProtection', 'managed.by.ack']],
    [
      [{ ...on, ...why }, on],
      ['ConsoleProtection', 'managed.by.ack'],
    ],
    [
      [{ ...on, ...why }, off],
      ['NonProtection', ''],
    ],
  ])('%o leads to %o', async (steps, expected) => {
    expect(await after(...steps)).toEqual(expected);
  });

  it('takes no reason with NonProtection', async () => {
    await expect(after({ ...off, ...why })).rejects.toMatchObject({
      id: 'invalidModificationProtectionReason',
    });
  });
});
