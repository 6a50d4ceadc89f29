import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import {
  exampleCaCertificateId,
  exampleServerCertificateId,
  givenCaCertificate,
  uploadServerCertificate,
} from '../../contract/certificate-examples.ts';
import { exampleHttpsSettings, givenHttpsListener } from '../../contract/http-listener-examples.ts';

const onPort443 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };
const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
type Settings = Readonly<Record<string, string>>;

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange([...givenHttpsListener, ...givenCaCertificate]);
});

const set = (settings: Settings) =>
  answerOf(harness, 'SetLoadBalancerHTTPSListenerAttribute', { ...onPort443, ...settings });
const described = () => answerOf(harness, 'DescribeLoadBalancerHTTPSListenerAttribute', onPort443);
const idOf = (placeholder: string) => harness.bindings.valueOf(placeholder);
const redirect = (settings: Settings = {}) =>
  answerOf(harness, 'CreateLoadBalancerHTTPListener', {
    ...onPort80,
    StickySession: 'off',
    HealthCheck: 'off',
    ListenerForward: 'on',
    ForwardPort: '443',
    ...settings,
  });

describe('an HTTPS listener', () => {
  it('has HTTP/2, gzip and the widest TLS policy until told otherwise, as Terraform expects', async () => {
    expect(await described()).toMatchObject({
      ...exampleHttpsSettings,
      ServerCertificateId: idOf(exampleServerCertificateId),
      DomainExtensions: { DomainExtension: [] },
      Rules: { Rule: [] },
    });
  });

  it('takes another certificate from certimate, which sends nothing else: everything else stays', async () => {
    await set({
      Description: 'shop',
      Gzip: 'off',
      StickySession: 'on',
      StickySessionType: 'server',
      Cookie: 'SESSION',
      CACertificateId: exampleCaCertificateId,
      EnableHttp2: 'off',
      TLSCipherPolicy: 'tls_cipher_policy_1_2_strict',
      XForwardedFor_proto: 'on',
    });
    await harness.arrange([
      {
        action: 'UploadServerCertificate',
        request: { ...uploadServerCertificate, ServerCertificateName: 'certimate_1763000000000' },
        binds: { ServerCertificateId: 'newer' },
      },
    ]);
    const before = await described();
    await set({ ServerCertificateId: 'newer' });
    expect({ ...(await described()), RequestId: '' }).toEqual({
      ...before,
      RequestId: '',
      ServerCertificateId: idOf('newer'),
    });
  });

  it('asks for client certificates until Terraform sends an empty CACertificateId', async () => {
    await set({ CACertificateId: exampleCaCertificateId });
    expect(await described()).toMatchObject({ CACertificateId: idOf(exampleCaCertificateId) });
    await set({ Description: 'x' });
    expect(await described()).toMatchObject({ CACertificateId: idOf(exampleCaCertificateId) });
    await set({ CACertificateId: '' });
    expect(await described()).toMatchObject({ CACertificateId: '' });
  });

  it('takes a TLS policy of one’s own', async () => {
    await harness.arrange([
      {
        action: 'CreateTLSCipherPolicy',
        request: {
          RegionId: 'cn-hangzhou',
          Name: 'mine',
          'TLSVersions.1': 'TLSv1.2',
          'Ciphers.1': 'ECDHE-RSA-AES128-GCM-SHA256',
        },
        binds: { TLSCipherPolicyId: 'mine' },
      },
    ]);
    await set({ TLSCipherPolicy: 'mine' });
    expect(await described()).toMatchObject({ TLSCipherPolicy: idOf('mine') });
  });

  it('changes nothing in a dry run', async () => {
    await set({ EnableHttp2: 'off', DryRun: 'true' });
    expect(await described()).toMatchObject({ EnableHttp2: 'on' });
  });

  it('has its certificate in the list, where Kubernetes looks for it', async () => {
    const { Listeners: listeners } = await answerOf(harness, 'DescribeLoadBalancerListeners', {
      'LoadBalancerId.1': 'lb-bp1example',
      ListenerProtocol: 'https',
    });
    expect(itemsOf(listeners)).toMatchObject([
      {
        ListenerProtocol: 'https',
        HTTPSListenerConfig: { ServerCertificateId: idOf(exampleServerCertificateId), EnableHttp2: 'on' },
      },
    ]);
  });

  it('keeps its certificate from being deleted, in the words that Terraform retries on', async () => {
    const request = { RegionId: 'cn-hangzhou', ServerCertificateId: exampleServerCertificateId };
    expect(await refusalOf(harness, 'DeleteServerCertificate', request)).toMatchObject({
      Code: 'CertificateAndPrivateKeyIsRefered',
    });
  });
});

