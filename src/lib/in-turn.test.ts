import { describe, expect, it } from 'vitest';
import { InTurn } from './in-turn.ts';

describe('one thing after another', () => {
  it('keeps the order, whatever becomes of those before', async () => {
    const turn = new InTurn();
    const seen: string[] = [];
    let fail: (why: Error) => void = () => undefined;
    const first = turn.do(() => new Promise<never>((_, reject) => (fail = reject)));
    const second = turn.do(() => {
      seen.push('second');
      return Promise.resolve(2);
    });
    const settled = turn.settled().then(() => seen.push('settled'));
    await Promise.resolve();
    expect(seen).toEqual([]);
    fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await expect(second).resolves.toBe(2);
    await settled;
    expect(seen).toEqual(['second', 'settled']);
  });
});
