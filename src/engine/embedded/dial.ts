/**
 * One client's search for a target: tries what the route says, one after another, and starts over when a new plan
 * makes the try under way pointless. Ends with exactly one call of `connected` or `refused`, or none when cancelled.
 */
import type { Clock, Timer } from '../../lib/clock.ts';
import { connectOutcome, isLocalShortage } from '../../net/socket-errors.ts';
import type { Client } from './client.ts';
import type { ListenerEvidence } from './listener-evidence.ts';
import type { Route } from './routes/route.ts';
import type { TargetState } from './target-state.ts';

export interface DialSurroundings {
  readonly clock: Clock;
  readonly evidence: ListenerEvidence;
  /** In force now. */
  readonly route: Route;
  readonly connectTimeoutMs: number;
}

/** How a lane connects its sockets, of type `S`. */
export interface Connector<S> {
  /** One of the events comes, after this has returned; none when the attempt has been abandoned. */
  connect(target: TargetState, events: ConnectEvents<S>): ConnectAttempt;
  /** Calls `fn` when everything that sockets have to tell by now has been told. */
  afterEvents(fn: () => void): void;
}

export interface ConnectEvents<S> {
  connected(socket: S): void;
  failed(error: unknown): void;
}

export interface ConnectAttempt {
  abandon(): void;
}

export interface DialResult<S> {
  connected(upstream: S, target: TargetState): void;
  refused(): void;
}

interface Try {
  readonly target: TargetState;
  readonly attempt: ConnectAttempt;
  readonly timer: Timer;
}

export class Dial<S> {
  readonly #client: Client;
  readonly #around: DialSurroundings;
  readonly #connector: Connector<S>;
  readonly #result: DialResult<S>;
  readonly #startedMs: number;
  readonly #failed = new Set<TargetState>();
  #try: Try | undefined;
  #retry: Timer | undefined;

  constructor(client: Client, around: DialSurroundings, connector: Connector<S>, result: DialResult<S>) {
    this.#client = client;
    this.#around = around;
    this.#connector = connector;
    this.#result = result;
    this.#startedMs = around.clock.monotonic();
  }

  /** The first step, and the next one after each failure. */
  step(): void {
    const { clock, route } = this.#around;
    const step = route.next(this.#client, this.#failed, clock.monotonic() - this.#startedMs);
    switch (step.kind) {
      case 'try':
        return this.#attempt(step.target, step.withinMs);
      case 'wait':
        this.#retry = clock.setTimer(step.ms, () => this.#startOver());
        return;
      case 'refuse':
        return this.#result.refused();
    }
  }

  /** What it had connected came to nothing: the next step, with that target failed if it is named. */
  again(failed?: TargetState): void {
    if (failed) this.#failed.add(failed);
    this.step();
  }

  /** A new plan is in force: a try that it would not make is dropped for what it would do. */
  routeChanged(): void {
    if (this.#try && this.#around.route.keeps(this.#try.target, this.#failed)) return;
    this.cancel();
    this.#startOver();
  }

  cancel(): void {
    this.#retry?.cancel();
    this.#retry = undefined;
    if (!this.#try) return;
    const { attempt } = this.#try;
    this.#endTry(this.#try);
    attempt.abandon();
  }

  #startOver(): void {
    this.#failed.clear();
    this.step();
  }

  #attempt(target: TargetState, withinMs: number | undefined): void {
    const { clock, connectTimeoutMs } = this.#around;
    const limitMs = Math.min(connectTimeoutMs, withinMs ?? connectTimeoutMs);
    const beganMs = clock.monotonic();
    target.connecting++;
    const attempt = this.#connector.connect(target, {
      connected: (socket) => {
        this.#endTry(started);
        this.#result.connected(socket, target);
      },
      failed: (error) => this.#fail(target, error, beganMs, isLocalShortage(error)),
    });
    const timer = clock.setTimer(limitMs, () => {
      // After a pause of this process timers run before the connects that have succeeded meanwhile: those come first.
      this.#connector.afterEvents(() => {
        if (this.#try !== started) return;
        this.#fail(target, { code: 'ETIMEDOUT' }, beganMs, limitMs < connectTimeoutMs);
      });
    });
    const started: Try = { target, attempt, timer };
    this.#try = started;
  }

  #endTry({ target, timer }: Try): void {
    this.#try = undefined;
    target.connecting--;
    timer.cancel();
  }

  /** `inconclusive`: the failure says nothing about the target, so it is no evidence. */
  #fail(target: TargetState, error: unknown, beganMs: number, inconclusive: boolean): void {
    this.cancel();
    const afterMs = this.#around.clock.monotonic() - beganMs;
    if (!inconclusive) this.#around.evidence.connectFailed(target, connectOutcome(error), afterMs);
    this.#failed.add(target);
    this.step();
  }
}
