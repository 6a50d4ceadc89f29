import { pause } from '../../test/support/eventually.ts';
import { layouts } from '../bed/bed.ts';
import { pssKilobytes } from '../bed/process-memory.ts';
import { IdleConnections } from '../load/idle.ts';
import { oneOf, type OwnMetric } from './metric.ts';

/** Proxied, each takes two descriptors, and 20,000 are what a process without privileges often may have. */
const CONNECTIONS = { full: 9_000, quick: 2_000 };
const SETTLE_MS = 1_000;
const WARM_UP_SECONDS = '1';

export const idleMemory: OwnMetric = {
  kind: 'own',
  id: 'idle-memory',
  title: 'Memory of idle connections',
  unit: 'KB a connection',
  figure: 'kilobytes',
  better: 'lower',
  more: [['baseMegabytes', 'before, MB']],
  how: `${CONNECTIONS.full} connections (quick: ${CONNECTIONS.quick}) that had a byte echoed, then nothing: what the engine's processes grew by (PSS). The kernel's own memory is not in it.`,
  rounds: { full: 3, quick: 1 },
  measures: oneOf('plain', 'fast', 'nftables', 'haproxy', 'nginx'),
  async measure(stage, engine) {
    const count = stage.quick ? CONNECTIONS.quick : CONNECTIONS.full;
    const running = await engine.start(stage.bed, stage.newOrder());
    let idle: IdleConnections | undefined;
    try {
      const { address, ports } = running.doors;
      const warmUp = [stage.load, 'closed', address, String(ports.http), WARM_UP_SECONDS, '32'];
      await stage.bed.client.run(warmUp, { cpus: layouts.oneCore.ends });
      await pause(SETTLE_MS);
      const before = pssKilobytes(running.pids());
      idle = await IdleConnections.open(stage, running.doors, count);
      await pause(SETTLE_MS);
      const after = pssKilobytes(running.pids());
      return { kilobytes: (after - before) / count, baseMegabytes: before / 1_024 };
    } finally {
      await idle?.close();
      await running.stop();
    }
  },
};
