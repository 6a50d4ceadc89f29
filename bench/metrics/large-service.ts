import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { eventually, pause } from '../../test/support/eventually.ts';
import type { Bed } from '../bed/bed.ts';
import { pssKilobytes } from '../bed/process-memory.ts';
import { BenchService } from '../service/bench-service.ts';
import { LargeState } from '../service/large-state.ts';
import { type Figures, oneOf, type OwnMetric, type Stage } from './metric.ts';

const GROUPS = 10_000;
/** SLB defaults for TCP: refused connects are seen by the next check, and three failures make a verdict. */
const INTERVAL_SECONDS = 2;
const FAILURES = 3;
const WINDOW_SECONDS = INTERVAL_SECONDS * FAILURES;
/** Beyond the window: the floor. */
const DEMANDED_SECONDS = 2;
/** All checks have run, and what starting left behind is gone. */
const SETTLE_MS = 10_000;

export const largeService: OwnMetric = {
  kind: 'own',
  id: 'service-10000',
  title: 'The whole service with 10,000 master-slave groups',
  unit: 's beyond the window',
  figure: 'beyondWindowSeconds',
  better: 'lower',
  more: [
    ['startSeconds', 'start, s'],
    ['megabytes', 'memory (PSS), MB'],
    ['switched', 'switched'],
  ],
  how: `Mass failover: ${GROUPS} masters, each an address of its own, die at once (kill -9); until the last decision is in force, beyond the window of ${FAILURES} checks every ${INTERVAL_SECONDS} s. Start: from the process to all listeners running, on a stored state. Memory: of the service and all its processes.`,
  rounds: { full: 1, quick: 0 },
  measures: oneOf('plain', 'fast', 'nftables'),
  async measure(stage, engine) {
    await spreadServers(stage.bed);
    const filled = await BenchService.start(stage.bed, engine, ['--rate-limit=0']);
    let service = filled;
    try {
      await filled.requireEngine(engine);
      const state = new LargeState(GROUPS, INTERVAL_SECONDS);
      await state.makeThrough(filled.api);
      service = await filled.restarted(engine, ['--rate-limit=0']);
      const beganMs = performance.now() - service.startedInMs;
      await state.untilRunning(service.api);
      const startSeconds = (performance.now() - beganMs) / 1_000;
      await state.requireAllRunning(service.api);
      await pause(SETTLE_MS);
      const megabytes = pssKilobytes(service.pids()) / 1_024;
      return { startSeconds, megabytes, ...(await failAll(stage, service, state)) };
    } finally {
      await service.close();
    }
  },
};

/** Each server's host answers at ten thousand addresses: LargeState names them. */
async function spreadServers({ lb, server1, server2 }: Bed): Promise<void> {
  const hosts = [
    { host: server1, network: LargeState.networks.master, gateway: '10.80.2.2' },
    { host: server2, network: LargeState.networks.slave, gateway: '10.80.3.2' },
  ];
  for (const { host, network, gateway } of hosts) {
    const block = `${network}.0.0/16`;
    await host.run(['ip', 'route', 'replace', 'local', block, 'dev', 'lo']);
    await lb.run(['ip', 'route', 'replace', block, 'via', gateway]);
  }
}

async function failAll(
  { servers }: Pick<Stage, 'servers'>,
  { api }: BenchService,
  state: LargeState,
): Promise<Figures> {
  await servers.killHttp('server1');
  const diedMs = hostNowMs();
  try {
    // Asking costs the service something: not before it should have been done.
    await pause((WINDOW_SECONDS + DEMANDED_SECONDS) * 1_000);
    const lastMs = await eventually(() => state.lastSwitchMs(api), 'command');
    const seconds = (lastMs - diedMs) / 1_000;
    return { beyondWindowSeconds: Math.max(0, seconds - WINDOW_SECONDS), switched: GROUPS };
  } finally {
    await servers.startHttp('server1');
  }
}
