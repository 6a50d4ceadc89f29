/**
 * Hotspare as a library: a real SLB endpoint with real forwarding inside a test or a program.
 *
 * ```ts
 * const slb = await startHotspare({ servers: { 'i-master': '127.0.0.1', 'i-slave': '127.0.0.1' } });
 * // … point any Alibaba Cloud SDK at slb.endpoint with slb.accessKeyId and slb.accessKeySecret …
 * await slb.close();
 * ```
 */
import { randomInt } from 'node:crypto';
import { ConfigError } from './config/config-error.ts';
import { type ConfigInput, configSchema } from './config/schema.ts';
import { startService } from './main.ts';

export { ConfigError } from './config/config-error.ts';
export type { ConfigInput } from './config/schema.ts';

export interface Hotspare {
  /** `http://127.0.0.1:PORT`; the same port speaks HTTPS with a certificate of its own. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
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
  const [key] = service.accessKeys;
  return {
    endpoint: service.endpoint,
    accessKeyId: key?.id ?? '',
    accessKeySecret: key?.secret ?? '',
    close: () => service.close(),
  };
}
