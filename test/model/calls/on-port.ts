/** Calls that name a listener by its port, and by its protocol only where that is needed. */
import { type Account, type Listener, listenersAt, type Protocol } from '../account.ts';
import type { Call } from '../call.ts';
import type { Random } from '../../support/random.ts';
import { anyListener, codes, placeParameters } from './choose.ts';

/** What a call on a port means: `ListenerProtocol` is needed only where several listeners share it. */
export interface OnPort {
  readonly action: Call['action'];
  /** Code when nothing is there. */
  readonly missing: string;
  readonly parameters?: Readonly<Record<string, string>>;
  more(account: Account, listener: Listener): readonly string[];
  apply(account: Account, listener: Listener, answer: unknown): void;
}

export function onPort(
  account: Account,
  random: Random,
  { action, missing, parameters = {}, more, apply }: OnPort,
  among?: readonly Protocol[],
): Call {
  const place = anyListener(account, random, among);
  const protocol = random.chance(0.6) ? place.protocol : undefined;
  const meant = (now: Account): readonly Listener[] => listenersAt(now, place.balancer, place.port, protocol);
  return {
    action,
    parameters: {
      ...placeParameters(place),
      ...(protocol && { ListenerProtocol: protocol }),
      ...parameters,
    },
    complaints(now) {
      if (!now.balancers.has(place.balancer)) return [codes.noBalancer];
      const [first, second] = meant(now);
      if (!first) return [missing];
      return second ? ['TooManyListeners'] : more(now, first);
    },
    apply(now, answer) {
      const [listener] = meant(now);
      if (listener) apply(now, listener, answer);
    },
  };
}
