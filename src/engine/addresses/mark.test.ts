import { describe, expect, it } from 'vitest';
import { isMarked, markOf } from './mark.ts';

const ours = { address: '192.0.2.1', prefixLength: 32, metric: markOf('/var/lib/hotspare') };

describe('the mark of an address', () => {
  it('is the same for the same service, another one for another, and fits into 32 bits', () => {
    expect(markOf('/var/lib/hotspare')).toBe(ours.metric);
    expect(markOf('/var/lib/another')).not.toBe(ours.metric);
    expect(ours.metric.toString(16)).toMatch(/^4873[0-9a-f]{4}$/);
  });

  it('is on single addresses only, of any service of ours', () => {
    expect(isMarked(ours)).toBe(true);
    expect(isMarked({ ...ours, metric: markOf('/elsewhere') })).toBe(true);
    expect(isMarked({ ...ours, address: '2001:db8::1', prefixLength: 128 })).toBe(true);
    expect(isMarked({ ...ours, prefixLength: 24 })).toBe(false);
    expect(isMarked({ ...ours, address: '2001:db8::1', prefixLength: 32 })).toBe(false);
    for (const metric of [0, 100, 0x4872ffff, 0x48740000]) expect(isMarked({ ...ours, metric })).toBe(false);
  });
});
