import { beforeEach, describe, expect, it } from 'vitest';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { Harness } from '../../../test/contract/harness.ts';
import {
  exampleCertificate,
  exampleKey,
  exampleServerCertificateId,
  uploadCaCertificate,
  uploadServerCertificate as uploadRequest,
} from '../../contract/certificate-examples.ts';
import { givenHttpsListener } from '../../contract/http-listener-examples.ts';
import { contracts } from '../../contract/index.ts';
import { keys } from '../../domain/keys.ts';
import { ActionBench, testSecrets } from '../test-support.ts';
import { uploadServerCertificate } from './upload.ts';

const RegionId = 'cn-hangzhou';
const onPort443 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };

let harness: Harness;
beforeEach(() => {
  harness = new Harness();
});

type Request = Readonly<Record<string, string>>;

async function upload(changes: Request = {}): Promise<string> {
  const answer = await answerOf(harness, 'UploadServerCertificate', { ...uploadRequest, ...changes });
  return String(answer['ServerCertificateId']);
}
async function uploadCa(changes: Request = {}): Promise<string> {
  const answer = await answerOf(harness, 'UploadCACertificate', { ...uploadCaCertificate, ...changes });
  return String(answer['CACertificateId']);
}
const list = async (filter: Request = {}) =>
  itemsOf((await answerOf(harness, 'DescribeServerCertificates', filter))['ServerCertificates']);
const listCa = async (filter: Request = {}) =>
  itemsOf((await answerOf(harness, 'DescribeCACertificates', { RegionId, ...filter }))['CACertificates']);
const idsOf = async (items: ReturnType<typeof list>) =>
  (await items).map(({ ServerCertificateId }) => ServerCertificateId);

