import { describe, expect, it } from 'vitest';
import { contracts } from '../../contract/index.ts';
import { keys } from '../../domain/keys.ts';
import { createLoadBalancerTCPListener } from '../listener/create.ts';
import { createLoadBalancer } from '../load-balancer/create.ts';
import { deleteLoadBalancer } from '../load-balancer/delete.ts';
import { describeLoadBalancers } from '../load-balancer/list.ts';
import { createMasterSlaveServerGroup } from '../master-slave-server-group/create.ts';
import { ActionBench, testSettings } from '../test-support.ts';
import { listTagResources } from './list.ts';
import { addTags, describeTags, removeTags } from './older.ts';
import { tagResources } from './tag.ts';
import { untagResources } from './untag.ts';

type Request = Readonly<Record<string, string>>;

const regions = [...testSettings.regions, { id: 'me-east-1', localName: 'Dubai', zones: ['me-east-1a'] }];

class Tags {
  readonly bench = new ActionBench({ settings: { regions } });

  async loadBalancer(request: Request = {}): Promise<string> {
    const all = { RegionId: 'cn-hangzhou', ...request };
    return (await this.bench.call(contracts.CreateLoadBalancer, createLoadBalancer, all)).LoadBalancerId;
  }

  tag = (request: Request) => this.bench.call(contracts.TagResources, tagResources, request);
  untag = (request: Request) => this.bench.call(contracts.UntagResources, untagResources, request);
  listPage = (request: Request) => this.bench.call(contracts.ListTagResources, listTagResources, request);
  add = (request: Request) => this.bench.call(contracts.AddTags, addTags, request);
  remove = (request: Request) => this.bench.call(contracts.RemoveTags, removeTags, request);

