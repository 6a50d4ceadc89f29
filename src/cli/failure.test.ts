import { createServer } from 'node:net';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../config/config-error.ts';
import { StoreError } from '../store/store.ts';
import { ApiFailure, Unreachable } from '../client/failures.ts';
import { CommandFailure, exitCodes, Interrupted, reportFailure, UsageError } from './failure.ts';

function report(error: unknown): { readonly code: number; readonly text: string } {
  const lines: string[] = [];
  const code = reportFailure(error, {
    err: (text) => void lines.push(text),
    errColors: pc.createColors(false),
  });
  return { code, text: lines.join('\n') };
}

describe('reportFailure', () => {
  it.each([
    ['usage', new UsageError('wrong', 'do so'), 'hotspare: wrong\n  do so'],
    ['usage', new ConfigError('bad', { subject: 'flag --listen' }), 'hotspare: flag --listen: bad'],
    ['failed', new StoreError('locked', 'the store is in use'), 'hotspare: the store is in use'],
    ['failed', new CommandFailure('no', { remedy: 'retry' }), 'hotspare: no\n  retry'],
    ['failed', new Unreachable('gone', 'start it'), 'hotspare: gone\n  start it'],
    [
      'failed',
      new ApiFailure({ code: 'C', message: 'm', remedy: 'r', httpStatus: 400, requestId: 'R' }),
      'hotspare: C: m (HTTP 400, request R)\n  r',
    ],
    ['interrupted', new Interrupted('stopped'), ''],
  ] as const)('%s: %s', (name, error, text) => {
    expect(report(error)).toEqual({ code: exitCodes[name], text });
  });

  it('names the address and the flag when a port is taken', async () => {
    const first = createServer();
    await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
    const address = first.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const error = await new Promise<unknown>((resolve) => {
      createServer().once('error', resolve).listen(port, '127.0.0.1');
    });
    first.close();
    const { code, text } = report(error);
    expect(code).toBe(exitCodes.failed);
    expect(text).toContain(`127.0.0.1:${port}: another program listens there already`);
    expect(text).toContain('--listen');
  });

  it('shows the stack of a bug, and only of a bug', () => {
    const { code, text } = report(new TypeError('oops'));
    expect(code).toBe(exitCodes.failed);
    expect(text).toMatch(/this is a bug[^]*TypeError: oops\n +at /);
  });
});
