import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { deleteLoadBalancer } from '../load-balancer/delete.ts';
import { ActionBench } from '../test-support.ts';
import { deleteAccessLogsDownloadAttribute, setAccessLogsDownloadAttribute } from './change.ts';
import { describeAccessLogsDownloadAttribute } from './describe.ts';

type Request = Readonly<Record<string, string>>;

class Logs {
  readonly bench = new ActionBench();

  async loadBalancer(request: Request = {}): Promise<string> {
    const all = { RegionId: 'cn-hangzhou', ...request };
    return (await this.bench.call(contracts.CreateLoadBalancer, createLoadBalancer, all)).LoadBalancerId;
  }

  set = (request: Request) =>
    this.bench.call(contracts.SetAccessLogsDownloadAttribute, setAccessLogsDownloadAttribute, request);
  remove = (request: Request) =>
    this.bench.call(contracts.DeleteAccessLogsDownloadAttribute, deleteAccessLogsDownloadAttribute, request);
  list = (request: Request = {}) =>
    this.bench.call(
      contracts.DescribeAccessLogsDownloadAttribute,
      describeAccessLogsDownloadAttribute,
      request,
    );

  async loadBalancers(request: Request = {}): Promise<readonly string[]> {
    return (await this.list(request)).LogsDownloadAttributes.map(({ LoadBalancerId }) => LoadBalancerId);
  }
}

const attributes = (...loadBalancerIds: readonly string[]): Request => ({
  LogsDownloadAttributes: JSON.stringify(
    loadBalancerIds.map((id) => ({ LoadBalancerId: id, logProject: 'my-project', logStore: 'my-store' })),
  ),
});

describe('access-log settings', () => {
  it('are given back until they are deleted', async () => {
    const logs = new Logs();
    const id = await logs.loadBalancer();
    await logs.set(attributes(id));
    expect(await logs.list()).toEqual({
      LogsDownloadAttributes: [
        {
          LoadBalancerId: id,
          LogProject: 'my-project',
          LogStore: 'my-store',
          LogType: 'layer7',
          Region: 'cn-hangzhou',
        },
      ],
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 1,
    });
    await logs.remove(attributes(id));
    expect(await logs.loadBalancers()).toEqual([]);
    await expect(logs.remove(attributes(id))).rejects.toMatchObject({ id: 'accessLogNotFound' });
  });

  it('belong to the load balancer of the request when they name none', async () => {
    const logs = new Logs();
    const LoadBalancerId = await logs.loadBalancer();
    const unnamed = { LogsDownloadAttributes: '[{"LogProject":"p","LogStore":"s"}]' };
    await expect(logs.set(unnamed)).rejects.toMatchObject({ id: 'missingParameter' });
    await logs.set({ ...unnamed, LoadBalancerId });
    expect(await logs.loadBalancers()).toEqual([LoadBalancerId]);
  });

  it('are made all or none', async () => {
    const logs = new Logs();
    const id = await logs.loadBalancer();
    for (const second of ['lb-nosuch', id]) {
      await expect(logs.set(attributes(id, second))).rejects.toMatchObject({
        httpStatus: expect.any(Number),
      });
    }
    expect(await logs.loadBalancers()).toEqual([]);
  });

  it('are found by load balancer, tag and page', async () => {
    const logs = new Logs();
    const plain = await logs.loadBalancer();
    const tagged = await logs.loadBalancer({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    await logs.set(attributes(plain, tagged));
    expect(await logs.loadBalancers({ LoadBalancerId: plain })).toEqual([plain]);
    expect(await logs.loadBalancers({ Tags: '[{"tagKey":"env","tagValue":"test"}]' })).toEqual([tagged]);
    const pages = [
      ...(await logs.loadBalancers({ PageSize: '1' })),
      ...(await logs.loadBalancers({ PageSize: '1', PageNumber: '2' })),
    ];
    expect(pages.sort()).toEqual([plain, tagged].sort());
    expect(await logs.loadBalancers({ RegionId: 'eu-central-1' })).toEqual([]);
  });

  it('go with their load balancer', async () => {
    const logs = new Logs();
    const LoadBalancerId = await logs.loadBalancer();
    await logs.set(attributes(LoadBalancerId));
    await logs.bench.call(contracts.DeleteLoadBalancer, deleteLoadBalancer, { LoadBalancerId });
    expect(await logs.bench.keys()).toEqual([]);
  });
});