  /** `key=value`, as listed. */
  async list(request: Request): Promise<readonly string[]> {
    const { TagResources } = await this.listPage(request);
    return TagResources.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`);
  }

  async counts(request: Request = {}): Promise<readonly string[]> {
    const { TagSets } = await this.bench.call(contracts.DescribeTags, describeTags, request);
    return TagSets.map(({ TagKey, TagValue, InstanceCount }) => `${TagKey}=${TagValue}:${InstanceCount}`);
  }
}

const instance = (...ids: readonly string[]): Request => ({
  ResourceType: 'instance',
  ...Object.fromEntries(ids.map((id, n) => [`ResourceId.${n + 1}`, id])),
});

describe('TagResources and UntagResources', () => {
  it('set, change and remove, and leave other tags alone', async () => {
    const tags = new Tags();
    const id = await tags.loadBalancer({ 'Tag.1.Key': 'team', 'Tag.1.Value': 'a' });
    await tags.tag({ ...instance(id), 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'bare' });
    await tags.tag({ ...instance(id), 'Tag.1.Key': 'env', 'Tag.1.Value': 'live' });
    expect(await tags.list(instance(id))).toEqual(['bare=', 'env=live', 'team=a']);
    await tags.untag({ ...instance(id), 'TagKey.1': 'env', 'TagKey.2': 'nosuch' });
    expect(await tags.list(instance(id))).toEqual(['bare=', 'team=a']);
    await tags.untag(instance(id));
    expect(await tags.list(instance(id))).toEqual(['bare=', 'team=a']);
    await tags.untag({ ...instance(id), All: 'true' });
    expect(await tags.list(instance(id))).toEqual([]);
  });

  it('looks at All only when no key is named', async () => {
    const tags = new Tags();
    const id = await tags.loadBalancer({ 'Tag.1.Key': 'a', 'Tag.2.Key': 'b' });
    await tags.untag({ ...instance(id), 'TagKey.1': 'a', All: 'true' });
    expect(await tags.list(instance(id))).toEqual(['b=']);
  });

  it('tags all resources named, or none', async () => {
    const tags = new Tags();
    const [a, b] = [await tags.loadBalancer(), await tags.loadBalancer()];
    await tags.tag({ ...instance(a, b, a), 'Tag.1.Key': 'env' });
    expect(await tags.list(instance(a, b))).toEqual(['env=', 'env=']);
    await expect(tags.tag({ ...instance(a, 'lb-nosuch'), 'Tag.1.Key': 'more' })).rejects.toMatchObject({
      id: 'resourceNotExist',
    });
    expect(await tags.list(instance(a))).toEqual(['env=']);
  });

  it('lets a full resource change the values it has', async () => {
    const tags = new Tags();
    const id = await tags.loadBalancer(
      Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`Tag.${n + 1}.Key`, `key-${n}`])),
    );
    await tags.tag({ ...instance(id), 'Tag.1.Key': 'key-7', 'Tag.1.Value': 'new' });
    expect(await tags.list(instance(id))).toContain('key-7=new');
    await expect(tags.tag({ ...instance(id), 'Tag.1.Key': 'one-more' })).rejects.toMatchObject({
      id: 'tagQuota',
    });
  });

  it('tags listeners by load balancer, protocol and port, and master-slave groups', async () => {
    const tags = new Tags();
    const LoadBalancerId = await tags.loadBalancer();
    const { bench } = tags;
    await bench.call(contracts.CreateLoadBalancerTCPListener, createLoadBalancerTCPListener, {
      LoadBalancerId,
      ListenerPort: '80',
      BackendServerPort: '8080',
      Bandwidth: '-1',
    });
    const { MasterSlaveServerGroupId } = await bench.call(
      contracts.CreateMasterSlaveServerGroup,
      createMasterSlaveServerGroup,
      { RegionId: 'cn-hangzhou', LoadBalancerId },
    );
    const listener = { ResourceType: 'listener', 'ResourceId.1': `${LoadBalancerId}_tcp_80` };
    const group = { ResourceType: 'masterslaveservergroup', 'ResourceId.1': MasterSlaveServerGroupId };
    for (const resource of [listener, group]) {
      await tags.tag({ ...resource, RegionId: 'cn-hangzhou', 'Tag.1.Key': 'env' });
      expect(await tags.list(resource)).toEqual(['env=']);
      await expect(
        tags.tag({ ...resource, RegionId: 'me-east-1', 'Tag.1.Key': 'env' }),
      ).rejects.toMatchObject({ id: 'resourceNotExist' });
    }
    const found = await tags.listPage({ ResourceType: 'listener', 'Tag.1.Key': 'env' });
    expect(found.TagResources).toMatchObject([{ ResourceId: `${LoadBalancerId}_tcp_80` }]);
    // The two kinds of group share the form of their ids, and nothing else.
    expect(await tags.list({ ...group, ResourceType: 'vservergroup' })).toEqual([]);
  });

  it('tags access control lists, and certificates of both kinds', async () => {
    const tags = new Tags();
    const common = { name: '', regionId: 'cn-hangzhou', resourceGroupId: '', tags: [], createdMs: 0 };
    const certificate = { ...common, certificatePem: '', fingerprint: '', commonName: '', expiresMs: 0 };
    await tags.bench.edit((tx) => {
      const own = { sealedKey: '', subjectAlternativeNames: [] };
      tx.put('serverCertificates', keys.serverCertificate('c-1'), { ...certificate, ...own, id: 'c-1' });
      tx.put('caCertificates', keys.caCertificate('c-2'), { ...certificate, id: 'c-2' });
      tx.put('accessControlLists', keys.accessControlList('acl-1'), {
        ...common,
        id: 'acl-1',
        addressIpVersion: 'ipv4',
        entries: [],
      });
    });
    const certificates = { ResourceType: 'certificate', 'ResourceId.1': 'c-1', 'ResourceId.2': 'c-2' };
    const list = { ResourceType: 'acl', 'ResourceId.1': 'acl-1' };
    for (const resources of [certificates, list]) await tags.tag({ ...resources, 'Tag.1.Key': 'env' });
    expect(await tags.list({ ResourceType: 'certificate', 'Tag.1.Key': 'env' })).toEqual(['env=', 'env=']);
    expect(await tags.list({ ResourceType: 'acl', 'Tag.1.Key': 'env' })).toEqual(['env=']);
  });

  it('is what the filter of DescribeLoadBalancers goes by', async () => {
    const tags = new Tags();
    const [a] = [await tags.loadBalancer(), await tags.loadBalancer()];
    await tags.tag({ ...instance(a), 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    const found = await tags.bench.call(contracts.DescribeLoadBalancers, describeLoadBalancers, {
      'Tag.1.Key': 'env',
    });
    expect(found.LoadBalancers.map(({ LoadBalancerId }) => LoadBalancerId)).toEqual([a]);
  });
});

describe('ListTagResources', () => {
  it.each(['instance', 'listener', 'vservergroup', 'masterslaveservergroup', 'acl', 'certificate'])(
    'finds no tags of an unknown %s, so that Terraform can refresh',
    async (ResourceType) => {
      expect(await new Tags().list({ ResourceType, 'ResourceId.1': 'no_such_1' })).toEqual([]);
    },
  );

  it('finds the tags of a deleted load balancer gone', async () => {
    const tags = new Tags();
    const LoadBalancerId = await tags.loadBalancer({ 'Tag.1.Key': 'env' });
    await tags.bench.call(contracts.DeleteLoadBalancer, deleteLoadBalancer, { LoadBalancerId });
    expect(await tags.list(instance(LoadBalancerId))).toEqual([]);
  });

  it('lists all tags of the resources that have every tag asked for', async () => {
    const tags = new Tags();
    const id = await tags.loadBalancer({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'team' });
    await tags.loadBalancer({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'live' });
    await tags.loadBalancer({ RegionId: 'me-east-1', 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    const wanted = { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' };
    expect(await tags.list({ ResourceType: 'instance', ...wanted })).toEqual(['env=test', 'team=']);
    expect(await tags.list({ ResourceType: 'instance', ...wanted, 'Tag.2.Key': 'nosuch' })).toEqual([]);
    expect(await tags.list({ ...instance(id), 'Tag.1.Key': 'nosuch' })).toEqual([]);
  });

  it('pages through everything once', async () => {
    const tags = new Tags();
    const keys = Array.from({ length: 20 }, (_, n) => [`Tag.${n + 1}.Key`, `key-${n}`] as const);
    for (let n = 0; n < 3; n += 1) await tags.loadBalancer(Object.fromEntries(keys));
    const seen: string[] = [];
    let token: string | undefined = '';
    do {
      const page: Awaited<ReturnType<Tags['listPage']>> = await tags.listPage({
        ResourceType: 'instance',
        'Tag.1.Key': 'key-0',
        NextToken: token,
      });
      seen.push(...page.TagResources.map(({ ResourceId, TagKey }) => `${ResourceId} ${TagKey}`));
      token = page.NextToken;
    } while (token !== undefined);
    expect(seen.length).toBe(60);
    expect(new Set(seen).size).toBe(60);
  });
});

describe('the older generation', () => {
  const olderTags = (...pairs: readonly (readonly [string, string?])[]): string =>
    JSON.stringify(pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })));

  it('adds and removes the same tags as today’s', async () => {
    const tags = new Tags();
    const LoadBalancerId = await tags.loadBalancer();
    await tags.add({ LoadBalancerId, Tags: olderTags(['env', 'test'], ['team', 'a'], ['bare']) });
    expect(await tags.list(instance(LoadBalancerId))).toEqual(['bare=', 'env=test', 'team=a']);
    await tags.remove({ LoadBalancerId, Tags: olderTags(['env'], ['team', 'b'], ['bare', '']) });
    expect(await tags.list(instance(LoadBalancerId))).toEqual(['team=a']);
  });

  it('reads the keys of the JSON in any case', async () => {
    const tags = new Tags();
    const LoadBalancerId = await tags.loadBalancer();
    await tags.add({ LoadBalancerId, Tags: "[{'tagKey':'env','tagValue':'test'}]" });
    expect(await tags.list(instance(LoadBalancerId))).toEqual(['env=test']);
  });

  it('never loses hold of a load balancer that TagResources gave more tags', async () => {
    const tags = new Tags();
    const LoadBalancerId = await tags.loadBalancer(
      Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`Tag.${n + 1}.Key`, `key-${n}`])),
    );
    await tags.add({ LoadBalancerId, Tags: olderTags(['key-3', 'new']) });
    expect(await tags.list(instance(LoadBalancerId))).toContain('key-3=new');
  });

  it('counts how many load balancers have each tag', async () => {
    const tags = new Tags();
    const id = await tags.loadBalancer({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', 'Tag.2.Key': 'team' });
    await tags.loadBalancer({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    await tags.loadBalancer({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'live' });
    await tags.loadBalancer({ RegionId: 'me-east-1', 'Tag.1.Key': 'env', 'Tag.1.Value': 'far' });
    expect(await tags.counts()).toEqual(['env=live:1', 'env=test:2', 'team=:1']);
    expect(await tags.counts({ DistinctKey: 'true' })).toEqual(['env=:3', 'team=:1']);
    expect(await tags.counts({ LoadBalancerId: id })).toEqual(['env=test:1', 'team=:1']);
    expect(await tags.counts({ LoadBalancerId: 'lb-nosuch' })).toEqual([]);
    expect(await tags.counts({ Tags: olderTags(['team']) })).toEqual(['env=test:1', 'team=:1']);
    expect(await tags.counts({ PageSize: '2', PageNumber: '2' })).toEqual(['team=:1']);
  });
});