describe('an HTTP listener that redirects', () => {
  it('omits what it does not have, and has ForwardPort as a number: Terraform’s own suite', async () => {
    await redirect({ BackendServerPort: '80' });
    expect(await answerOf(harness, 'DescribeLoadBalancerHTTPListenerAttribute', onPort80)).toEqual({
      RequestId: expect.any(String),
      LoadBalancerId: idOf('lb-bp1example'),
      ListenerPort: 80,
      Status: 'stopped',
      Description: '',
      Scheduler: 'wrr',
      AclStatus: 'off',
      AclIds: { AclId: [] },
      ListenerForward: 'on',
      ForwardPort: 443,
      Rules: { Rule: [] },
      Tags: { Tag: [] },
    });
  });

  it('takes the nameless parameter that Terraform sends when backend_port is set', async () => {
    await redirect({ '': '8080' });
    const listener = await answerOf(harness, 'DescribeLoadBalancerHTTPListenerAttribute', onPort80);
    expect(listener).toMatchObject({ ListenerForward: 'on' });
    expect(listener).not.toHaveProperty('BackendServerPort');
  });

  it('goes to 443 when no port is said, the only one of the oldest pages', async () => {
    await redirect({ ForwardPort: '' });
    expect(await answerOf(harness, 'DescribeLoadBalancerHTTPListenerAttribute', onPort80)).toMatchObject({
      ForwardPort: 443,
    });
  });

  it('shows where it goes among the listeners of the load balancer and in the list for Kubernetes', async () => {
    await redirect();
    const { LoadBalancerId } = onPort80;
    const attribute = await answerOf(harness, 'DescribeLoadBalancerAttribute', { LoadBalancerId });
    expect(itemsOf(attribute['ListenerPortsAndProtocol'])[0]).toMatchObject({
      ListenerProtocol: 'http',
      ListenerForward: 'on',
      ForwardPort: 443,
    });
    const { Listeners: listeners } = await answerOf(harness, 'DescribeLoadBalancerListeners', {
      ListenerProtocol: 'http',
    });
    expect(itemsOf(listeners)[0]).toMatchObject({
      HTTPListenerConfig: { ListenerForward: 'on', ForwardPort: 443 },
    });
  });

  it('has no servers, so nothing has a health', async () => {
    await redirect();
    const { LoadBalancerId } = onPort80;
    await answerOf(harness, 'AddBackendServers', {
      LoadBalancerId,
      BackendServers: '[{"ServerId":"192.0.2.1"}]',
    });
    const { BackendServers: all } = await answerOf(harness, 'DescribeHealthStatus', { LoadBalancerId });
    expect(itemsOf(all).map((server) => server['Protocol'])).toEqual(['https']);
    expect(await refusalOf(harness, 'DescribeHealthStatus', onPort80)).toMatchObject({
      Code: 'CheckedListenerNotFound',
    });
  });

  it('lets its target go once it is gone itself', async () => {
    await redirect();
    expect(await refusalOf(harness, 'DeleteLoadBalancerListener', onPort443)).toMatchObject({
      status: 400,
      Code: 'ListenerForwardExist',
    });
    await answerOf(harness, 'DeleteLoadBalancerListener', onPort80);
    await answerOf(harness, 'DeleteLoadBalancerListener', onPort443);
  });
});
