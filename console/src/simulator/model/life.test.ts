import { describe, expect, it } from 'vitest';
import { Agenda } from './agenda.ts';
import { conditionAt, connectTo, probeOf, ROUND_TRIP_MS } from './life.ts';
import type { Fault, FaultKind } from './scenario.ts';

const fault = (atMs: number, kind: FaultKind, periodMs = 1_000): Fault => ({
  atMs,
  server: 'Master',
  kind,
  periodMs,
});

describe('how a server is', () => {
  it('the latest fault counts, in whatever order they are given', () => {
    const faults = [fault(300, 'back'), fault(100, 'killed')];
    expect([50, 100, 299, 300].map((ms) => conditionAt(faults, 'Master', ms))).toEqual([
      'serving',
      'killed',
      'killed',
      'serving',
    ]);
    expect(conditionAt(faults, 'Slave', 200)).toBe('serving');
  });

  it('flapping: down for the first half of each period', () => {
    const flaps = [fault(100, 'flapping')];
    expect([100, 599, 600, 1_099, 1_100].map((ms) => conditionAt(flaps, 'Master', ms))).toEqual([
      'killed',
      'killed',
      'serving',
      'serving',
      'killed',
    ]);
  });
});

describe('what a connect meets', () => {
  const limitMs = 5_000;

  it.each<readonly [FaultKind, string, number]>([
    ['killed', 'refused', ROUND_TRIP_MS],
    ['back', 'ok', ROUND_TRIP_MS],
    ['wrong-answer', 'ok', ROUND_TRIP_MS],
    ['silent', 'timed-out', limitMs],
  ])('%s: %s', (kind, outcome, afterMs) => {
    expect(connectTo([fault(0, kind)], 'Master', 100, limitMs)).toEqual({ outcome, endsAtMs: 100 + afterMs });
  });

  it('a server that comes back is reached by the next SYN', () => {
    const faults = [fault(0, 'silent'), fault(1_500, 'back')];
    expect(connectTo(faults, 'Master', 100, limitMs)).toEqual({
      outcome: 'ok',
      endsAtMs: 100 + 3_000 + ROUND_TRIP_MS,
    });
    expect(connectTo(faults, 'Master', 100, 2_000).outcome).toBe('timed-out');
  });

  it('a wrong answer is a failed probe for a check that reads answers', () => {
    const faults = [fault(0, 'wrong-answer')];
    expect(probeOf('http', faults, 'Master', 100, limitMs).outcome).toBe('wrong-status');
    expect(probeOf('tcp', faults, 'Master', 100, limitMs).outcome).toBe('ok');
  });
});

describe('virtual time', () => {
  it('things happen by their time, equals in the order of planning, the cancelled never', () => {
    const agenda = new Agenda();
    const seen: string[] = [];
    const note = (what: string) => () => seen.push(`${agenda.nowMs} ${what}`);
    for (const ms of [50, 10, 30, 10, 90, 20]) agenda.at(ms, note(`planned for ${ms}`));
    agenda.at(20, note('never')).cancel();
    agenda.at(30, () => agenda.after(5, note('planned later')));
    agenda.runUntil(50);
    expect(seen).toEqual([
      '10 planned for 10',
      '10 planned for 10',
      '20 planned for 20',
      '30 planned for 30',
      '35 planned later',
      '50 planned for 50',
    ]);
    expect(agenda.nowMs).toBe(50);
  });

  it('a thousand in random order come out sorted', () => {
    const agenda = new Agenda();
    const seen: number[] = [];
    for (let i = 0; i < 1_000; i += 1) agenda.at((i * 7_919) % 1_009, () => seen.push(agenda.nowMs));
    agenda.runUntil(2_000);
    expect(seen).toHaveLength(1_000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});
