import { layouts } from '../bed/bed.ts';
import { pssKilobytes } from '../bed/process-memory.ts';
import { MORE_LISTENERS_FROM } from '../engines/engine.ts';
import { parseFigures } from '../load/load.ts';
import { oneOf, type OwnMetric } from './metric.ts';

export const scales = [scale(10), scale(1_000), scale(10_000)];

function scale(listeners: number): OwnMetric {
  const count = listeners.toLocaleString('en');
  return {
    kind: 'own',
    id: `scale-${listeners}`,
    title: `${count} listeners`,
    unit: 'connections/s',
    figure: 'perSecond',
    better: 'higher',
    more: [
      ['startSeconds', 'start, s'],
      ['flipMs', 'flip of all, ms'],
      ['megabytes', 'memory (PSS), MB'],
    ],
    how: `New connections to one of ${count} TCP listeners; start: from the process to all listeners in force; flip: all of them to the other server in one plan.`,
    rounds: { full: 5, quick: listeners === 1_000 ? 0 : 1 },
    measures: oneOf('plain', 'fast', 'nftables', 'haproxy'),
    async measure({ bed, load, seconds, newOrder }, engine) {
      const beganMs = performance.now();
      const running = await engine.start(bed, { ...newOrder(), moreListeners: listeners });
      try {
        const startSeconds = (performance.now() - beganMs) / 1_000;
        // One in the middle, so that the order in a table is neither the best nor the worst.
        const port = String(MORE_LISTENERS_FROM + Math.floor(listeners / 2));
        const command = [load, 'closed', running.doors.address, port, String(seconds), '32'];
        const { perSecond = NaN } = parseFigures(
          await bed.client.run(command, { cpus: layouts.oneCore.ends }),
        );
        const flip = engine.id === 'haproxy' ? undefined : await running.switchTo?.('server2', 'all');
        const megabytes = pssKilobytes(running.pids()) / 1_024;
        return { perSecond, startSeconds, megabytes, ...(flip && { flipMs: flip.ms }) };
      } finally {
        await running.stop();
      }
    },
  };
}
