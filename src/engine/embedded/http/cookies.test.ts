import { describe, expect, it } from 'vitest';
import type { PlannedCookie } from '../../../domain/plan-types.ts';
import { broughtMark, markOf, withMark, withoutMark } from './cookies.ts';

const insert: PlannedCookie = { kind: 'insert', lifeMs: 1_500 };
const rewrite: PlannedCookie = { kind: 'rewrite', name: 'SID' };
const mark = markOf('i-1:80', 'secret');

describe('marks in cookies', () => {
  it('differ by target and by secret, and say nothing of the target', () => {
    expect(mark).toMatch(/^[0-9a-f]{16}$/);
    expect(markOf('i-2:80', 'secret')).not.toBe(mark);
    expect(markOf('i-1:80', 'other')).not.toBe(mark);
  });

  it.each([
    [insert, `SERVERID=${mark}`, mark],
    [insert, `a=b; SERVERID=${mark}; c`, mark],
    [insert, `XSERVERID=${mark}`, undefined],
    [insert, 'SERVERID=10.0.0.1', undefined],
    [insert, '', undefined],
    [rewrite, `SID=${mark}~value`, mark],
    [rewrite, `SID=${mark}`, undefined],
    [rewrite, 'SID=0123456789ABCDEF~value', undefined],
    [rewrite, `SERVERID=${mark}`, undefined],
    [{ kind: 'off' } as const, `SERVERID=${mark}`, undefined],
  ])('%j in "%s"', (cookie, text, expected) => {
    expect(broughtMark(cookie, [['Cookie', text]])).toBe(expected);
  });

  it('are taken out of what a server sees, and nothing else is', () => {
    const headers = [
      ['cookie', `a=1;SID=${mark}~x=y;  b`],
      ['Other', `SID=${mark}~x`],
      ['Cookie', 'SID=plain'],
    ] as const;
    expect(withoutMark(rewrite, headers)).toEqual([
      ['cookie', 'a=1;SID=x=y;  b'],
      ['Other', `SID=${mark}~x`],
      ['Cookie', 'SID=plain'],
    ]);
    expect(withoutMark(insert, headers)).toBe(headers);
  });

  it('are put into what a client sees', () => {
    const headers = [
      ['Set-Cookie', 'SID=v; Path=/'],
      ['Set-Cookie', 'SIDE=v'],
    ] as const;
    expect(withMark(rewrite, () => mark, 404, headers)).toEqual([
      ['Set-Cookie', `SID=${mark}~v; Path=/`],
      headers[1],
    ]);
    expect(withMark(insert, () => mark, 200, [])).toEqual([
      ['Set-Cookie', `SERVERID=${mark}; Max-Age=2; Path=/; HttpOnly`],
    ]);
    expect(withMark(insert, () => mark, 404, headers)).toBe(headers);
  });
});
