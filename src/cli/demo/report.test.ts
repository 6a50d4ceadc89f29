import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { computeFigures } from './figures.ts';
import { condense, problemsOf, renderReport, type Report } from './report.ts';

const figures = computeFigures(
  [
    { dueMs: 0, startedMs: 0, endedMs: 2, outcome: 'answered', server: 'a' },
    { dueMs: 9, startedMs: 9, endedMs: 12, outcome: 'reset', server: null },
    { dueMs: 20, startedMs: 20, endedMs: 30.5, outcome: 'answered', server: 'b' },
  ],
  [],
  [{ step: 'killed', kind: 'fault', to: 'b', beginMs: 10, endMs: 11, untilMs: 100 }],
);

const report: Report = {
  conditions: {
    rate: 200,
    stepSeconds: 5,
    detection: 'fast',
    engine: 'embedded',
    node: '20',
    platform: 'linux',
    cpus: 2,
  },
  figures,
  skipped: [],
  history: [{ time: '2026-01-02T03:04:05.678Z', kind: 'decision', sentence: 'Master to Slave.' }],
  problems: [],
};

describe('report', () => {
  it('shows the figures of each step, the conditions and the history', () => {
    const text = renderReport(report, pc.createColors(false));
    expect(text).toMatch(/the master +│ +killed/);
    expect(text).toMatch(/after +│ +21 ms/);
    expect(text).toMatch(/failed +│ +1 reset/);
    expect(text).toMatch(/of them not in flight +│ +0/);
    expect(text).toContain('200 new connections a second');
    expect(text).toContain('03:04:05.678  Master to Slave.');
    expect(text).toContain('Nothing failed beyond what was in flight');
    expect(
      Math.max(
        ...text
          .split('\n')
          .slice(0, 14)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  it('names what went wrong instead of praising', () => {
    const text = renderReport({ ...report, problems: ['it broke'] }, pc.createColors(false));
    expect(text).toContain('it broke');
    expect(text).not.toContain('Nothing failed');
  });

  it('tells three kinds of broken promises', () => {
    expect(problemsOf(figures, [])).toEqual([]);
    const bad = { ...figures, failedBeyondInFlight: 2, establishedCutOnReturn: 1 };
    expect(problemsOf(bad, ['silent'])).toHaveLength(3);
  });

  it('shows the first of a run of failed probes only', () => {
    const event = (kind: string) => ({ time: '', kind, sentence: '' });
    const kinds = ['probe-failed', 'probe-failed', 'verdict', 'probe-failed', 'decision'].map(event);
    expect(condense(kinds).map(({ kind }) => kind)).toEqual([
      'probe-failed',
      'verdict',
      'probe-failed',
      'decision',
    ]);
  });
});
