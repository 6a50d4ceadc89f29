import { describe, expect, it } from 'vitest';
import { FakeClock } from '../lib/fake-clock.ts';
import { Leases } from './leases.ts';
import type { LeaseId } from './store.ts';

/** Lets promise callbacks run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

function setUp(): { clock: FakeClock; leases: Leases; expired: LeaseId[]; failing: { times: number } } {
  const clock = new FakeClock();
  const expired: LeaseId[] = [];
  const failing = { times: 0 };
  const leases = new Leases(clock, async (id) => {
    if (failing.times-- > 0) throw new Error('the disk is full');
    expired.push(id);
  });
  return { clock, leases, expired, failing };
}

describe('leases', () => {
  it('lapse after their time to live and not before', () => {
    const { clock, leases, expired } = setUp();
    const lease = leases.grant(100);
    clock.advance(99);
    expect(expired).toEqual([]);
    leases.assertActive(lease.id);
    clock.advance(1);
    expect(expired).toEqual([lease.id]);
    expect(() => leases.assertActive(lease.id)).toThrow('has lapsed');
  });

  it('count their time from the last keepAlive', async () => {
    const { clock, leases, expired } = setUp();
    const lease = leases.grant(100);
    for (let round = 0; round < 5; round++) {
      clock.advance(60);
      await lease.keepAlive();
    }
    clock.advance(99);
    expect(expired).toEqual([]);
    clock.advance(1);
    expect(expired).toEqual([lease.id]);
    await expect(lease.keepAlive()).rejects.toMatchObject({ code: 'lease-expired' });
  });

  it('are expired again and again until it succeeds', async () => {
    const { clock, leases, expired, failing } = setUp();
    failing.times = 3;
    const lease = leases.grant(100);
    clock.advance(100);
    await settle();
    for (let round = 0; round < 2; round++) {
      clock.advance(1_000);
      await settle();
      expect(expired).toEqual([]);
    }
    clock.advance(1_000);
    await settle();
    expect(expired).toEqual([lease.id]);
    clock.advance(10_000);
    await settle();
    expect(expired).toEqual([lease.id]);
  });

  it('say when revoking failed, are over all the same, and are retried', async () => {
    const { clock, leases, expired, failing } = setUp();
    failing.times = 1;
    const lease = leases.grant(100);
    await expect(lease.revoke()).rejects.toThrow('the disk is full');
    await expect(lease.keepAlive()).rejects.toMatchObject({ code: 'lease-expired' });
    clock.advance(1_000);
    await settle();
    expect(expired).toEqual([lease.id]);
  });

  it('of an earlier process are tried at once, and later where that failed', async () => {
    const { clock, leases, expired, failing } = setUp();
    failing.times = 1;
    await leases.expireLeftovers(['one', 'two']);
    expect(expired).toEqual(['two']);
    clock.advance(1_000);
    await settle();
    expect(expired).toEqual(['two', 'one']);
  });

  it('leave no timer behind when closed', async () => {
    const { clock, leases, expired, failing } = setUp();
    failing.times = 1;
    await leases.expireLeftovers(['one']);
    const lease = leases.grant(100);
    leases.close();
    clock.advance(100_000);
    await settle();
    expect(expired).toEqual([]);
    await expect(lease.keepAlive()).rejects.toMatchObject({ code: 'closed' });
  });
});
