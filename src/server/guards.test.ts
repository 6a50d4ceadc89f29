/** What stands between a signed call and its handler besides the policy: the rate limit, strictBusy, and the audit log. */
import { expect, test } from 'vitest';
import { text } from '../contract/params.ts';
import { textField } from '../contract/result.ts';
import { keys } from '../domain/keys.ts';
import { PipelineBench, tinyAction } from './test-support.ts';
import { BUSY_MS } from './strict-busy.ts';

const look = tinyAction(
  { name: 'DescribeThing', params: { LoadBalancerId: text({ optional: true }) }, result: {} },
  async () => ({}),
);
/** Fails for the name `bad`. */
const change = tinyAction(
  {
    name: 'SetThing',
    params: {
      LoadBalancerId: text(),
      Name: text({ optional: true, aliases: ['name'] }),
      Key: text({ optional: true, secret: true }),
    },
    result: { Name: textField() },
  },
  async ({ LoadBalancerId, Name = '' }, { tx }) => {
    if (Name === 'bad') throw new Error('no');
    // Any record will do.
    const record = { parametersHash: '', response: Name, createdMs: 0 };
    tx.put('clientTokens', keys.address(LoadBalancerId), record);
    return { Name };
  },
);
const code = async (bench: PipelineBench, action: string, parameters = {}): Promise<unknown> =>
  Reflect.get(Object(await bench.document(action, parameters)), 'Code') ?? 'OK';

test('the rate limit: so many calls a second, as many at once after a quiet one', async () => {
  const bench = new PipelineBench([look], { rateLimit: 3 });
  const burst = async (calls: number) => {
    const codes = [];
    for (let n = 0; n < calls; n += 1) codes.push(await code(bench, 'DescribeThing'));
    return codes;
  };
  expect(await burst(5)).toEqual(['OK', 'OK', 'OK', 'Throttling.User', 'Throttling.User']);
  bench.clock.advance(334);
  expect(await burst(2)).toEqual(['OK', 'Throttling.User']);
  bench.clock.advance(60_000);
  expect(await burst(4)).toEqual(['OK', 'OK', 'OK', 'Throttling.User']);
  expect(await bench.document('DescribeThing')).toMatchObject({
    Message: 'Request was denied due to user flow control.',
    Recommend: expect.stringContaining('at most 3 calls a second'),
  });
});

test('strictBusy: a load balancer that was just changed refuses changes, and nothing else does', async () => {
  const bench = new PipelineBench([look, change], { strictBusy: true });
  const set = (LoadBalancerId: string, Name = 'good') => code(bench, 'SetThing', { LoadBalancerId, Name });
  expect(await Promise.all([set('lb-1'), set('lb-1'), set('lb-2')])).toEqual(['OK', 'OperationBusy', 'OK']);
  expect(await set('lb-1')).toBe('OperationBusy');
  expect(await code(bench, 'DescribeThing', { LoadBalancerId: 'lb-1' })).toBe('OK');
  bench.clock.advance(BUSY_MS);
  expect(await set('lb-1', 'bad')).toBe('InternalError');
  expect(await set('lb-1')).toBe('OK');
});

test('without strictBusy changes wait for each other', async () => {
  const bench = new PipelineBench([change]);
  const calls = [1, 2, 3].map(() => code(bench, 'SetThing', { LoadBalancerId: 'lb-1' }));
  expect(await Promise.all(calls)).toEqual(['OK', 'OK', 'OK']);
});

test('the audit log has every signed call: who, from where, what, and what it changed', async () => {
  const bench = new PipelineBench([look, change]);
  await bench.call('SetThing', { LoadBalancerId: 'lb-1', name: 'x', Key: 'hush', Other: 'o' });
  await bench.call('DescribeThing', { LoadBalancerId: 'lb-1' });
  await bench.call('SetThing');
  expect(bench.audit.entries).toEqual([
    {
      sequence: 1,
      time: '2026-01-02T03:04:05.000Z',
      requestId: expect.any(String),
      accessKeyId: 'testid',
      user: null,
      from: '127.0.0.9',
      action: 'SetThing',
      parameters: { LoadBalancerId: 'lb-1', name: 'x', Key: '[hidden]' },
      outcome: 'OK',
      revisions: { before: 0, after: 1 },
      durationMs: 0,
    },
    expect.objectContaining({ action: 'DescribeThing', outcome: 'OK' }),
    expect.objectContaining({ action: 'SetThing', outcome: 'MissingParameter' }),
  ]);
  expect(bench.audit.entries[1]).not.toHaveProperty('revisions');
});

test('a long value is cut in the audit log, and members of lists belong to their parameter', async () => {
  const bench = new PipelineBench([change]);
  await bench.call('SetThing', { LoadBalancerId: 'lb-1', Name: 'x'.repeat(2_000), 'Key.1.A': 'hush' });
  const [entry] = bench.audit.entries;
  expect(entry?.parameters['Name']).toHaveLength(1_024 + '… (2000 characters)'.length);
  expect(JSON.stringify(entry)).not.toContain('hush');
});

test('strangers cannot fill the audit log', async () => {
  const bench = new PipelineBench([look], { keys: { find: async () => undefined } });
  expect(await code(bench, 'DescribeThing')).toBe('InvalidAccessKeyId.NotFound');
  expect(bench.audit.entries).toEqual([]);
});

test('a call is answered although its trace cannot be written, and the log says so', async () => {
  const audit = {
    append: () => {
      throw new Error('disk full');
    },
    newestFirst: async () => [],
  };
  const bench = new PipelineBench([look], { audit });
  expect(await code(bench, 'DescribeThing')).toBe('OK');
  expect(bench.logger.lines).toContainEqual(
    expect.objectContaining({ level: 'error', event: 'audit_failed' }),
  );
});