describe('a server certificate', () => {
  it('is refused when its time of expiry is none', async () => {
    const ServerCertificate = exampleCertificate.replace('MTExOTA1Mzg1MVow', 'MTExOTA1Mqg1MVow');
    expect(ServerCertificate).not.toBe(exampleCertificate);
    const refusal = await refusalOf(harness, 'UploadServerCertificate', {
      ...uploadRequest,
      ServerCertificate,
    });
    expect(refusal).toMatchObject({ status: 400, Code: 'CertificateFormatInvalid' });
  });

  it('has an id in the vendor’s form, without the colon that Terraform joins ids with', async () => {
    const [first, second] = [await upload(), await upload()];
    expect(first).toMatch(/^\d{16}_[0-9a-f]{11}_\d{10}_\d{10}$/);
    expect(second).not.toBe(first);
  });

  it('always has what certimate reads and crashes without, also when it was uploaded without a name', async () => {
    await upload({ ServerCertificateName: '' });
    expect(await list()).toMatchObject([
      {
        IsAliCloudCertificate: 0,
        Fingerprint: 'd7:1b:bd:c9:7b:5b:c7:85:74:2e:29:17:e1:23:8f:75:e4:cd:81:55',
        CommonName: 'www.example.com',
        ServerCertificateName: '',
      },
    ]);
  });

  it('is found by Libcloud, which sends ids with commas and reads XML', async () => {
    const [first, second] = [await upload({ ServerCertificateName: 'first' }), await upload()];
    await upload();
    expect([...(await idsOf(list({ ServerCertificateId: `${first},${second}` })))].sort()).toEqual(
      [first, second].sort(),
    );
    const { body } = await harness.call('DescribeServerCertificates', { ServerCertificateId: first }, 'xml');
    expect(body).toContain(
      `<ServerCertificates><ServerCertificate><ServerCertificateId>${first}</ServerCertificateId><ServerCertificateName>first</ServerCertificateName>`,
    );
  });

  it('that does not exist is an empty list to Terraform, and not found when deleted', async () => {
    await upload();
    expect(await list({ ServerCertificateId: 'gone' })).toEqual([]);
    expect(
      await refusalOf(harness, 'DeleteServerCertificate', { RegionId, ServerCertificateId: 'gone' }),
    ).toMatchObject({ status: 404, Code: 'ServerCertificateId.NotFound' });
  });

  it('never comes back as text, and its key is sealed in the store', async () => {
    const bench = new ActionBench();
    const answer = await bench.call(
      contracts.UploadServerCertificate,
      uploadServerCertificate,
      uploadRequest,
    );
    expect(JSON.stringify(answer)).not.toContain('BEGIN');
    const [key = ''] = await bench.keys();
    expect(key).toBe(keys.serverCertificate(answer.ServerCertificateId));
    const stored = Buffer.from((await bench.store.get(key))?.value ?? []).toString('utf8');
    const inner = exampleKey.split('\n')[1] ?? '';
    expect(stored).not.toContain('PRIVATE KEY');
    expect(stored).not.toContain(inner);
    await bench.edit(async (tx) => {
      const certificate = await tx.get('serverCertificates', key);
      expect(testSecrets.open(certificate?.sealedKey ?? '')).toBe(exampleKey);
      expect(certificate?.certificatePem).toBe(exampleCertificate);
    });
  });

  it.each(['*.example.com-1764000000', 'a/b_c.d', '证书', 'certimate_1764000000000'])(
    'takes the odd name %s',
    async (name) => {
      const id = await upload({ ServerCertificateName: name });
      expect(await list()).toMatchObject([{ ServerCertificateName: name }]);
      const renamed = { RegionId, ServerCertificateId: id, ServerCertificateName: `${name}2` };
      await answerOf(harness, 'SetServerCertificateName', renamed);
      expect(await list()).toMatchObject([{ ServerCertificateName: `${name}2` }]);
    },
  );

  it('is found by tags and resource group', async () => {
    const tagged = await upload({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test', ResourceGroupId: 'rg-web' });
    await upload();
    expect(await list({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' })).toMatchObject([
      { ServerCertificateId: tagged, Tags: { Tag: [{ TagKey: 'env', TagValue: 'test' }] } },
    ]);
    expect(await idsOf(list({ ResourceGroupId: 'rg-web' }))).toEqual([tagged]);
    expect(await idsOf(list({ ResourceGroupId: 'rg-none' }))).toEqual([]);
  });

  it('stays while a listener uses it, with the code on which Terraform tries again', async () => {
    await harness.arrange(givenHttpsListener);
    const used = { ServerCertificateId: harness.bindings.valueOf(exampleServerCertificateId) };
    expect(await refusalOf(harness, 'DeleteServerCertificate', used)).toMatchObject({
      status: 400,
      Code: 'CertificateAndPrivateKeyIsRefered',
    });
    const next = await upload();
    const change = { ...onPort443, ServerCertificateId: next };
    await answerOf(harness, 'SetLoadBalancerHTTPSListenerAttribute', change);
    await answerOf(harness, 'DeleteServerCertificate', used);
    expect(await idsOf(list())).toEqual([next]);
  });

  it('needs both texts', async () => {
    const without = (name: string) =>
      harness.call('UploadServerCertificate', { ...uploadRequest, [name]: '' });
    for (const name of ['ServerCertificate', 'PrivateKey']) {
      expect(await without(name)).toMatchObject({ status: 400, errorId: 'missingParameter' });
    }
  });
});

describe('a CA certificate', () => {
  it('is read back by Terraform with its tags, and gone as an empty list', async () => {
    const id = await uploadCa({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    expect(await listCa({ CACertificateId: id })).toMatchObject([
      {
        CACertificateId: id,
        CACertificateName: 'example-ca',
        CommonName: 'Example Root CA',
        RegionId,
        Tags: { Tag: [{ TagKey: 'env', TagValue: 'test' }] },
      },
    ]);
    await answerOf(harness, 'DeleteCACertificate', { RegionId, CACertificateId: id });
    expect(await listCa({ CACertificateId: id })).toEqual([]);
  });

  it.each(['server', 'CA'])('has its tags changed and listed by Terraform: %s certificate', async (kind) => {
    const id = kind === 'CA' ? await uploadCa() : await upload();
    const named = { RegionId, ResourceType: 'certificate', 'ResourceId.1': id };
    await answerOf(harness, 'TagResources', { ...named, 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' });
    const listed = await answerOf(harness, 'ListTagResources', named);
    expect(itemsOf(listed['TagResources'])).toMatchObject([
      { ResourceId: id, TagKey: 'env', TagValue: 'test' },
    ]);
    const described = kind === 'CA' ? await listCa() : await list();
    expect(described).toMatchObject([{ Tags: { Tag: [{ TagKey: 'env', TagValue: 'test' }] } }]);
    await answerOf(harness, 'UntagResources', { ...named, 'TagKey.1': 'env' });
    expect(kind === 'CA' ? await listCa() : await list()).toMatchObject([{ Tags: { Tag: [] } }]);
  });

  it('is renamed', async () => {
    const id = await uploadCa();
    await answerOf(harness, 'SetCACertificateName', {
      RegionId,
      CACertificateId: id,
      CACertificateName: 'b',
    });
    expect(await listCa()).toMatchObject([{ CACertificateName: 'b' }]);
  });

  it('may be a server certificate, and is counted and found apart from those', async () => {
    await upload();
    await uploadCa({ CACertificate: exampleCertificate });
    expect(await listCa()).toMatchObject([{ CommonName: 'www.example.com' }]);
    expect(await list()).toHaveLength(1);
  });

  it('stays while a listener demands client certificates of it', async () => {
    await harness.arrange(givenHttpsListener);
    const id = await uploadCa();
    const demand = { ...onPort443, CACertificateId: id };
    await answerOf(harness, 'SetLoadBalancerHTTPSListenerAttribute', demand);
    expect(await refusalOf(harness, 'DeleteCACertificate', { RegionId, CACertificateId: id })).toMatchObject({
      Code: 'CertificateAndPrivateKeyIsRefered',
    });
  });
});
