import { expect, test } from 'vitest';
import { contracts } from '../../../src/contract/index.ts';
import { decodeAnswer } from '../api/decode.ts';
import type { BalancerSummary } from '../../../src/contract/events.ts';
import { rowsOf, totalsOf } from './rows.ts';

const [example] = decodeAnswer<'DescribeLoadBalancers'>(
  contracts.DescribeLoadBalancers.example.response,
).LoadBalancers;

const listed = (id: string, over: object = {}) => {
  if (!example) throw new Error('the contract has no example');
  return { ...example, LoadBalancerId: id, LoadBalancerName: id, ...over };
};

const summary = (level: BalancerSummary['level'], connections = 1): BalancerSummary => ({
  name: '',
  address: '',
  regionId: '',
  status: 'active',
  listeners: 1,
  running: 1,
  failing: 0,
  attention: null,
  level,
  figures: [connections, 2, 3, 4],
});

test('what needs attention comes first, then by name', () => {
  const live = new Map([
    ['b', summary('ok')],
    ['c', summary('critical')],
    ['d', summary('warning')],
  ]);
  const rows = rowsOf(
    ['a', 'b', 'c', 'd'].map((id) => listed(id)),
    live,
  );
  expect(rows.map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b']);
});

test('without the stream the status of the API decides; one without a name is called by its id', () => {
  const rows = rowsOf(
    [listed('a'), listed('b', { LoadBalancerStatus: 'inactive', LoadBalancerName: '' })],
    undefined,
  );
  expect(rows.map(({ name, live }) => [name, live])).toEqual([
    ['b', undefined],
    ['a', undefined],
  ]);
});

test('totals are those of the rows that figures are known of', () => {
  const live = new Map([
    ['a', summary('critical', 10)],
    ['b', summary('warning', 5)],
  ]);
  const totals = totalsOf(
    rowsOf(
      ['a', 'b', 'c'].map((id) => listed(id)),
      live,
    ),
  );
  expect(totals).toMatchObject({
    balancers: 3,
    critical: 1,
    warning: 1,
    figures: [15, 4, 6, 8],
  });
});
