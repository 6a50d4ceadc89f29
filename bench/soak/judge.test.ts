import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { judge, slopeOf } from './judge.ts';
import type { Sample, SoakResults } from './results.ts';

function sampleAt(minute: number, pssKb: number): Sample {
  return {
    seconds: minute * 60,
    descriptors: 60,
    pipeEnds: 4,
    pssKb,
    rssKb: pssKb,
    live: 0,
    open: 0,
    connections: 0,
  };
}

/** A sample a minute, from what it had then. */
function over(minutes: number, pssKb: (minute: number) => number): readonly Sample[] {
  return Array.from({ length: minutes }, (_, minute) => sampleAt(minute, pssKb(minute)));
}

/** Places in the list of what was missed. */
function missed(changes: Partial<SoakResults>): readonly number[] {
  const quiet: SoakResults = {
    conditions: {
      date: '',
      kernel: '',
      cpu: '',
      cpus: 2,
      node: '',
      commit: '',
      user: 'root',
      lane: 'fast',
      minutes: 30,
      seed: 1,
      listeners: 1,
    },
    fresh: sampleAt(0, 60_000),
    baseLine: sampleAt(0, 100_000),
    samples: over(30, (minute) => 100_000 + (minute % 2) * 1_000),
    final: sampleAt(31, 110_000),
    unrest: {},
    plans: 1,
    load: { connections: {}, bytesHeard: 0, open: 0 },
    violations: [],
    violationCount: 0,
    ...changes,
  };
  return judge(quiet).flatMap(({ ok }, place) => (ok ? [] : [place]));
}

describe('the judgement of a soak', () => {
  it('fits a line to what came after the first quarter', () => {
    const slope = slopeOf(over(41, (minute) => (minute < 10 ? 5_000 : 100_000 + 700 * minute)));
    assert.ok(slope);
    assert.ok(Math.abs(slope.kbPerMinute - 700) < 1e-6, String(slope.kbPerMinute));
    assert.ok(slope.errorKbPerMinute < 1e-6);
    assert.ok(Math.abs(slope.growth - 21_000 / 117_500) < 1e-6, String(slope.growth));
  });

  it('is content with an engine that is as before', () => {
    assert.deepEqual(missed({}), []);
  });

  it('sees each of the things that may not be', () => {
    const end = sampleAt(31, 110_000);
    assert.deepEqual(missed({ violationCount: 1 }), [0]);
    assert.deepEqual(missed({ final: { ...end, live: 1 } }), [1]);
    assert.deepEqual(missed({ final: { ...end, descriptors: 61 } }), [2]);
    assert.deepEqual(missed({ final: { ...end, pipeEnds: 21 } }), [3]);
    assert.deepEqual(missed({ final: sampleAt(31, 150_000) }), [4]);
    assert.deepEqual(missed({ samples: over(30, (minute) => 100_000 + 500 * minute) }), [5]);
  });

  it('takes no noise for growth', () => {
    const noisy = over(30, (minute) => 100_000 + (minute % 3) * 20_000 + 300 * minute);
    assert.deepEqual(missed({ samples: noisy }), []);
  });
});
