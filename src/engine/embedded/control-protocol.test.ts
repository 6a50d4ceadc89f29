import { describe, expect, it } from 'vitest';
import { decodeMessage, decodeRequest, encodeMessage, encodeRequest, resultOf } from './control-protocol.ts';
import type { EngineMessage } from './control-protocol.ts';

describe('control protocol', () => {
  it('carries requests and messages on one line each', () => {
    const change = { revision: 3, set: [], remove: ['lb-1/tcp/80'], complete: false };
    const request = encodeRequest(7, 'change', change);
    expect(request.indexOf('\n')).toBe(request.length - 1);
    expect(decodeRequest(request)).toEqual({ id: 7, name: 'change', params: change });
    const messages: EngineMessage[] = [
      { kind: 'result', id: 7, result: null },
      { kind: 'error', id: 7, code: 'closed', message: 'line\nbreak' },
      { kind: 'evidence', evidence: { kind: 'restarted', atMs: 1, reason: 'x' } },
      { kind: 'superseded' },
    ];
    for (const message of messages) {
      const line = encodeMessage(message);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(decodeMessage(line)).toEqual(message);
    }
  });

  it.each(['', 'null', '[]', '{}', 'nonsense', '{"id":1,"name":"format-disk","params":{}}', '{"id":"1"}'])(
    'refuses %j',
    (line) => {
      expect(() => decodeRequest(line)).toThrow(expect.objectContaining({ code: 'protocol' }));
      expect(() => decodeMessage(line)).toThrow(expect.objectContaining({ code: 'protocol' }));
    },
  );

  it('believes nothing of a hello from another build that it does not understand', () => {
    const nothing = { compatible: false, pid: 0, revision: 0 };
    expect(resultOf('hello', undefined)).toEqual(nothing);
    expect(resultOf('hello', { compatible: 'yes', pid: '7' })).toEqual(nothing);
    expect(resultOf('hello', { compatible: true, pid: 7, revision: 2, more: 1 })).toEqual({
      compatible: true,
      pid: 7,
      revision: 2,
    });
  });
});
