import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { pause } from '../../test/support/eventually.ts';
import { addresses } from '../bed/bed.ts';
import { breakMaster, type FaultName, LOSS_PERCENT, mendMaster } from '../bed/faults.ts';
import { serverPorts } from '../bed/servers.ts';
import { startHaproxy } from '../engines/haproxy.ts';
import type { Engine } from '../engines/engine.ts';
import { type OpenRecord, runOpenLoop } from '../load/open-loop.ts';
import { BenchService } from '../service/bench-service.ts';
import { type Figures, oneOf, type OwnMetric, type Stage } from './metric.ts';

const PER_SECOND = 200;
const BEFORE_MS = 1_000;
const SECONDS = { full: 7, quick: 4 };
const TIMEOUT_MS = 10_000;
const DELAYED_MS = 100;
const LISTENER_PORT = 80;

const said: Readonly<Record<FaultName, string>> = {
  killed: 'killed (kill -9)',
  silent: 'silent (every packet dropped)',
  mute: 'mute (accepts, never answers)',
  lossy: `loses ${LOSS_PERCENT} % of its packets`,
};

export const failovers = (['killed', 'silent', 'mute', 'lossy'] as const).map(failover);

function failover(fault: FaultName): OwnMetric {
  return {
    kind: 'own',
    id: `failover-${fault}`,
    title: `Failover: master ${said[fault]}`,
    unit: 'failed beyond in flight',
    figure: 'failed',
    better: 'lower',
    more: [
      ['failedAtAll', 'failed at all'],
      ['delayed', `delayed > ${DELAYED_MS} ms`],
      ['worstMs', 'worst answered, ms'],
      ['lastBadMs', 'last bad start, ms after the fault'],
    ],
    how: `${PER_SECOND} new connections/s, open loop, ${SECONDS.full} s (quick: ${SECONDS.quick} s), of which ${BEFORE_MS / 1_000} s before the fault. Ours is the whole service with fast detection (checks every 200 ms${fault === 'mute' ? ', HTTP' : ''}); peers check every 200 ms, nginx by the connections themselves.`,
    rounds: { full: 3, quick: fault === 'killed' || fault === 'silent' ? 1 : 0 },
    measures: oneOf('plain', 'fast', 'nftables', 'haproxy', 'nginx'),
    async measure(stage, engine) {
      const { place, stop } = await startChecked(stage, engine, fault);
      try {
        return await underFault(stage, fault, place);
      } finally {
        await stop();
      }
    },
  };
}

interface Place {
  readonly address: string;
  readonly ports: { readonly http: number };
}

async function startChecked(
  stage: Stage,
  engine: Engine,
  fault: FaultName,
): Promise<{ readonly place: Place; stop(): Promise<void> }> {
  const { bed, newOrder } = stage;
  if (engine.id === 'haproxy') {
    const option = fault === 'mute' ? 'option httpchk GET /' : '';
    const check = { server: ' check inter 200ms fall 2 rise 2', option };
    const running = await startHaproxy(bed, newOrder(), check);
    return { place: running.doors, stop: () => running.stop() };
  }
  if (engine.id === 'nginx') {
    const running = await engine.start(bed, newOrder());
    return { place: running.doors, stop: () => running.stop() };
  }
  const service = await BenchService.start(bed, engine);
  try {
    await service.requireEngine(engine);
    const listener = fault === 'mute' ? httpCheck : {};
    const member = (name: 'server1' | 'server2') => ({
      name,
      address: addresses[name],
      port: serverPorts.http,
    });
    const pair = await service.api.newPair({
      port: LISTENER_PORT,
      master: member('server1'),
      slave: member('server2'),
      policy: { DetectionMode: 'fast' },
      listener,
    });
    const place = { address: pair.target.host, ports: { http: pair.target.port } };
    return { place, stop: () => service.close() };
  } catch (error) {
    await service.close();
    throw error;
  }
}

const httpCheck = { HealthCheckType: 'http', HealthCheckURI: '/', HealthCheckMethod: 'get' } as const;

async function underFault(stage: Stage, fault: FaultName, place: Place): Promise<Figures> {
  const { bed, servers, quick } = stage;
  const seconds = quick ? SECONDS.quick : SECONDS.full;
  const load = { perSecond: PER_SECOND, seconds, timeoutMs: TIMEOUT_MS };
  const running = runOpenLoop(stage, place, load);
  // Looked at below; until then its failure must not end the program.
  running.catch(() => undefined);
  await pause(BEFORE_MS);
  const times = await breakMaster(fault, bed, servers);
  try {
    return figuresOfFailover(await running, times);
  } finally {
    await mendMaster(fault, bed, servers);
  }
}

/** In flight: begun before the fault was over. What the fault took with it nobody could have saved. */
export function figuresOfFailover(records: readonly OpenRecord[], { beginMs, endMs }: FaultTimes): Figures {
  const failed = records.filter(({ outcome }) => outcome !== 'answered');
  const inFlight = (record: OpenRecord): boolean =>
    record.dueMs <= endMs && record.dueMs + record.tookMs >= beginMs;
  const answered = records.filter(({ outcome }) => outcome === 'answered').map(({ tookMs }) => tookMs);
  const bad = records.filter(
    ({ dueMs, tookMs, outcome }) => dueMs >= beginMs && (outcome !== 'answered' || tookMs > DELAYED_MS),
  );
  return {
    failed: failed.filter((record) => !inFlight(record)).length,
    failedAtAll: failed.length,
    delayed: answered.filter((ms) => ms > DELAYED_MS).length,
    worstMs: Math.max(0, ...answered),
    lastBadMs: Math.max(0, ...bad.map(({ dueMs }) => dueMs - beginMs)),
  };
}
