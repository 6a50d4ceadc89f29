/** The API on a real port of the loopback, in this process and on a store that forgets. */
import { randomInt } from 'node:crypto';
import type { ApiSettings } from '../../src/actions/context.ts';
import { handlers } from '../../src/actions/index.ts';
import { testSettings } from '../../src/actions/test-support.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { silentLogger } from '../../src/observability/logger.ts';
import { Listener } from '../../src/server/listener.ts';
import { allOperations, type Operations } from '../../src/server/operation.ts';
import { Pipeline } from '../../src/server/pipeline.ts';
import { pipelineDefaults } from '../../src/server/test-support.ts';
import { type CertificatePem, selfSignedCertificate } from '../../src/server/self-signed.ts';
import { MemoryStore } from '../../src/store/memory/store.ts';
import type { HttpRequest } from '../../src/wire/http-message.ts';

export const serverKey = { accessKeyId: 'LTAItest', accessKeySecret: 'test-secret' } as const;

export interface ApiServer {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly certificate: CertificatePem;
  /** Every request as it came in. */
  readonly requests: readonly HttpRequest[];
  close(): Promise<void>;
}

/** All actions, unless others are given. */
export async function startApiServer(
  options: { readonly operations?: Operations; readonly settings?: Partial<ApiSettings> } = {},
): Promise<ApiServer> {
  const store = new MemoryStore();
  const requests: HttpRequest[] = [];
  const pipeline = new Pipeline({
    ...pipelineDefaults(store, serverKey),
    operations: options.operations ?? allOperations(handlers),
    clock: systemClock,
    random: (max) => randomInt(max),
    settings: { ...testSettings, ...options.settings },
  });
  const certificate = await selfSignedCertificate({ directory: undefined, names: [], nowMs: Date.now() });
  const listener = new Listener({
    host: '127.0.0.1',
    port: 0,
    api: {
      answer(request, arrival) {
        requests.push(request);
        return pipeline.answer(request, arrival);
      },
      refuse: (...refusal) => pipeline.refuse(...refusal),
    },
    routes: new Map(),
    certificate: async () => certificate,
    logger: silentLogger,
  });
  const { port } = await listener.listen();
  return {
    host: `127.0.0.1:${port}`,
    certificate,
    requests,
    async close() {
      await listener.close();
      await store.close();
    },
  };
}
