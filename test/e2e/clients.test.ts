/** The vendor's unmodified clients against the built program: every way they sign and send, over HTTP and HTTPS. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundingScenario } from '../support/client-scenario.ts';
import { eventually } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { type SdkEndpoint, sdkClient, sdkNames } from '../support/sdk-clients.ts';
import { SdkProcess } from '../support/sdk-process.ts';
import { type RunningService, Services } from '../support/service.ts';

const services = new Services();
let service: RunningService;
let pair: FoundingPair;
let http: SdkEndpoint;

beforeAll(async () => {
  [service, pair] = await Promise.all([services.start(), FoundingPair.start()]);
  const { host, port, accessKeyId, accessKeySecret } = service;
  http = { protocol: 'http', host: `${host}:${port}`, accessKeyId, accessKeySecret };
});

afterAll(async () => {
  await pair.close();
  await services.close();
});

describe('over HTTP', () => {
  it.each(sdkNames)('%s: from the first call to the last byte', async (name) => {
    await foundingScenario({ client: sdkClient(name, http), pair, host: http.host });
  });

  it.each(sdkNames)('%s: a wrong secret is told in the words that old clients take apart', async (name) => {
    const client = sdkClient(name, { ...http, accessKeySecret: 'wrong' });
    const { code, message, clientMessage, requestId } = await client.failure('DescribeRegions');
    expect(code).toBe('SignatureDoesNotMatch');
    expect(message).toMatch(/server string to sign is:(GET|POST|ACS3-HMAC-SHA256)/);
    expect(clientMessage).toContain('Specified signature is not matched with our calculation');
    expect(requestId).toMatch(/^[0-9A-F]{8}-/);
  });

  it.each(sdkNames)('%s: a key that is not ours is refused', async (name) => {
    const client = sdkClient(name, { ...http, accessKeyId: 'LTAIunknown' });
    expect((await client.failure('DescribeRegions')).code).toBe('InvalidAccessKeyId.NotFound');
  });
});

describe('over HTTPS on the same port, trusting the certificate in the data folder', () => {
  let trusting: SdkProcess;
  let https: SdkEndpoint;

  beforeAll(async () => {
    https = { ...http, protocol: 'https' };
    const certificate = join(service.dataDir, 'tls-certificate.pem');
    // Made soon after the start: nobody has spoken TLS so far.
    await eventually(() => new X509Certificate(readFileSync(certificate)));
    trusting = new SdkProcess({ NODE_EXTRA_CA_CERTS: certificate });
  });

  afterAll(() => trusting.close());

  it.each(sdkNames)('%s: from the first call to the last byte', async (name) => {
    await foundingScenario({ client: trusting.client(name, https), pair, host: https.host });
  });

  it('a client that does not trust it does not talk', async () => {
    const [name = 'openapi-client, ACS3, GET'] = sdkNames;
    await expect(sdkClient(name, https).call('DescribeRegions')).rejects.toThrow(/self.signed certificate/);
  });
});
