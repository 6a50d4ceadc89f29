import { BenchService } from '../service/bench-service.ts';
import { oneOf, type OwnMetric } from './metric.ts';

const OUTSTANDING = 16;
const WARM_UP_MS = 1_000;

export const apiThroughput: OwnMetric = {
  kind: 'own',
  id: 'api',
  title: 'API throughput',
  unit: 'calls/s',
  figure: 'perSecond',
  better: 'higher',
  more: [
    ['writesPerSecond', 'writes/s'],
    ['failed', 'failed'],
  ],
  how: `Signed calls over HTTP, ${OUTSTANDING} outstanding: DescribeLoadBalancers, then SetLoadBalancerName on load balancers of their own. The client signs and decodes on the same machine.`,
  rounds: { full: 3, quick: 1 },
  measures: oneOf('plain'),
  async measure({ bed, seconds }, engine) {
    const service = await BenchService.start(bed, engine, ['--rate-limit=0']);
    try {
      const { api } = service;
      const made = await Promise.all(Array.from({ length: OUTSTANDING }, () => api.newLoadBalancer()));
      const read = (): Promise<unknown> => api.call('DescribeLoadBalancers', { PageSize: '50' });
      const write = (worker: number, n: number): Promise<unknown> =>
        api.call('SetLoadBalancerName', {
          LoadBalancerId: made[worker]?.id ?? '',
          LoadBalancerName: `bench-${n}`,
        });
      await closedLoop(read, WARM_UP_MS);
      const reads = await closedLoop(read, seconds * 1_000);
      const writes = await closedLoop(write, seconds * 1_000);
      return {
        perSecond: reads.perSecond,
        writesPerSecond: writes.perSecond,
        failed: reads.failed + writes.failed,
      };
    } finally {
      await service.close();
    }
  },
};

/** `OUTSTANDING` workers that call one after another; what is under way at the end is awaited and counted. */
async function closedLoop(
  call: (worker: number, n: number) => Promise<unknown>,
  ms: number,
): Promise<{ readonly perSecond: number; readonly failed: number }> {
  const beganMs = performance.now();
  let done = 0;
  let failed = 0;
  const work = async (worker: number): Promise<void> => {
    for (let n = 0; performance.now() - beganMs < ms; n += 1) {
      await call(worker, n).then(
        () => (done += 1),
        () => (failed += 1),
      );
    }
  };
  await Promise.all(Array.from({ length: OUTSTANDING }, (_, worker) => work(worker)));
  return { perSecond: (1_000 * done) / (performance.now() - beganMs), failed };
}
