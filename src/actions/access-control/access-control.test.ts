import { beforeEach, describe, expect, it } from 'vitest';
import { answerOf, itemsOf } from '../../../test/contract/calls.ts';
import { Harness } from '../../../test/contract/harness.ts';
import { givenAccessControlList } from '../../contract/access-control-examples.ts';
import { givenLoadBalancer } from '../../contract/examples.ts';
import { testSettings } from '../test-support.ts';

const acl = { RegionId: 'cn-hangzhou', AclId: 'acl-example' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenAccessControlList);
});

const call = (action: string, request: Readonly<Record<string, string>>) =>
  answerOf(harness, action, request);
const describeList = (request: Readonly<Record<string, string>> = {}) =>
  call('DescribeAccessControlListAttribute', { ...acl, ...request });
const change = (verb: 'Add' | 'Remove', entries: string) =>
  call(`${verb}AccessControlListEntry`, { ...acl, AclEntrys: entries });
const texts = async (request: Readonly<Record<string, string>> = {}) =>
  itemsOf((await describeList(request))['AclEntrys']).map((entry) => entry['AclEntryIP']);
const errorOf = async (action: string, request: Readonly<Record<string, string>>) =>
  (await harness.call(action, request)).errorId;

describe('AddAccessControlListEntry', () => {
  it('gives a block back as it was written, and a bare address with its length', async () => {
    await change('Add', '[{"entry":"10.1.2.3/8"},{"entry":"198.51.100.7","comment":"one"}]');
    expect(itemsOf((await describeList())['AclEntrys'])).toEqual([
      { AclEntryIP: '192.0.2.0/24', AclEntryComment: 'office' },
      { AclEntryIP: '10.1.2.3/8', AclEntryComment: '' },
      { AclEntryIP: '198.51.100.7/32', AclEntryComment: 'one' },
    ]);
  });

  it('leaves a block that is there already as it is, in whatever spelling it comes', async () => {
    await change(
      'Add',
      '[{"entry":"192.0.2.99/24","comment":"other"},{"entry":"10.0.0.0/8"},{"entry":"10.9.9.9/8"}]',
    );
    expect(await texts()).toEqual(['192.0.2.0/24', '10.0.0.0/8']);
    expect(itemsOf((await describeList())['AclEntrys'])[0]).toMatchObject({ AclEntryComment: 'office' });
  });

  it('reads single quotes, and takes no entries for nothing to do', async () => {
    await change('Add', "[{'entry':'10.0.0.0/8','comment':'x'}]");
    await call('AddAccessControlListEntry', acl);
    expect(await texts()).toEqual(['192.0.2.0/24', '10.0.0.0/8']);
  });

  it('refuses all when one does not fit', async () => {
    const answer = await errorOf('AddAccessControlListEntry', {
      ...acl,
      AclEntrys: '[{"entry":"10.0.0.0/8"},{"entry":"2001:db8::/32"}]',
    });
    expect(answer).toBe('aclEntryOfOtherVersion');
    expect(await texts()).toEqual(['192.0.2.0/24']);
  });

  it('gives an IPv6 list its own length for a bare address', async () => {
    await harness.arrange([
      {
        action: 'CreateAccessControlList',
        request: { RegionId: 'cn-hangzhou', AclName: 'six', AddressIPVersion: 'ipv6' },
        binds: { AclId: 'acl-six' },
      },
      {
        action: 'AddAccessControlListEntry',
        request: { RegionId: 'cn-hangzhou', AclId: 'acl-six', AclEntrys: '[{"entry":"2001:db8::1"}]' },
      },
    ]);
    const answer = await call('DescribeAccessControlListAttribute', { ...acl, AclId: 'acl-six' });
    expect(answer).toMatchObject({ AddressIPVersion: 'ipv6' });
    expect(itemsOf(answer['AclEntrys'])).toEqual([{ AclEntryIP: '2001:db8::1/128', AclEntryComment: '' }]);
  });
});

describe('RemoveAccessControlListEntry', () => {
  it('finds blocks in any spelling and passes over those that are not there', async () => {
    await change('Add', '[{"entry":"10.0.0.0/8"}]');
    await change('Remove', '[{"entry":"10.1.1.1/8","comment":"any"},{"entry":"172.16.0.0/12"}]');
    expect(await texts()).toEqual(['192.0.2.0/24']);
  });

  it.each([{}, { AclEntrys: '[]' }])('has nothing to take out with %j', async (request) => {
    expect(await errorOf('RemoveAccessControlListEntry', { ...acl, ...request })).toBe('aclEntryNotThere');
  });
});

describe('DescribeAccessControlListAttribute', () => {
  const addresses = Array.from({ length: 24 }, (_, n) => `10.0.0.${n}/32`);
  const all = ['192.0.2.0/24', ...addresses];

  it('shows every entry, or the page asked for', async () => {
    await change('Add', JSON.stringify(addresses.map((entry) => ({ entry }))));
    expect(await texts()).toEqual(all);
    expect(await texts({ Page: '2' })).toEqual(all.slice(10, 20));
    expect(await texts({ PageSize: '20' })).toEqual(all.slice(0, 20));
    expect(await texts({ Page: '2', PageSize: '20' })).toEqual(all.slice(20));
    expect(await describeList({ Page: '9' })).toMatchObject({
      TotalAclEntry: 25,
      AclEntrys: { AclEntry: [] },
    });
  });

  it('filters by comment', async () => {
    await change('Add', '[{"entry":"10.0.0.0/8","comment":"branch office"},{"entry":"172.16.0.0/12"}]');
    expect(await texts({ AclEntryComment: 'office' })).toEqual(['192.0.2.0/24', '10.0.0.0/8']);
  });
});

