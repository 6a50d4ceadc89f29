/** The suite's own tools: what they must not let pass. */
import { describe, expect, it } from 'vitest';
import { Bindings } from './bindings.ts';
import { jsonLeaves, xmlLeaves } from './documents.ts';
import { Harness } from './harness.ts';

const read = (expected: unknown, actual: unknown, literals: readonly string[] = []) =>
  new Bindings().readExample(expected, actual, new Set(literals));

describe('an example', () => {
  it('may name ids, times and addresses as it likes, as long as it keeps to them', () => {
    const expected = {
      Id: 'lb-bp1example',
      Items: [{ Id: 'lb-bp1example', At: '2026-01-01T00:00:00Z', AtMs: 1.6e12 }],
    };
    const actual = { Id: 'lb-x1', Items: [{ Id: 'lb-x1', At: '2026-05-05T05:05:05Z', AtMs: 1.7e12 }] };
    expect(read(expected, actual)).toEqual(expected);
    expect(read(expected, { ...actual, Items: [{ ...actual.Items[0], Id: 'lb-x2' }] })).not.toEqual(expected);
  });

  it('must be right about everything else', () => {
    expect(read({ Port: 80 }, { Port: 81 })).not.toEqual({ Port: 80 });
    expect(read({ Port: 80 }, { Port: '80' })).not.toEqual({ Port: 80 });
    expect(read({ Tags: [] }, { Tags: ['env'] })).not.toEqual({ Tags: [] });
    expect(read({}, { Extra: '' })).not.toEqual({});
    expect(read({ Missing: '' }, {})).not.toEqual({ Missing: '' });
  });

  it('must give back what it sent', () => {
    const expected = { Address: '192.0.2.33' };
    expect(read(expected, { Address: '192.0.2.34' })).toEqual(expected);
    expect(read(expected, { Address: '192.0.2.34' }, ['192.0.2.33'])).not.toEqual(expected);
  });
});

describe('documents', () => {
  it('are the same in both formats, empty lists and texts included', () => {
    const json = {
      Rules: {
        Rule: [
          { Id: 1, Name: 'a & b' },
          { Id: 2, Name: '' },
        ],
      },
      Tags: { Tag: [] },
    };
    const xml =
      '<R><Rules><Rule><Id>1</Id><Name>a &amp; b</Name></Rule><Rule><Id>2</Id><Name/></Rule></Rules><Tags/></R>';
    expect(xmlLeaves(xml)).toEqual({ root: 'R', leaves: jsonLeaves(json) });
    expect(xmlLeaves(xml.replace('<Tags/>', '')).leaves).not.toEqual(jsonLeaves(json));
    expect(() => xmlLeaves('<R><Rules></R>')).toThrow('unexpected close tag');
  });
});

describe('the harness', () => {
  it('gives the same answers to the same calls', async () => {
    const answers = async () => {
      const harness = new Harness();
      const request = { RegionId: 'cn-hangzhou' };
      return [
        await harness.call('CreateLoadBalancer', request),
        await harness.call('DescribeLoadBalancers', request),
      ];
    };
    expect(await answers()).toEqual(await answers());
  });

  it('answers one ClientToken with one load balancer, and thirty calls at once with thirty addresses', async () => {
    const harness = new Harness();
    const create = async (
      more: Readonly<Record<string, string>>,
    ): Promise<{ LoadBalancerId: string; Address: string }> =>
      JSON.parse((await harness.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou', ...more })).body);
    const twice = await Promise.all([create({ ClientToken: 'a' }), create({ ClientToken: 'a' })]);
    expect(new Set(twice.map(({ LoadBalancerId: id }) => id)).size).toBe(1);
    const many = await Promise.all(
      Array.from({ length: 29 }, (_, n) => create({ LoadBalancerName: `n${n}` })),
    );
    expect(new Set([...twice, ...many].map(({ Address: address }) => address)).size).toBe(30);
  });
});
