import { pause } from '../../test/support/eventually.ts';
import { type ServerName, letters } from '../bed/servers.ts';
import type { RunningEngine, Switch } from '../engines/engine.ts';
import { IdleConnections } from '../load/idle.ts';
import { type OpenRecord, runOpenLoop } from '../load/open-loop.ts';
import { spreadOf } from '../report/results.ts';
import { type Figures, oneOf, type OwnMetric } from './metric.ts';

const SWITCHES = { full: 40, quick: 10 };
const BETWEEN_MS = 50;
const PER_SECOND = 2_000;
const ESTABLISHED = 500;
const LEAD_MS = 300;

interface Made extends Switch {
  readonly active: ServerName;
}

export const reconfiguration: OwnMetric = {
  kind: 'own',
  id: 'reconfiguration',
  title: 'Reconfiguration: one switch',
  unit: 'ms until effective',
  figure: 'effectiveMs',
  better: 'lower',
  more: [
    ['worstMs', 'worst, ms'],
    ['saidMs', 'until the engine says so, ms'],
    ['wrong', 'went to the old server'],
    ['failed', 'failed'],
    ['survivors', 'established that survived, %'],
  ],
  how: `${SWITCHES.full} switches (quick: ${SWITCHES.quick}) of one listener under ${PER_SECOND} new connections/s. Effective: the last start of a connection that met the old server, after the switch was ordered. Connections begun after the engine said that it is in force must meet the new server. Then two flips of all listeners, with ${ESTABLISHED} established connections.`,
  rounds: { full: 3, quick: 1 },
  measures: oneOf('plain', 'fast', 'nftables', 'haproxy'),
  async measure(stage, engine) {
    const running = await engine.start(stage.bed, stage.newOrder());
    let idle: IdleConnections | undefined;
    try {
      idle = await IdleConnections.open(stage, running.doors, ESTABLISHED);
      const count = stage.quick ? SWITCHES.quick : SWITCHES.full;
      const seconds = (2 * LEAD_MS + count * BETWEEN_MS * 1.5) / 1_000;
      const load = { perSecond: PER_SECOND, seconds, timeoutMs: 5_000 };
      const [records, switches] = await Promise.all([
        runOpenLoop(stage, running.doors, load),
        switchOften(running, count),
      ]);
      await running.switchTo?.('server2', 'all');
      await running.switchTo?.('server1', 'all');
      const alive = await idle.alive();
      return { ...figuresOfSwitches(records, switches), survivors: (100 * alive) / ESTABLISHED };
    } finally {
      await idle?.close();
      await running.stop();
    }
  },
};

async function switchOften(running: RunningEngine, count: number): Promise<readonly Made[]> {
  const made: Made[] = [];
  await pause(LEAD_MS);
  for (let number = 0; number < count; number += 1) {
    const active = number % 2 === 0 ? 'server2' : 'server1';
    const result = await running.switchTo?.(active, 'http');
    if (!result) throw new Error('it cannot be switched');
    made.push({ ...result, active });
    await pause(BETWEEN_MS);
  }
  return made;
}

/** A connection counts as wrong when it lay wholly between two switches and met the server of before. */
export function figuresOfSwitches(records: readonly OpenRecord[], switches: readonly Made[]): Figures {
  const answered = records
    .filter(({ outcome }) => outcome === 'answered')
    .map(({ dueMs, lateMs, tookMs, server }) => ({
      begunMs: dueMs + lateMs,
      endedMs: dueMs + tookMs,
      server,
    }));
  let wrong = 0;
  const effective = switches.map(({ beganMs, endedMs, active }, n) => {
    const nextMs = switches[n + 1]?.beganMs ?? Infinity;
    const old = answered.filter(
      (one) => one.begunMs > beganMs && one.endedMs < nextMs && one.server !== letters[active],
    );
    wrong += old.filter(({ begunMs }) => begunMs > endedMs).length;
    return Math.max(0, ...old.map(({ begunMs }) => begunMs - beganMs));
  });
  const times = spreadOf(effective);
  return {
    effectiveMs: times?.median ?? NaN,
    worstMs: times?.max ?? NaN,
    saidMs: spreadOf(switches.map(({ ms }) => ms))?.median ?? NaN,
    wrong,
    failed: records.length - answered.length,
  };
}
