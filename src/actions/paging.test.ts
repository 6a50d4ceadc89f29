import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Order, pageOf } from './paging.ts';

const order = (direction: Order<string>['direction']): Order<string> => ({
  keyOf: (item) => item,
  direction,
  keyPattern: /^[a-zé]+$/,
});

const names = fc.uniqueArray(fc.stringMatching(/^[a-zé]{1,4}$/), { maxLength: 30 });

describe('pages', () => {
  it.each(['ascending', 'descending'] as const)('in %s order show every item once', (direction) => {
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 7 }), (items, MaxResults) => {
        const seen: string[] = [];
        let token: string | undefined;
        do {
          const page = pageOf(items, order(direction), { MaxResults, NextToken: token });
          expect(page.items.length).toBeLessThanOrEqual(MaxResults);
          seen.push(...page.items);
          token = page.nextToken;
        } while (token !== undefined);
        const sorted = [...items].sort();
        expect(seen).toEqual(direction === 'ascending' ? sorted : sorted.reverse());
      }),
    );
  });

  it('refuse a token that was not issued', () => {
    for (const NextToken of ['MQ', 'not base64!', 'YQ==', '2']) {
      expect(() => pageOf(['a'], order('ascending'), { MaxResults: 1, NextToken })).toThrow(
        'not issued by this service',
      );
    }
  });
});