describe('DescribeAccessControlLists', () => {
  const names = async (request: Readonly<Record<string, string>>) =>
    itemsOf((await call('DescribeAccessControlLists', request))['Acls']).map((list) => list['AclName']);

  it('filters and pages', async () => {
    const more = {
      RegionId: 'cn-hangzhou',
      AclName: 'home-office',
      ResourceGroupId: 'rg-1',
      'Tag.1.Key': 'env',
    };
    await call('CreateAccessControlList', more);
    await call('CreateAccessControlList', { ...acl, AclName: 'six', AddressIPVersion: 'ipv6' });
    expect((await names({})).sort()).toEqual(['home-office', 'office', 'six']);
    expect((await names({ AclName: 'office' })).sort()).toEqual(['home-office', 'office']);
    expect(await names({ AddressIPVersion: 'ipv6' })).toEqual(['six']);
    expect(await names({ ResourceGroupId: 'rg-1' })).toEqual(['home-office']);
    expect(await names({ 'Tag.1.Key': 'env' })).toEqual(['home-office']);
    expect(await call('DescribeAccessControlLists', { PageNumber: '2', PageSize: '2' })).toMatchObject({
      PageNumber: 2,
      PageSize: 2,
      TotalCount: 3,
      Count: 1,
    });
  });
});

describe('names and regions', () => {
  it('may be kept when renaming, and are free again after a deletion', async () => {
    await call('SetAccessControlListAttribute', { ...acl, AclName: 'office' });
    await call('DeleteAccessControlList', acl);
    await call('CreateAccessControlList', { RegionId: 'cn-hangzhou', AclName: 'office' });
    expect(await errorOf('DescribeAccessControlListAttribute', acl)).toBe('aclNotFound');
  });

  it('are those of one region', async () => {
    const beijing = { id: 'cn-beijing', localName: 'Beijing', zones: ['cn-beijing-a'] };
    harness = new Harness({ settings: { regions: [...testSettings.regions, beijing] } });
    await harness.arrange(givenAccessControlList);
    expect(await errorOf('DeleteAccessControlList', { ...acl, RegionId: 'cn-beijing' })).toBe('aclNotFound');
    await call('CreateAccessControlList', { RegionId: 'cn-beijing', AclName: 'office' });
    const create = { RegionId: 'nowhere', AclName: 'office' };
    expect(await errorOf('CreateAccessControlList', create)).toBe('regionNotFound');
  });
});

describe('lists of a listener', () => {
  const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
  const set = (request: Readonly<Record<string, string>>) =>
    harness.call('SetLoadBalancerTCPListenerAttribute', { ...onPort80, ...request });
  beforeEach(async () => {
    await harness.arrange([
      ...givenLoadBalancer,
      {
        action: 'CreateLoadBalancerTCPListener',
        request: {
          ...onPort80,
          BackendServerPort: '8080',
          AclStatus: 'on',
          AclType: 'black',
          AclId: 'acl-example',
        },
      },
    ]);
  });
  const related = async () => itemsOf((await describeList())['RelatedListeners']);

  it('are shown from both sides', async () => {
    const listener = await call('DescribeLoadBalancerTCPListenerAttribute', onPort80);
    const id = harness.bindings.valueOf('acl-example');
    expect(listener).toMatchObject({ AclStatus: 'on', AclType: 'black', AclId: id, AclIds: { AclId: [id] } });
    expect(await related()).toEqual([
      {
        LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
        ListenerPort: 80,
        Protocol: 'tcp',
        AclType: 'black',
      },
    ]);
  });

  it('are free while access control is off, and must be there when it is switched on again', async () => {
    await set({ AclStatus: 'off' });
    expect(await related()).toEqual([]);
    await set({ AclStatus: 'on' });
    expect(await related()).toHaveLength(1);
    await set({ AclStatus: 'off' });
    await call('DeleteAccessControlList', acl);
    expect((await set({ AclStatus: 'on' })).errorId).toBe('aclNotFound');
    expect((await set({ Description: 'still works' })).status).toBe(200);
  });

  it('go free when the listener is deleted', async () => {
    await call('DeleteLoadBalancerListener', onPort80);
    await call('DeleteAccessControlList', acl);
  });

  it('count once, and may be given again where they are in use', async () => {
    await set({ AclId: 'acl-example,acl-example' });
    expect(await related()).toHaveLength(1);
    expect((await set({ AclType: 'white', AclId: 'acl-example' })).status).toBe(200);
    expect(await related()).toMatchObject([{ AclType: 'white' }]);
  });

  it('that overlap since they were given do not stand in the way of other changes of the listener', async () => {
    await harness.arrange([
      {
        action: 'CreateAccessControlList',
        request: { RegionId: 'cn-hangzhou', AclName: 'second' },
        binds: { AclId: 'acl-second-example' },
      },
    ]);
    const both = { AclId: 'acl-example,acl-second-example' };
    expect((await set({ AclType: 'black', ...both })).status).toBe(200);
    const entry = { AclEntrys: '[{"entry":"192.0.2.0/24"}]' };
    await call('AddAccessControlListEntry', { ...acl, AclId: 'acl-second-example', ...entry });
    expect((await set({ Description: 'still works' })).status).toBe(200);
    expect((await set({ AclStatus: 'on', AclType: 'white', ...both })).status).toBe(200);
    await set({ AclStatus: 'off' });
    expect((await set({ AclStatus: 'on' })).errorId).toBe('aclEntryDuplicated');
  });
});
