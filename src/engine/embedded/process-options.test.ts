import { expect, it } from 'vitest';
import { decodeProcessOptions, encodeProcessOptions } from './process-options.ts';

it('survives the way through a command line', () => {
  const options = { socket: '/run/x y/"engine".sock', build: 'abc', orphan: 'keep' as const };
  expect(decodeProcessOptions(encodeProcessOptions(options))).toEqual(options);
});

it.each([
  undefined,
  'null',
  '{}',
  '{"socket":"/x","build":"b","orphan":"perhaps"}',
  '{"socket":1,"build":"b","orphan":"keep"}',
])('refuses %j', (text) => {
  expect(() => decodeProcessOptions(text)).toThrow(expect.objectContaining({ code: 'start-failed' }));
});
