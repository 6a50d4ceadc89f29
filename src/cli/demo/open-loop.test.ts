import { describe, expect, it } from 'vitest';
import { OpenLoop } from './open-loop.ts';

describe('OpenLoop', () => {
  it('begins at once and then at its rate', () => {
    const loop = new OpenLoop(200, 1_000);
    expect(loop.due(1_000)).toEqual([1_000]);
    expect(loop.due(1_004.9)).toEqual([]);
    expect(loop.nextMs).toBe(1_005);
    expect(loop.due(1_010)).toEqual([1_005, 1_010]);
  });

  it('makes up for a stall: the schedule does not wait', () => {
    const loop = new OpenLoop(100, 0);
    loop.due(0);
    const late = loop.due(10_000);
    expect(late).toHaveLength(1_000);
    expect(late[0]).toBe(10);
    expect(loop.due(10_000)).toEqual([]);
  });

  it('keeps its rate exactly over a long time', () => {
    const loop = new OpenLoop(3, 0);
    let count = 0;
    for (let nowMs = 0; nowMs <= 600_000; nowMs += 7) count += loop.due(nowMs).length;
    expect(count).toBe(1_800);
  });
});
