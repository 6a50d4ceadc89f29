import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['flaw', 'lawn', 2],
  ])('%s → %s: %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});

describe('nearest', () => {
  const names = ['DescribeLoadBalancers', 'CreateLoadBalancer', 'DescribeRegions', 'DescribeZones'];

  it('finds a name with a typing mistake, whatever its case', () => {
    expect(nearest('descirberegions', names)[0]).toBe('DescribeRegions');
  });

  it('takes a part of a name for it', () => {
    expect(nearest('zones', names)).toEqual(['DescribeZones']);
  });

  it('suggests nothing when nothing is close', () => {
    expect(nearest('TerminateInstances', names)).toEqual([]);
  });

  it('suggests no more than asked for, the closest first', () => {
    expect(nearest('DescribeZone', [...names, 'DescribeZone'], 1)).toEqual(['DescribeZone']);
  });
});
