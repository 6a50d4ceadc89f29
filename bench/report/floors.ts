/** What is demanded, and whether it was met: the table that a run ends with. */
import type { EngineId } from '../engines/engine.ts';
import { medianFor, type Results } from './results.ts';

export interface Floor {
  readonly what: string;
  /** Whether more or less is better, and so which side of `floor` is met. */
  readonly is: 'at least' | 'at most';
  readonly floor: number;
  readonly aim: number;
  /** Behind the numbers, e.g. ` ms`; empty for a ratio. */
  readonly unit: string;
  /** Undefined: not measured. */
  measured(results: Results): number | undefined;
}

export type Verdict = 'met' | 'missed' | 'aim met' | 'not measured';

export interface JudgedFloor {
  readonly floor: Floor;
  readonly value: number | undefined;
  readonly verdict: Verdict;
}

const ratio = (of: EngineId, to: EngineId, metric: string, figure: string) => (results: Results) =>
  divide(medianFor(results, metric, of, figure), medianFor(results, metric, to, figure));

const figure = (engine: EngineId, metric: string, name: string) => (results: Results) =>
  medianFor(results, metric, engine, name);

/** Processor time that an engine adds to a connection, by what it adds to the whole path on one core. */
const addedTime = (engine: EngineId) => (results: Results) => {
  const own = medianFor(results, 'connections', engine, 'perSecond');
  const direct = medianFor(results, 'connections', 'direct', 'perSecond');
  return own && direct ? 1 / own - 1 / direct : undefined;
};

const atLeast = (what: string, floor: number, aim: number, measured: Floor['measured']): Floor => ({
  what,
  is: 'at least',
  floor,
  aim,
  unit: '',
  measured,
});

const atMost = (
  what: string,
  floor: number,
  aim: number,
  unit: string,
  measured: Floor['measured'],
): Floor => ({ what, is: 'at most', floor, aim, unit, measured });

const connections = ['connections', 'perSecond'] as const;
const keepAlive = ['keep-alive', 'perSecond'] as const;
const roundTrips = ['udp-round-trips', 'perSecond'] as const;

/** Of the issue that asked for kernel speed; in its order. */
export const floors: readonly Floor[] = [
  atLeast('nftables: new connections ÷ direct', 0.8, 0.88, ratio('nftables', 'direct', ...connections)),
  atLeast('nftables: new connections ÷ HAProxy', 1.5, 1.75, ratio('nftables', 'haproxy', ...connections)),
  atMost('nftables: added CPU per connection ÷ HAProxy’s', 0.3, 0.15, '', (results) =>
    divide(addedTime('nftables')(results), addedTime('haproxy')(results)),
  ),
  atLeast('nftables: keep-alive ÷ direct', 0.88, 0.95, ratio('nftables', 'direct', ...keepAlive)),
  atLeast('nftables: bulk, 4 streams ÷ direct', 0.9, 0.97, ratio('nftables', 'direct', 'bulk-4', 'gigabits')),
  atLeast('nftables: UDP round trips ÷ direct', 0.85, 0.92, ratio('nftables', 'direct', ...roundTrips)),
  atLeast('nftables: connections/s with 10,000 listeners ÷ with 10', 0.95, 1, (results) =>
    divide(
      figure('nftables', 'scale-10000', 'perSecond')(results),
      figure('nftables', 'scale-10', 'perSecond')(results),
    ),
  ),
  atMost(
    'nftables: one switch effective',
    5,
    0.5,
    ' ms',
    figure('nftables', 'reconfiguration', 'effectiveMs'),
  ),
  atMost(
    'nftables: flip of 10,000 in one transaction',
    500,
    250,
    ' ms',
    figure('nftables', 'scale-10000', 'flipMs'),
  ),
  atLeast('fast lane: new connections ÷ HAProxy', 0.9, 1.1, ratio('fast', 'haproxy', ...connections)),
  atLeast('fast lane: keep-alive ÷ HAProxy', 0.9, 1, ratio('fast', 'haproxy', ...keepAlive)),
  atLeast('fast lane: bulk, 1 stream ÷ HAProxy', 1.2, 1.6, ratio('fast', 'haproxy', 'bulk-1', 'gigabits')),
  atMost('fast lane: memory per idle connection', 1, 0.2, ' KB', figure('fast', 'idle-memory', 'kilobytes')),
  atLeast('fast lane: UDP round trips ÷ nginx stream', 0.8, 1.1, ratio('fast', 'nginx', ...roundTrips)),
  atLeast('plain lane: new connections ÷ HAProxy', 0.35, 0.45, ratio('plain', 'haproxy', ...connections)),
  atLeast('plain lane: keep-alive ÷ HAProxy', 0.5, 0.6, ratio('plain', 'haproxy', ...keepAlive)),
  atLeast('plain lane: bulk, 1 stream ÷ HAProxy', 0.7, 1, ratio('plain', 'haproxy', 'bulk-1', 'gigabits')),
  atMost(
    'fast lane: master killed, failed beyond in flight',
    0,
    0,
    '',
    figure('fast', 'failover-killed', 'failed'),
  ),
  atMost(
    'nftables: master killed, failed beyond in flight',
    0,
    0,
    '',
    figure('nftables', 'failover-killed', 'failed'),
  ),
  atMost(
    'fast lane: master silent, worst delay',
    600,
    350,
    ' ms',
    figure('fast', 'failover-silent', 'worstMs'),
  ),
  atMost(
    'nftables: master silent, worst delay',
    1_100,
    400,
    ' ms',
    figure('nftables', 'failover-silent', 'worstMs'),
  ),
  atMost('mass failover of 10,000: all switched within window +', 2, 1, ' s', massFailover),
  atMost('start with 10,000 listeners ÷ HAProxy’s', 1, 0.5, '', serviceStart),
  atMost('memory of the whole service, 10,000 listeners', 300, 200, ' MB', serviceMemory),
];

/** The best engine that was measured decides: that is the one which `auto` takes. */
function massFailover(results: Results): number | undefined {
  return best(results, 'mass-failover', 'beyondWindowSeconds');
}

function serviceMemory(results: Results): number | undefined {
  return best(results, 'service-scale', 'megabytes');
}

function serviceStart(results: Results): number | undefined {
  const haproxy = medianFor(results, 'scale-10000', 'haproxy', 'startSeconds');
  return divide(best(results, 'service-scale', 'startSeconds'), haproxy);
}

function best(results: Results, metric: string, name: string): number | undefined {
  return (
    medianFor(results, metric, 'nftables', name) ??
    medianFor(results, metric, 'fast', name) ??
    medianFor(results, metric, 'plain', name)
  );
}

export function judgeFloors(results: Results): readonly JudgedFloor[] {
  return floors.map((floor) => {
    const value = floor.measured(results);
    return { floor, value, verdict: judge(floor, value) };
  });
}

export function judge(
  { is, floor, aim }: Pick<Floor, 'is' | 'floor' | 'aim'>,
  value: number | undefined,
): Verdict {
  if (value === undefined || !Number.isFinite(value)) return 'not measured';
  const holds = (limit: number): boolean => (is === 'at least' ? value >= limit : value <= limit);
  return holds(aim) ? 'aim met' : holds(floor) ? 'met' : 'missed';
}

function divide(above: number | undefined, below: number | undefined): number | undefined {
  return above === undefined || below === undefined || below === 0 ? undefined : above / below;
}
