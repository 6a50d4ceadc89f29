import { describe, expect, it } from 'vitest';
import type { EngineEvidence } from './engine.ts';
import { EvidenceFeed } from './evidence-feed.ts';

const fact = (atMs: number): EngineEvidence => ({ kind: 'restarted', atMs, reason: 'test' });

async function readAll(stream: AsyncIterable<EngineEvidence>): Promise<number[]> {
  const times: number[] = [];
  for await (const { atMs } of stream) times.push(atMs);
  return times;
}

describe('EvidenceFeed', () => {
  it('gives every subscriber everything from its subscription on, in order', async () => {
    const feed = new EvidenceFeed();
    feed.publish(fact(1));
    const first = feed.subscribe(new AbortController().signal);
    feed.publish(fact(2));
    const second = feed.subscribe(new AbortController().signal);
    feed.publish(fact(3));
    feed.close();
    expect(await readAll(first)).toEqual([2, 3]);
    expect(await readAll(second)).toEqual([3]);
  });

  it('hands evidence to a reader that waits, and ends it quietly', async () => {
    const feed = new EvidenceFeed();
    const ending = new AbortController();
    const reading = readAll(feed.subscribe(ending.signal));
    feed.publish(fact(1));
    feed.publish(fact(2));
    ending.abort();
    expect(await reading).toEqual([1, 2]);
    feed.publish(fact(3));
  });

  it('ends at once for a signal that is aborted already, and after it was closed', async () => {
    const feed = new EvidenceFeed();
    expect(await readAll(feed.subscribe(AbortSignal.abort()))).toEqual([]);
    feed.close();
    expect(await readAll(feed.subscribe(new AbortController().signal))).toEqual([]);
  });

  it('ends when its reader leaves the loop', async () => {
    const feed = new EvidenceFeed();
    const stream = feed.subscribe(new AbortController().signal);
    feed.publish(fact(1));
    for await (const each of stream) {
      expect(each.atMs).toBe(1);
      break;
    }
    feed.publish(fact(2));
    expect(await readAll(stream)).toEqual([]);
  });

  it('drops the oldest evidence of a subscriber that does not read', async () => {
    const feed = new EvidenceFeed();
    const stream = feed.subscribe(new AbortController().signal);
    for (let n = 1; n <= 5000; n++) feed.publish(fact(n));
    feed.close();
    const times = await readAll(stream);
    expect(times).toHaveLength(4096);
    expect(times.at(-1)).toBe(5000);
  });
});
