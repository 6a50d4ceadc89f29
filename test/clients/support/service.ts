/** The service that the clients talk to: the built program, with the one region that the examples know. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testSettings } from '../../../src/actions/test-support.ts';
import type { Connection } from '../../../src/client/api-client.ts';
import type { Services } from '../../support/service.ts';
import type { Target } from './driver-process.ts';

export async function startService(services: Services): Promise<{
  readonly target: Target;
  readonly connection: Connection;
  readonly certificateFile: string;
}> {
  const dataDir = services.newDataDir();
  const config = join(dataDir, 'hotspare.yaml');
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ regions: testSettings.regions }));
  const service = await services.start({ dataDir, flags: [`--config=${config}`] });
  const { host, port, accessKeyId, accessKeySecret } = service;
  return {
    target: { protocol: 'http', host: `${host}:${port}`, accessKeyId, accessKeySecret },
    connection: {
      endpoint: new URL(service.endpoint),
      accessKey: { id: accessKeyId, secret: accessKeySecret },
    },
    certificateFile: join(dataDir, 'tls-certificate.pem'),
  };
}
