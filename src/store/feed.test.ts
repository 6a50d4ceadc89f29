import { describe, expect, it } from 'vitest';
import { Feed, follow } from './feed.ts';
import { StoreError } from './store.ts';
import type { Batch, Revision } from './store.ts';

function batch(revision: Revision, size = 1): Batch {
  return { revision, puts: [{ key: 'a', value: new Uint8Array(size), revision }], deletes: [] };
}

function revisions(batches: readonly Batch[] | undefined): readonly Revision[] | undefined {
  return batches?.map((one) => one.revision);
}

describe('the feed', () => {
  it('holds the newest batches up to its number, and knows what it no longer holds', () => {
    const feed = new Feed(10, { maxBatches: 3, maxBytes: 1_000 });
    expect(feed.after(9, 10)).toBeUndefined();
    expect(revisions(feed.after(10, 10))).toEqual([]);
    for (let revision = 11; revision <= 15; revision++) feed.publish(batch(revision));
    expect(feed.revision).toBe(15);
    expect(feed.floor).toBe(12);
    expect(feed.after(11, 10)).toBeUndefined();
    expect(revisions(feed.after(12, 10))).toEqual([13, 14, 15]);
    expect(revisions(feed.after(12, 2))).toEqual([13, 14]);
    expect(revisions(feed.after(99, 10))).toEqual([]);
  });

  it('holds them up to its bytes, but always the newest', () => {
    const feed = new Feed(0, { maxBatches: 100, maxBytes: 1_000 });
    for (let revision = 1; revision <= 5; revision++) feed.publish(batch(revision, 400));
    expect(feed.floor).toBe(3);
    feed.publish(batch(6, 5_000));
    expect(revisions(feed.after(5, 10))).toEqual([6]);
    expect(feed.floor).toBe(5);
    feed.publish(batch(7, 10));
    expect(revisions(feed.after(6, 10))).toEqual([7]);
  });

  it('passes the error it ends with on to every watch, and only the first', async () => {
    const feed = new Feed(0, { maxBatches: 10, maxBytes: 1_000 });
    const never = new AbortController().signal;
    const readOlder = async (): Promise<readonly Batch[]> => [];
    const waiting = follow(feed, readOlder, '', 0, never).next();
    feed.end(new StoreError('io', 'first'));
    feed.end(new StoreError('io', 'second'));
    await expect(waiting).rejects.toThrow('first');
    await expect(follow(feed, readOlder, '', 0, never).next()).rejects.toThrow('first');
  });

  it('lets a watch read what it no longer holds elsewhere, then goes on by itself', async () => {
    const feed = new Feed(5, { maxBatches: 10, maxBytes: 1_000 });
    feed.publish(batch(6));
    const asked: Revision[] = [];
    const readOlder = async (after: Revision): Promise<readonly Batch[]> => {
      asked.push(after);
      return [batch(after + 1), batch(after + 2)];
    };
    const seen: Revision[] = [];
    for await (const one of follow(feed, readOlder, '', 1, new AbortController().signal)) {
      seen.push(one.revision);
      if (seen.length === 5) break;
    }
    expect(seen).toEqual([2, 3, 4, 5, 6]);
    expect(asked).toEqual([1, 3]);
  });
});
