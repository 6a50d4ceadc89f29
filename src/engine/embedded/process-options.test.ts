import { expect, it } from 'vitest';
import { decodeProcessOptions, encodeProcessOptions } from './process-options.ts';

it('survives the way through a command line', () => {
  const options = {
    socket: '/run/x y/"engine".sock',
    build: 'abc',
    orphan: 'keep' as const,
    lane: 'auto' as const,
    workers: 4,
  };
  const plain = { ...options, lane: 'plain' as const, laneReason: 'it was lost' };
  expect(decodeProcessOptions(encodeProcessOptions(plain))).toEqual(plain);
  expect(decodeProcessOptions(encodeProcessOptions(options))).toEqual(options);
});

it.each([
  undefined,
  'null',
  '{}',
  '{"socket":"/x","build":"b","orphan":"perhaps","lane":"auto","workers":1}',
  '{"socket":1,"build":"b","orphan":"keep","lane":"auto","workers":1}',
  '{"socket":"/x","build":"b","orphan":"keep","workers":1}',
  '{"socket":"/x","build":"b","orphan":"keep","lane":"slow","workers":1}',
  '{"socket":"/x","build":"b","orphan":"keep","lane":"auto"}',
  '{"socket":"/x","build":"b","orphan":"keep","lane":"auto","workers":0}',
])('refuses %j', (text) => {
  expect(() => decodeProcessOptions(text)).toThrow(expect.objectContaining({ code: 'start-failed' }));
});
