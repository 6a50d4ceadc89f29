import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { exampleServerCertificateId, uploadServerCertificate } from '../../contract/certificate-examples.ts';
import { givenDomainExtension } from '../../contract/domain-extension.ts';

const onPort443 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };
const named = { DomainExtensionId: 'de-example' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange([
    ...givenDomainExtension,
    {
      action: 'UploadServerCertificate',
      request: { ...uploadServerCertificate, ServerCertificateName: 'newer' },
      binds: { ServerCertificateId: 'newer' },
    },
  ]);
});

const idOf = (placeholder: string) => harness.bindings.valueOf(placeholder);
const create = (domain: string) =>
  answerOf(harness, 'CreateDomainExtension', {
    ...onPort443,
    Domain: domain,
    ServerCertificateId: 'newer',
  });
const domains = async (more = {}) => {
  const answer = await answerOf(harness, 'DescribeDomainExtensions', { ...onPort443, ...more });
  return itemsOf(answer['DomainExtensions']).map(({ Domain: domain }) => domain);
};

describe('a domain extension', () => {
  it('answers Terraform with the same id, load balancer, port as a number, domain and certificate', async () => {
    expect(await answerOf(harness, 'DescribeDomainExtensionAttribute', named)).toEqual({
      RequestId: expect.any(String),
      DomainExtensionId: expect.stringMatching(/^de-[a-z0-9]{10}$/),
      LoadBalancerId: idOf('lb-bp1example'),
      ListenerPort: 443,
      Domain: '*.example.com',
      ServerCertificateId: idOf(exampleServerCertificateId),
    });
  });

  it('stands in lists by domain, one alone when its id is asked for', async () => {
    await create('www.example.com');
    await create('shop.example.org');
    expect(await domains()).toEqual(['*.example.com', 'shop.example.org', 'www.example.com']);
    expect(await domains(named)).toEqual(['*.example.com']);
    expect(await domains({ DomainExtensionId: 'de-nosuch' })).toEqual([]);
  });

  it('stands in the answer about its listener', async () => {
    const listener = await answerOf(harness, 'DescribeLoadBalancerHTTPSListenerAttribute', onPort443);
    expect(itemsOf(listener['DomainExtensions'])).toEqual([
      {
        DomainExtensionId: idOf('de-example'),
        Domain: '*.example.com',
        ServerCertificateId: idOf(exampleServerCertificateId),
      },
    ]);
  });

  it('takes another certificate from certimate; the domain stays', async () => {
    await answerOf(harness, 'SetDomainExtensionAttribute', { ...named, ServerCertificateId: 'newer' });
    expect(await answerOf(harness, 'DescribeDomainExtensionAttribute', named)).toMatchObject({
      Domain: '*.example.com',
      ServerCertificateId: idOf('newer'),
    });
  });

  it('is gone at once for Terraform, which spins without a pause until it is', async () => {
    await answerOf(harness, 'DeleteDomainExtension', named);
    expect(await refusalOf(harness, 'DescribeDomainExtensionAttribute', named)).toMatchObject({
      Code: 'InvalidParameter.DomainExtensionId',
    });
    expect(await domains()).toEqual([]);
  });

  it('keeps its certificate from being deleted', async () => {
    await answerOf(harness, 'SetDomainExtensionAttribute', { ...named, ServerCertificateId: 'newer' });
    const request = { RegionId: 'cn-hangzhou', ServerCertificateId: 'newer' };
    expect(await refusalOf(harness, 'DeleteServerCertificate', request)).toMatchObject({
      Code: 'CertificateRelatedDomainExtensionExist',
    });
    await answerOf(harness, 'DeleteDomainExtension', named);
    await answerOf(harness, 'DeleteServerCertificate', request);
  });

  it.each([
    ['listener', 'DeleteLoadBalancerListener', onPort443],
    ['load balancer', 'DeleteLoadBalancer', { LoadBalancerId: 'lb-bp1example' }],
  ])('goes with its %s', async (_what, action, request) => {
    await answerOf(harness, action, request);
    expect(await refusalOf(harness, 'DescribeDomainExtensionAttribute', named)).toMatchObject({
      Code: 'InvalidParameter.DomainExtensionId',
    });
  });
});
