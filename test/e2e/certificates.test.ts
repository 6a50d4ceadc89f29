/** Private keys that calls bring in: what of them can be read on the disk, and what is left after a restart. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { exampleKey, uploadServerCertificate } from '../../src/contract/certificate-examples.ts';
import { Cleanup } from '../support/cleanup.ts';
import { filesOf } from '../support/files.ts';
import { Api } from '../support/service-api.ts';
import { type RunningService, Services } from '../support/service.ts';

const services = new Services();
const cleanup = new Cleanup();
cleanup.add(services);
afterAll(() => cleanup.run());

const apiOf = (service: RunningService): Api => cleanup.add(new Api(service));

it('keeps a certificate over a restart and its key out of every file', async () => {
  const service = await services.start();
  const { dataDir } = service;
  const keyFile = join(dataDir, 'secrets.key');
  expect(filesOf(dataDir).map(([name]) => name)).not.toContain('secrets.key');

  const { ServerCertificateId } = await apiOf(service).call(
    'UploadServerCertificate',
    uploadServerCertificate,
  );
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  const key = readFileSync(keyFile, 'utf8');
  await service.stop();

  const files = filesOf(dataDir);
  // The search would find it: the certificate itself is no secret.
  expect(files.filter(([, text]) => text.includes(ServerCertificateId))).not.toEqual([]);
  const secrets = [
    exampleKey.split('\n')[1] ?? '',
    'PRIVATE KEY',
    Buffer.from(exampleKey).toString('base64'),
  ];
  for (const secret of secrets) {
    const found = files.filter(([name, text]) => name !== 'tls-key.pem' && text.includes(secret));
    expect(found.map(([name]) => name)).toEqual([]);
  }
  expect(service.output()).not.toContain(secrets[0]);

  const again = await services.start({ dataDir });
  const { ServerCertificates } = await apiOf(again).call('DescribeServerCertificates');
  expect(ServerCertificates).toMatchObject([{ ServerCertificateId, CommonName: 'www.example.com' }]);
  await apiOf(again).call('UploadServerCertificate', uploadServerCertificate);
  expect(readFileSync(keyFile, 'utf8')).toBe(key);
});
