import { describe, expect, it } from 'vitest';
import { disturbanceBetween, parseProcessorTimes } from '../bed/processor-times.ts';
import { innerSpread, judgeNoise } from './noise.ts';
import { spreadOf } from './results.ts';
import { cellsOf, resultsOf } from './test-results.ts';

const steady = cellsOf('connections', 'direct', 'perSecond', [100, 101, 99, 102, 98]);

describe('noise', () => {
  it('is little on a steady machine', () => {
    expect(judgeNoise(resultsOf(steady))).toMatchObject({ quiet: true, reasons: [] });
  });

  it('of one bad round is forgiven', () => {
    const cells = cellsOf('connections', 'direct', 'perSecond', [100, 101, 50, 102, 98]);
    expect(judgeNoise(resultsOf(cells)).quiet).toBe(true);
  });

  it('is too much when plain routing itself differs', () => {
    const cells = cellsOf('connections', 'direct', 'perSecond', [100, 80, 60, 110, 90]);
    expect(judgeNoise(resultsOf(cells))).toMatchObject({
      quiet: false,
      reasons: ['plain routing itself differed by 22 % between rounds'],
    });
  });

  it('is too much when others use the processor or the hypervisor takes it away', () => {
    const busy = steady.map((cell) => ({ ...cell, disturbance: { steal: 0.1, otherLoad: 0.5 } }));
    expect(judgeNoise(resultsOf(busy)).reasons).toEqual([
      'the hypervisor took 10 % of the processors away',
      'others kept a processor 50 % busy',
    ]);
  });

  it('cannot be judged by few rounds', () => {
    expect(judgeNoise(resultsOf(steady.slice(0, 4))).quiet).toBe(false);
    expect(innerSpread([1, 2, 3, 4])).toBeUndefined();
  });
});

describe('medians', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('of %j is %s', (values, median) => {
    expect(spreadOf(values)?.median).toBe(median);
  });

  it('of nothing there is none', () => {
    expect(spreadOf([])).toBeUndefined();
  });
});

describe('processor times', () => {
  const at = (zero: string, one: string) => parseProcessorTimes(`cpu 9 9\ncpu0 ${zero}\ncpu1 ${one}\nintr 5`);

  it('tell how busy the idle processor was, and what was taken from all', () => {
    const before = at('0 0 0 0 0 0 0 0 0 0', '0 0 0 0 0 0 0 0 0 0');
    const after = at('10 0 10 75 5 0 0 0 0 0', '80 0 0 0 0 0 0 20 0 0');
    expect(disturbanceBetween(before, after, 0)).toEqual({ steal: 0.1, otherLoad: 0.2 });
    expect(disturbanceBetween(before, after, undefined)).toEqual({ steal: 0.1 });
  });
});
