/** Evidence of one listener: each failed connect within a budget, and the first client served in each epoch, once. */
import type { ListenerKey } from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ConnectOutcome } from '../../net/socket-errors.ts';
import type { EngineEvidence } from '../engine.ts';
import type { Route } from './routes/route.ts';
import type { TargetState } from './target-state.ts';

export class ListenerEvidence {
  readonly #key: ListenerKey;
  readonly #publish: (evidence: EngineEvidence) => void;
  readonly #clock: Clock;
  #servedEpoch: number | undefined;

  constructor(key: ListenerKey, publish: (evidence: EngineEvidence) => void, clock: Clock) {
    this.#key = key;
    this.#publish = publish;
    this.#clock = clock;
  }

  connectFailed(target: TargetState, outcome: ConnectOutcome, afterMs: number): void {
    target.connectFailures++;
    if (!target.evidenceAllowance.spend(this.#clock.monotonic())) return;
    const { id, address, port } = target.planned;
    const atMs = this.#clock.now();
    this.#publish({
      kind: 'connect-failed',
      key: this.#key,
      targetId: id,
      address,
      port,
      outcome,
      afterMs,
      atMs,
    });
  }

  /** Only the active target of a pair counts: a connection that fell back to the standby proves nothing about it. */
  served(target: TargetState, route: Route): void {
    const { epoch } = route;
    if (epoch === undefined || epoch === this.#servedEpoch || !route.serves(target)) return;
    this.#servedEpoch = epoch;
    const atMs = this.#clock.now();
    this.#publish({ kind: 'first-served', key: this.#key, targetId: target.id, epoch, atMs });
  }
}
