/** The control process's end of one connection to an engine process: requests with answers, evidence, and its end. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../lib/clock.ts';
import { EngineError } from '../engine.ts';
import type { EngineEvidence } from '../engine.ts';
import { decodeMessage, encodeRequest, maxLineLength, resultOf } from './control-protocol.ts';
import type { CommandName, Commands, EngineMessage, Results } from './control-protocol.ts';
import { LineReader } from './line-reader.ts';

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: EngineError) => void;
  readonly timer: Timer;
}

export type ConnectionEnd = 'superseded' | 'lost';

export interface ControlClientEvents {
  evidence(evidence: EngineEvidence): void;
  /** Called once; every open request has been rejected by then. */
  ended(how: ConnectionEnd): void;
}

export class ControlClient {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #pending = new Map<number, Pending>();
  readonly #reader = new LineReader(maxLineLength);
  #events: ControlClientEvents | undefined;
  /** Told before anybody listened: an engine tells what nobody has heard yet right behind its first answer. */
  #unheard: EngineEvidence[] = [];
  readonly #whenEnded: Promise<void>;
  #lastId = 0;
  #end: ConnectionEnd = 'lost';

  private constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', () => socket.destroy());
    this.#whenEnded = new Promise((resolve) => {
      socket.on('close', () => {
        this.#ended();
        resolve();
      });
    });
  }

  /** Rejects with `EngineError` (unreachable) when nobody listens on the socket. */
  static open(path: string, clock: Clock): Promise<ControlClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      const fail = (cause: Error): void => {
        const message = `No engine process answers on ${path}.`;
        reject(new EngineError('unreachable', message, { cause, subject: path }));
      };
      socket.once('error', fail);
      socket.once('connect', () => {
        socket.off('error', fail);
        resolve(new ControlClient(socket, clock));
      });
    });
  }

  /** Resolves when the connection is gone. */
  get whenEnded(): Promise<void> {
    return this.#whenEnded;
  }

  /** From now on evidence and the connection's end are told, evidence that came before first. */
  listen(events: ControlClientEvents): void {
    this.#events = events;
    for (const evidence of this.#unheard.splice(0)) events.evidence(evidence);
  }

  /** Rejects with `EngineError`: the engine's own, or unreachable when it does not answer in time or goes away. */
  request<K extends CommandName>(name: K, params: Commands[K], timeoutMs: number): Promise<Results[K]> {
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new EngineError('unreachable', `The engine process is gone; ${name} was not sent.`));
        return;
      }
      const timer = this.#clock.setTimer(timeoutMs, () => {
        this.#pending.delete(id);
        reject(
          new EngineError('unreachable', `The engine process did not answer ${name} in ${timeoutMs} ms.`),
        );
      });
      this.#pending.set(id, { resolve, reject, timer });
      this.#socket.write(encodeRequest(id, name, params));
    });
    return answer.then((result) => resultOf(name, result));
  }

  /** Ends the connection as a controller that dies would. */
  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    try {
      for (const line of this.#reader.push(chunk)) this.#handle(decodeMessage(line));
    } catch {
      // Not an engine of ours, or not in its right mind: the end of the connection is what its user acts upon.
      this.#socket.destroy();
    }
  }

  #handle(message: EngineMessage): void {
    switch (message.kind) {
      case 'evidence':
        if (this.#events) this.#events.evidence(message.evidence);
        else this.#unheard.push(message.evidence);
        return;
      case 'superseded':
        this.#end = 'superseded';
        return;
      case 'result':
        this.#settle(message.id)?.resolve(message.result);
        return;
      case 'error':
        this.#settle(message.id)?.reject(new EngineError(message.code, message.message));
        return;
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.timer.cancel();
    return pending;
  }

  #ended(): void {
    for (const id of this.#pending.keys()) {
      this.#settle(id)?.reject(new EngineError('unreachable', 'The engine process went away.'));
    }
    this.#events?.ended(this.#end);
  }
}
