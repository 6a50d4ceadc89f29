import { expect, test } from 'vitest';
import { concerned, takeBalancer, takeBalancers } from './topics.ts';

const event = (name: string, data: unknown) => ({ event: name, data: JSON.stringify(data), id: '' });

test('changes are laid over what is known; null takes away', () => {
  const first = takeBalancers(undefined, event('balancers', { a: { name: 'A' }, b: { name: 'B' } }));
  const second = takeBalancers(first, event('balancers', { a: null, c: { name: 'C' } }));
  expect([...(second ?? [])].map(([id]) => id)).toEqual(['b', 'c']);
  expect([...(first ?? [])].map(([id]) => id)).toEqual(['a', 'b']);
  expect(takeBalancers(second, event('changed', { kinds: [] }))).toBe(second);
});

test('figures come on their own; those of one that is gone are passed over', () => {
  const first = takeBalancers(undefined, event('balancers', { a: { name: 'A', figures: [0, 0, 0, 0] } }));
  const second = takeBalancers(first, event('figures', { a: [1, 2, 3, 4], gone: [9, 9, 9, 9] }));
  expect([...(second ?? [])]).toEqual([['a', { name: 'A', figures: [1, 2, 3, 4] }]]);
});

test('facts are kept newest first beside the state', () => {
  const empty = { balancer: undefined, facts: [] };
  const one = takeBalancer(
    takeBalancer(empty, event('fact', { Sequence: 1 })),
    event('fact', { Sequence: 2 }),
  );
  expect(one.facts.map(({ Sequence }) => Sequence)).toEqual([2, 1]);
  expect(takeBalancer(one, event('balancer', { listeners: [] }))).toEqual({
    ...one,
    balancer: { listeners: [] },
  });
});

test('a change of listeners makes lists of listeners old, not those of certificates', () => {
  const isConcerned = concerned(['listeners']);
  expect(isConcerned('DescribeLoadBalancerListeners')).toBe(true);
  expect(isConcerned('DescribeServerCertificates')).toBe(false);
});

test('a change of a kind that is not known makes everything old', () => {
  expect(concerned(['something-new'])('DescribeServerCertificates')).toBe(true);
});
