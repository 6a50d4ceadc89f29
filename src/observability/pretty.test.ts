import { expect, it } from 'vitest';
import { prettyLine } from './pretty.ts';

// eslint-disable-next-line no-control-regex
const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

it('shows time, level, event and fields, quoting what has blanks', () => {
  const line = JSON.stringify({
    level: 'warn',
    time: '2026-01-02T03:04:05.678Z',
    event: 'standby_unhealthy',
    listener: 'lb-1/tcp/80',
    why: 'probe failed after 3 ms',
  });
  expect(plain(prettyLine(line))).toBe(
    '03:04:05.678 warn  standby_unhealthy listener=lb-1/tcp/80 why="probe failed after 3 ms"',
  );
});

it('puts the stack of an error on lines of its own', () => {
  const line = JSON.stringify({ level: 'error', time: '', event: 'x', error: { stack: 'Error: a\n  at b' } });
  expect(plain(prettyLine(line))).toContain('error=\nError: a\n  at b');
});
