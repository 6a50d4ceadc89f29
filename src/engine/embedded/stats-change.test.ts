import { expect, it } from 'vitest';
import type { ListenerStats } from '../engine.ts';
import { StatsBook, StatsDiff } from './stats-change.ts';

const stats = (key: string, newConnections: number, ofTarget = newConnections): ListenerStats => ({
  key,
  activeConnections: 0,
  newConnections,
  failedConnections: 0,
  droppedConnections: 0,
  fallbacks: 0,
  bytesFromClients: 0,
  bytesToClients: 0,
  packetsFromClients: 0,
  packetsToClients: 0,
  targets: [{ id: 'a:80', activeConnections: 0, newConnections: ofTarget, connectFailures: 0 }],
});

/** Both ends, with a count of what goes over. */
function ends() {
  const diff = new StatsDiff();
  const book = new StatsBook();
  const sent: string[][] = [];
  const refresh = (now: readonly ListenerStats[], arrives = true) =>
    book.refresh(async (everything) => {
      if (everything) diff.forget();
      const change = diff.changeTo(now);
      sent.push(change.set.map(({ key }) => key));
      if (!arrives) throw new Error('lost');
      return change;
    });
  return { refresh, sent };
}

it('tells of listeners whose counters have changed, and the other end has all of them', async () => {
  const { refresh, sent } = ends();
  const atRest = stats('a', 1);
  await refresh([atRest, stats('b', 1), stats('c', 1)]);
  const now = [atRest, stats('b', 2), stats('c', 1, 2)];
  expect(await refresh(now)).toEqual(now);
  expect(await refresh(now.slice(1))).toEqual(now.slice(1));
  expect(sent).toEqual([['a', 'b', 'c'], ['b', 'c'], []]);
});

it('tells everything again when an answer was lost', async () => {
  const { refresh } = ends();
  await refresh([stats('a', 1), stats('b', 1)]);
  await expect(refresh([stats('b', 2)], false)).rejects.toThrow('lost');
  expect(await refresh([stats('b', 2)])).toEqual([stats('b', 2)]);
});
