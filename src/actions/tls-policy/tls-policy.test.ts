import { beforeEach, describe, expect, it } from 'vitest';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { Harness } from '../../../test/contract/harness.ts';
import { givenHttpsListener } from '../../contract/http-listener-examples.ts';

const RegionId = 'cn-hangzhou';
const numbered = (name: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));

/** Not in any order, as a user may write them. */
const versions = ['TLSv1.2', 'TLSv1.1', 'TLSv1.3'];
const ciphers = ['AES256-SHA256', 'TLS_AES_256_GCM_SHA384', 'AES256-SHA', 'TLS_AES_128_GCM_SHA256'];
const settings = { RegionId, ...numbered('TLSVersions', versions), ...numbered('Ciphers', ciphers) };

let harness: Harness;
beforeEach(() => {
  harness = new Harness();
});

async function create(Name: string): Promise<string> {
  const answer = await answerOf(harness, 'CreateTLSCipherPolicy', { ...settings, Name });
  return String(answer['TLSCipherPolicyId']);
}
const list = (filter: Readonly<Record<string, string>> = {}) =>
  answerOf(harness, 'ListTLSCipherPolicies', { RegionId, ...filter });
const idsOf = (answer: Awaited<ReturnType<typeof list>>) =>
  itemsOf(answer['TLSCipherPolicies']).map(({ InstanceId }) => InstanceId);

describe('a TLS policy', () => {
  it('is read back by Terraform: normal, by its InstanceId, versions and ciphers in the order sent', async () => {
    const id = await create('tf-testAcc-policy');
    expect(id).toMatch(/^tls-[a-z0-9]{20}$/);
    expect(itemsOf((await list({ TLSCipherPolicyId: id }))['TLSCipherPolicies'])).toEqual([
      {
        InstanceId: id,
        Name: 'tf-testAcc-policy',
        Status: 'normal',
        TLSVersions: versions,
        Ciphers: ciphers,
        CreateTime: expect.any(Number),
      },
    ]);
  });

  it('that does not exist is an empty list to Terraform, not an error', async () => {
    await create('other');
    expect(await list({ TLSCipherPolicyId: 'tls-gone' })).toMatchObject({
      TLSCipherPolicies: [],
      TotalCount: 0,
    });
  });

  it('is changed as a whole, the order included', async () => {
    const id = await create('before');
    const change = {
      RegionId,
      TLSCipherPolicyId: id,
      Name: 'before',
      ...numbered('TLSVersions', versions),
      ...numbered('Ciphers', [...ciphers].reverse()),
    };
    await answerOf(harness, 'SetTLSCipherPolicyAttribute', change);
    expect(itemsOf((await list())['TLSCipherPolicies'])).toMatchObject([{ Ciphers: [...ciphers].reverse() }]);
    expect(await refusalOf(harness, 'SetTLSCipherPolicyAttribute', change)).toMatchObject({
      status: 400,
      Code: 'TLSPolicyUnchanged',
    });
  });

  it('takes ciphers and versions as comma lists, too', async () => {
    const request = { RegionId, Name: 'plain', TLSVersions: 'TLSv1.0,TLSv1.1', Ciphers: 'AES128-SHA' };
    await answerOf(harness, 'CreateTLSCipherPolicy', request);
    expect(itemsOf((await list())['TLSCipherPolicies'])).toMatchObject([
      { TLSVersions: ['TLSv1.0', 'TLSv1.1'], Ciphers: ['AES128-SHA'] },
    ]);
  });

  it('knows the listeners that use it and stays while they do', async () => {
    const [used, unused] = [await create('used'), await create('unused')];
    await harness.arrange(givenHttpsListener);
    const onPort443 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };
    const use = { ...onPort443, TLSCipherPolicy: used };
    await answerOf(harness, 'SetLoadBalancerHTTPSListenerAttribute', use);
    const usersOf = async (id: string) =>
      itemsOf((await list({ TLSCipherPolicyId: id, IncludeListener: 'true' }))['TLSCipherPolicies']);
    expect(await usersOf(used)).toMatchObject([
      {
        RelateListeners: [
          { LoadBalancerId: harness.bindings.valueOf('lb-bp1example'), Port: 443, Protocol: 'HTTPS' },
        ],
      },
    ]);
    expect(await usersOf(unused)).toMatchObject([{ RelateListeners: [] }]);
    const remove = (id: string) => harness.call('DeleteTLSCipherPolicy', { RegionId, TLSCipherPolicyId: id });
    expect((await remove(used)).errorId).toBe('tlsPolicyInUse');
    expect((await remove(unused)).status).toBe(200);
    expect(idsOf(await list())).toEqual([used]);
  });
});

describe('ListTLSCipherPolicies', () => {
  it('pages by token, which is absent at the end: Terraform and certimate stop there', async () => {
    const made = [await create('aa'), await create('bb'), await create('cc')].sort();
    const first = await list({ MaxItems: '2' });
    expect(first).toMatchObject({ TotalCount: 3, IsTruncated: true, NextToken: expect.any(String) });
    const second = await list({ MaxItems: '2', NextToken: String(first['NextToken']) });
    expect(second).toMatchObject({ TotalCount: 3, IsTruncated: false });
    expect(second).not.toHaveProperty('NextToken');
    expect([...idsOf(first), ...idsOf(second)]).toEqual(made);
  });

  it('finds by the whole name', async () => {
    const [short] = [await create('web'), await create('web-2')];
    expect(idsOf(await list({ Name: 'web' }))).toEqual([short]);
  });
});
