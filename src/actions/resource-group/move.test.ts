import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { keys } from '../../domain/keys.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { describeLoadBalancers } from '../load-balancer/list.ts';
import { ActionBench } from '../test-support.ts';
import { moveResourceGroup } from './move.ts';

const certificate = {
  name: '',
  regionId: 'cn-hangzhou',
  resourceGroupId: 'rg-default',
  certificatePem: '',
  fingerprint: '',
  commonName: '',
  expiresMs: 0,
  tags: [],
  createdMs: 0,
};

async function bench() {
  const calls = new ActionBench();
  const { LoadBalancerId } = await calls.call(contracts.CreateLoadBalancer, createLoadBalancer, {
    RegionId: 'cn-hangzhou',
  });
  const move = (request: Readonly<Record<string, string>>) =>
    calls.call(contracts.MoveResourceGroup, moveResourceGroup, { NewResourceGroupId: 'rg-new', ...request });
  return { calls, LoadBalancerId, move };
}

describe('MoveResourceGroup', () => {
  it('is what the filter of DescribeLoadBalancers goes by', async () => {
    const { calls, LoadBalancerId, move } = await bench();
    const inGroup = async (ResourceGroupId: string) =>
      (await calls.call(contracts.DescribeLoadBalancers, describeLoadBalancers, { ResourceGroupId }))
        .TotalCount;
    expect(await inGroup('rg-new')).toBe(0);
    await move({ ResourceType: 'loadbalancer', ResourceId: LoadBalancerId, RegionId: 'cn-hangzhou' });
    expect(await inGroup('rg-new')).toBe(1);
    expect(await inGroup('rg-default')).toBe(0);
  });

  it('moves certificates of both kinds, and leaves them what they are', async () => {
    const { calls, move } = await bench();
    await calls.edit((tx) => {
      const own = { sealedKey: 'sealed', subjectAlternativeNames: [] };
      tx.put('serverCertificates', keys.serverCertificate('c-1'), { ...certificate, ...own, id: 'c-1' });
      tx.put('caCertificates', keys.caCertificate('c-2'), { ...certificate, id: 'c-2' });
    });
    const before = await calls.keys();
    for (const ResourceId of ['c-1', 'c-2']) await move({ ResourceType: 'certificate', ResourceId });
    expect(await calls.keys()).toEqual(before);
    await calls.edit(async (tx) => {
      expect(await tx.get('serverCertificates', keys.serverCertificate('c-1'))).toMatchObject({
        resourceGroupId: 'rg-new',
        sealedKey: 'sealed',
      });
      expect(await tx.get('caCertificates', keys.caCertificate('c-2'))).toMatchObject({
        resourceGroupId: 'rg-new',
      });
    });
  });

  it.each([
    { ResourceType: 'loadbalancer', ResourceId: 'lb-nosuch' },
    { ResourceType: 'certificate', ResourceId: 'c-nosuch' },
  ])('finds no $ResourceId', async (request) => {
    const { move } = await bench();
    await expect(move(request)).rejects.toMatchObject({ id: 'resourceNotExist' });
  });

  it('finds nothing of another region', async () => {
    const { LoadBalancerId, move } = await bench();
    await expect(
      move({ ResourceType: 'loadbalancer', ResourceId: LoadBalancerId, RegionId: 'eu-central-1' }),
    ).rejects.toMatchObject({ id: 'resourceNotExist' });
  });
});
