/**
 * One client's search for a target: tries what the route says, one after another, and starts over when a new plan
 * makes the try under way pointless. Ends with exactly one call of `connected` or `refused`, or none when cancelled.
 */
import { Socket, connect } from 'node:net';
import type { Clock, Timer } from '../../lib/clock.ts';
import { connectOutcome, isLocalShortage } from '../../net/socket-errors.ts';
import type { Client } from './client.ts';
import type { ListenerEvidence } from './listener-evidence.ts';
import type { Route } from './routes/route.ts';
import type { TargetState } from './target-state.ts';

/** A target that vanished without a word is noticed by the kernel after this much silence and some probes. */
const keepAliveInitialDelayMs = 30_000;

export interface DialSurroundings {
  readonly clock: Clock;
  readonly evidence: ListenerEvidence;
  /** In force now. */
  readonly route: Route;
  readonly connectTimeoutMs: number;
}

export interface DialResult {
  connected(upstream: Socket, target: TargetState): void;
  refused(): void;
}

interface Try {
  readonly target: TargetState;
  readonly socket: Socket;
  readonly timer: Timer;
  readonly onError: (error: unknown) => void;
}

export class Dial {
  readonly #client: Client;
  readonly #around: DialSurroundings;
  readonly #result: DialResult;
  readonly #startedMs: number;
  readonly #failed = new Set<TargetState>();
  #try: Try | undefined;
  #retry: Timer | undefined;

  constructor(client: Client, around: DialSurroundings, result: DialResult) {
    this.#client = client;
    this.#around = around;
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
    const { target, socket, timer, onError } = this.#try;
    this.#try = undefined;
    target.connecting--;
    timer.cancel();
    // What it reports from here on interests nobody, but an error without a handler would end the process.
    socket.off('error', onError);
    socket.on('error', () => undefined);
    socket.destroy();
  }

  #startOver(): void {
    this.#failed.clear();
    this.step();
  }

  #attempt(target: TargetState, withinMs: number | undefined): void {
    const { clock, connectTimeoutMs } = this.#around;
    const limitMs = Math.min(connectTimeoutMs, withinMs ?? connectTimeoutMs);
    const beganMs = clock.monotonic();
    const socket = openConnect(target);
    const onError = (error: unknown): void => this.#fail(target, error, beganMs, isLocalShortage(error));
    const timer = clock.setTimer(limitMs, () => {
      // After a pause of this process timers run before the connects that have succeeded meanwhile: those come first.
      setImmediate(() => {
        if (this.#try?.socket !== socket) return;
        this.#fail(target, { code: 'ETIMEDOUT' }, beganMs, limitMs < connectTimeoutMs);
      });
    });
    this.#try = { target, socket, timer, onError };
    target.connecting++;
    socket.once('error', onError);
    socket.once('connect', () => {
      // A try that was given up in this very turn of the event loop may still report its success.
      if (this.#try?.socket !== socket) return;
      this.#try = undefined;
      target.connecting--;
      timer.cancel();
      socket.off('error', onError);
      this.#result.connected(socket, target);
    });
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

function openConnect(target: TargetState): Socket {
  try {
    return connect({
      host: target.planned.address,
      port: target.planned.port,
      allowHalfOpen: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveInitialDelayMs,
    });
  } catch (error) {
    // A place that cannot exist (port 99999) fails like any other connect, later and on the socket.
    return new Socket().destroy(error instanceof Error ? error : undefined);
  }
}
