import { describe, expect, it } from 'vitest';
import type { PlannedTarget } from '../../domain/plan-types.ts';
import { FakeClock } from '../../lib/fake-clock.ts';
import type { EngineEvidence } from '../engine.ts';
import { ListenerEvidence } from './listener-evidence.ts';
import { PairRoute } from './routes/pair-route.ts';
import { TargetBook } from './target-state.ts';

const planned = (id: string): PlannedTarget => ({
  id,
  address: '10.0.0.1',
  port: 80,
  weight: 1,
  healthy: true,
});

function scene(): {
  clock: FakeClock;
  book: TargetBook;
  told: EngineEvidence[];
  evidence: ListenerEvidence;
  route: (active: string, epoch: number) => PairRoute;
} {
  const clock = new FakeClock();
  const book = new TargetBook();
  const told: EngineEvidence[] = [];
  const evidence = new ListenerEvidence('lb-1/tcp/80', (each) => told.push(each), clock);
  const route = (active: string, epoch: number): PairRoute =>
    new PairRoute(
      { kind: 'pair', epoch, active: planned(active), onConnectFailure: { kind: 'fallback' } },
      book,
    );
  return { clock, book, told, evidence, route };
}

describe('ListenerEvidence', () => {
  it('tells the first client served by the active target of an epoch, and no other', () => {
    const { book, told, evidence, route } = scene();
    const [a, b] = [book.intern(planned('a')), book.intern(planned('b'))];
    evidence.served(b, route('a', 1));
    evidence.served(a, route('a', 1));
    evidence.served(a, route('a', 1));
    evidence.served(b, route('b', 2));
    expect(told.map((each) => each.kind === 'first-served' && [each.targetId, each.epoch])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('thins a flood of failed connects by target, and counts every one', () => {
    const { clock, book, told, evidence } = scene();
    const [a, b] = [book.intern(planned('a')), book.intern(planned('b'))];
    for (let n = 0; n < 1000; n++) evidence.connectFailed(a, 'refused', 1);
    evidence.connectFailed(b, 'timed-out', 300);
    clock.advance(1000);
    for (let n = 0; n < 1000; n++) evidence.connectFailed(a, 'refused', 1);
    const of = (id: string): number =>
      told.filter((each) => each.kind === 'connect-failed' && each.targetId === id).length;
    expect(of('a')).toBe(40);
    expect(of('b')).toBe(1);
    expect(a.connectFailures).toBe(2000);
  });
});
