import type { PlannedListener } from '../../../domain/plan-types.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { TargetBook } from '../target-state.ts';
import { PairRoute } from './pair-route.ts';
import { PoolRoute } from './pool-route.ts';
import type { Route } from './route.ts';

/** The route a planned backend asks for; a pool carries over what the previous one has learnt. */
export function makeRoute(
  backend: PlannedListener['backend'],
  book: TargetBook,
  clock: Clock,
  previous?: Route,
): Route {
  switch (backend.kind) {
    case 'pair':
      return new PairRoute(backend, book);
    case 'pool':
      return new PoolRoute(backend, book, clock, previous instanceof PoolRoute ? previous : undefined);
  }
}
