import { describe, expect, it } from 'vitest';
import type { AccessControlList } from './access-control.ts';
import { accessOf } from './access-rule.ts';
import type { Listener } from './resources.ts';

const block = (cidr: string) => ({ text: cidr, cidr, comment: '' });

const list = (id: string, ...cidrs: readonly string[]): readonly [string, AccessControlList] => [
  id,
  {
    id,
    name: id,
    regionId: 'cn-hangzhou',
    addressIpVersion: 'ipv4',
    resourceGroupId: 'rg-default',
    entries: cidrs.map(block),
    tags: [],
    createdMs: 0,
  },
];

const lists = new Map([
  list('acl-ten', '10.0.0.0/8'),
  list('acl-office', '192.0.2.0/24', '198.51.100.0/24'),
  list('acl-empty'),
]);

const acl = (kind: 'white' | 'black', ...ids: readonly string[]): Listener['acl'] => ({
  enabled: true,
  kind,
  ids,
});
const off: Listener['acl'] = { enabled: false, kind: 'black', ids: ['acl-ten'] };
const whiteList = (...cidrs: readonly string[]) => ({ enabled: true, items: cidrs.map(block) });

describe('accessOf', () => {
  it.each([
    ['off, with a list that is remembered', off, { kind: 'open' }],
    ['white', acl('white', 'acl-ten'), { kind: 'allow', cidrs: ['10.0.0.0/8'] }],
    ['black', acl('black', 'acl-ten'), { kind: 'deny', cidrs: ['10.0.0.0/8'] }],
    [
      'several lists, an empty one among them',
      acl('white', 'acl-empty', 'acl-ten', 'acl-office'),
      { kind: 'allow', cidrs: ['10.0.0.0/8', '192.0.2.0/24', '198.51.100.0/24'] },
    ],
    ['white and empty', acl('white', 'acl-empty'), { kind: 'open' }],
    ['black and empty', acl('black', 'acl-empty'), { kind: 'open' }],
  ])('follows lists: %s', (_what, of, expected) => {
    expect(accessOf({ acl: of }, lists)).toEqual(expected);
  });

  it('follows the older white list, of which an empty one lets nobody in', () => {
    expect(accessOf({ acl: off, whiteList: whiteList('10.1.0.0/16') }, lists)).toEqual({
      kind: 'allow',
      cidrs: ['10.1.0.0/16'],
    });
    expect(accessOf({ acl: off, whiteList: whiteList() }, lists)).toEqual({ kind: 'allow', cidrs: [] });
    const closed = { ...whiteList('10.1.0.0/16'), enabled: false };
    expect(accessOf({ acl: off, whiteList: closed }, lists)).toEqual({ kind: 'open' });
  });

  it.each([
    ['white, in part', acl('white', 'acl-ten'), ['10.1.0.0/16', '192.0.2.0/24'], ['10.1.0.0/16']],
    ['white, wider', acl('white', 'acl-office'), ['192.0.0.0/8'], ['192.0.2.0/24']],
    ['white and empty', acl('white', 'acl-empty'), ['10.1.0.0/16'], ['10.1.0.0/16']],
    ['black, all of it', acl('black', 'acl-ten'), ['10.1.0.0/16'], []],
    ['black, beside it', acl('black', 'acl-ten'), ['192.0.2.0/24'], ['192.0.2.0/24']],
    ['black, half of it', acl('black', 'acl-ten'), ['10.0.0.0/7'], ['11.0.0.0/8']],
    ['open, with nobody in the white list', acl('white', 'acl-ten'), [], []],
  ])('lets in who passes both: lists %s', (_what, of, items, expected) => {
    expect(accessOf({ acl: of, whiteList: whiteList(...items) }, lists)).toEqual({
      kind: 'allow',
      cidrs: expected,
    });
  });
});
