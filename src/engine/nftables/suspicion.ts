/**
 * What clients meet at a target that a check has found silent: the kernel does not tell of connects without an answer, so
 * they are looked for when there is reason to. Each is evidence, as a connect is that times out in the embedded engine.
 */
import type { ListenerKey, PlannedTransportListener } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Conntrack, TrackedConnection } from '../../net/netlink/conntrack.ts';
import type { EngineEvidence, Suspect } from '../engine.ts';
import { placeOf } from './doomed.ts';
import { servingTargets } from './render.ts';
import type { Sentence } from './sentence.ts';
import { keyOf } from './sentence.ts';
import { Unanswered } from './unanswered.ts';

/** A server that has let a check wait in vain and leaves a client's connect so long is not merely slow. */
const answersWithinMs = 100;
/** Of one look: more say no more. */
const maxTold = 10;

export interface SuspicionOptions {
  readonly conntrack: Pick<Conntrack, 'list'>;
  readonly clock: Clock;
  /** The listener of a key; undefined: none of ours. */
  readonly listenerOf: (key: ListenerKey) => PlannedTransportListener | undefined;
  /** The listener at a place; undefined: none of ours any more. */
  readonly listenerAt: (place: string) => PlannedTransportListener | undefined;
  readonly publish: (evidence: EngineEvidence) => void;
}

export class Suspicion {
  readonly #options: SuspicionOptions;
  readonly #unanswered: Unanswered;

  constructor(options: SuspicionOptions) {
    this.#options = options;
    const { conntrack, clock } = options;
    this.#unanswered = new Unanswered({
      conntrack,
      clock,
      answersWithinMs,
      found: (connections) => this.#tell(connections),
    });
  }

  /** Resolves when all has been told; rejects with `SystemCallError`. */
  look(suspects: readonly Suspect[]): Promise<void> {
    return this.#unanswered.seeTo(
      suspects.flatMap(({ key, targetId }) => {
        const listener = this.#options.listenerOf(key);
        return listener?.protocol === 'tcp' ? sentenceOn(listener, targetId) : [];
      }),
    );
  }

  #tell(connections: readonly TrackedConnection[]): void {
    const { clock, listenerAt, publish } = this.#options;
    const atMs = clock.now();
    const told = new Map<string, number>();
    for (const connection of connections) {
      const listener = listenerAt(keyOf(connection));
      const place = placeOf(connection.target);
      const target = listener && servingTargets(listener).find((each) => placeOf(each) === place);
      if (!listener || !target) continue;
      const count = (told.get(place) ?? 0) + 1;
      told.set(place, count);
      if (count > maxTold) continue;
      const { id: targetId, address, port } = target;
      const what = { kind: 'connect-failed', outcome: 'timed-out', afterMs: answersWithinMs } as const;
      publish({ ...what, key: listener.key, targetId, address, port, atMs });
    }
  }
}

function sentenceOn(listener: PlannedTransportListener, targetId: string): readonly Sentence[] {
  const { protocol, address, port } = listener;
  const places = servingTargets(listener)
    .filter(({ id }) => id === targetId)
    .map(placeOf);
  const judge: Sentence['judge'] = ({ repliedTo, target }) => !repliedTo && places.includes(placeOf(target));
  return places.length === 0 ? [] : [{ protocol, address, port, judge }];
}
