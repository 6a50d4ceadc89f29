/**
 * Hotspare as a library: a real SLB endpoint with real forwarding inside a test or a program.
 *
 * ```ts
 * const slb = await startHotspare({ servers: { 'i-master': '127.0.0.1', 'i-slave': '127.0.0.1' } });
 * const { LoadBalancerId, Address } = await slb.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
 * // … or point any Alibaba Cloud SDK at slb.endpoint with slb.accessKeyId and slb.accessKeySecret …
 * await slb.close();
 * ```
 */
import { randomInt } from 'node:crypto';
import { ApiClient } from './client/api-client.ts';
import { ConfigError } from './config/config-error.ts';
import type { ConfigInput } from './config/config-input.ts';
import { configSchema } from './config/schema.ts';
import type { Result } from './contract/define.ts';
import type { ActionName, Contracts } from './contract/index.ts';
import { startService } from './main.ts';

export { ApiFailure } from './client/failures.ts';
export { ConfigError } from './config/config-error.ts';
export type { ConfigInput } from './config/config-input.ts';

export interface Hotspare {
  /** `http://127.0.0.1:PORT`; the same port speaks HTTPS with a certificate of its own. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /**
   * Makes a signed call as any client would. Lists come as plain arrays, numbers as numbers. Rejects with `ApiFailure`:
   * `code`, `message`, and `remedy` in words.
   */
  call<A extends ActionName>(
    action: A,
    parameters?: Readonly<Record<string, string>>,
  ): Promise<Result<Contracts[A]>>;
  /** Ends listeners, connections and everything else that was started. */
  close(): Promise<void>;
}

/**
 * Starts a service in this process: on a free port, with nothing on disk, quiet, and with load balancer addresses of
 * its own from 127.0.0.0/8, so that many can run side by side. Any setting of the configuration file can be given.
 * Rejects with `ConfigError` for a setting that cannot be used.
 */
export async function startHotspare(settings: ConfigInput = {}): Promise<Hotspare> {
  const pool = [`127.${randomInt(64, 250)}.${randomInt(1, 255)}.0/24`];
  const parsed = configSchema.safeParse({
    listen: '127.0.0.1:0',
    store: 'memory',
    stopDrainSeconds: 0,
    ...settings,
    addressPools: { internet: pool, intranet: pool, ...settings.addressPools },
    engine: { mode: 'inline', ...settings.engine },
    log: { level: 'silent', ...settings.log },
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`, {
      subject: 'startHotspare',
    });
  }
  const service = await startService(parsed.data);
  const accessKey = service.accessKeys[0] ?? { id: '', secret: '' };
  const client = new ApiClient({ endpoint: new URL(service.endpoint), accessKey });
  return {
    endpoint: service.endpoint,
    accessKeyId: accessKey.id,
    accessKeySecret: accessKey.secret,
    call: (action, parameters) => client.call(action, parameters),
    close: async () => {
      client.close();
      await service.close();
    },
  };
}
