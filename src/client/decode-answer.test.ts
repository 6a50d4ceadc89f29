import { describe, expect, it } from 'vitest';
import { contracts, isActionName } from '../contract/index.ts';
import { decodeAnswer, UnexpectedAnswer } from './decode-answer.ts';

describe('decodeAnswer', () => {
  it.each(Object.keys(contracts))('reads the example of %s', (name) => {
    if (!isActionName(name)) throw new Error(`${name} is no action`);
    const decoded = decodeAnswer(name, contracts[name].example.response);
    const required = Object.entries(contracts[name].result).filter(([, field]) => !field.optional);
    for (const [field] of required) expect(decoded).toHaveProperty(field);
  });

  it('takes the wrapper of a list away and leaves out what it does not know', () => {
    const answer = {
      RequestId: 'R',
      Regions: { Region: [{ RegionId: 'a', LocalName: 'A', RegionEndpoint: 'x:1', New: 1 }] },
    };
    expect(decodeAnswer('DescribeRegions', answer)).toEqual({
      Regions: [{ RegionId: 'a', LocalName: 'A', RegionEndpoint: 'x:1' }],
    });
  });

  it.each([
    [undefined, 'DescribeRegions is not an object'],
    [{}, 'DescribeRegions.Regions is not a list'],
    [{ Regions: { Region: {} } }, 'DescribeRegions.Regions.Region is not a list'],
    [{ Regions: { Region: [{ RegionId: 1 }] } }, 'DescribeRegions.Regions.Region[0].RegionId is not text'],
  ])('names what does not fit in %j', (answer, message) => {
    expect(() => decodeAnswer('DescribeRegions', answer)).toThrow(new UnexpectedAnswer(message));
  });
});
