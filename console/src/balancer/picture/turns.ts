/** Which listeners changed their active server between two states of a balancer. Pure. */
import type { BalancerEvent, LiveListener } from '../../../../src/contract/events.ts';
import { nameOf } from './picture.ts';

export function turnsBetween(
  before: BalancerEvent | undefined,
  after: BalancerEvent | undefined,
): readonly LiveListener[] {
  if (!before || !after) return [];
  const epochs = new Map(before.listeners.map((listener) => [nameOf(listener), listener.epoch]));
  return after.listeners.filter((listener) => {
    const known = epochs.get(nameOf(listener));
    return known !== undefined && known !== null && listener.epoch !== null && listener.epoch > known;
  });
}
