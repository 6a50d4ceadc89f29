import { describe, expect, it } from 'vitest';
import { judge, judgeFloors } from './floors.ts';
import { cellsOf, resultsOf } from './test-results.ts';

function verdictOf(what: string, results: Parameters<typeof judgeFloors>[0]) {
  const found = judgeFloors(results).find(({ floor }) => floor.what === what);
  if (!found) throw new Error(`there is no floor "${what}"`);
  return [found.value, found.verdict];
}

describe('a floor', () => {
  it.each([
    ['at least', 0.79, 'missed'],
    ['at least', 0.8, 'met'],
    ['at least', 0.9, 'aim met'],
    ['at most', 0.91, 'missed'],
    ['at most', 0.9, 'met'],
    ['at most', 0.8, 'aim met'],
    ['at least', undefined, 'not measured'],
    ['at most', NaN, 'not measured'],
  ] as const)('%s: %s is %s', (is, value, verdict) => {
    const limits = is === 'at least' ? { floor: 0.8, aim: 0.9 } : { floor: 0.9, aim: 0.8 };
    expect(judge({ is, ...limits }, value)).toBe(verdict);
  });

  it('of a ratio compares medians, not single rounds', () => {
    const results = resultsOf(
      cellsOf('connections', 'nftables', 'perSecond', [10, 85, 999]),
      cellsOf('connections', 'direct', 'perSecond', [100, 1, 1_000]),
    );
    expect(verdictOf('nftables: new connections ÷ direct', results)).toEqual([0.85, 'met']);
  });

  it('of added processor time compares what each adds to the whole path', () => {
    const results = resultsOf(
      cellsOf('connections', 'direct', 'perSecond', [1e6 / 70]),
      cellsOf('connections', 'nftables', 'perSecond', [1e6 / 80]),
      cellsOf('connections', 'haproxy', 'perSecond', [1e6 / 110]),
    );
    const [value, verdict] = verdictOf('nftables: added CPU per connection ÷ HAProxy’s', results);
    expect(value).toBeCloseTo(0.25);
    expect(verdict).toBe('met');
  });

  it('without one of its two figures is not measured, which is no pass', () => {
    const results = resultsOf(cellsOf('connections', 'fast', 'perSecond', [100]));
    expect(verdictOf('fast lane: new connections ÷ HAProxy', results)).toEqual([undefined, 'not measured']);
  });

  it('of no failed connection is missed by a single one', () => {
    const results = resultsOf(cellsOf('failover-killed', 'fast', 'failed', [1]));
    expect(verdictOf('fast lane: master killed, failed beyond in flight', results)).toEqual([1, 'missed']);
  });
});
