/**
 * The engine process's end of the control socket. One connection is the controller; it alone gets evidence and may
 * change the plan. What happens while there is none is kept for the next one, within limits.
 */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { EngineError } from '../engine.ts';
import type { EngineEvidence } from '../engine.ts';
import { decodeRequest, encodeMessage, maxLineLength, protocolVersion } from './control-protocol.ts';
import type { Commands, EngineMessage, HelloResult, Request } from './control-protocol.ts';
import type { ForwardingLane, LaneInUse } from './lane.ts';
import { LineReader } from './line-reader.ts';
import type { EngineLog } from '../log.ts';
import { messageOf } from '../../lib/message-of.ts';

/** Evidence for a controller that does not read is dropped beyond this; replies never are. */
const maxUnreadBytes = 1024 * 1024;
/** Evidence kept while nobody is there to hear it. */
const maxUnheard = 128;

export interface ControlServerOptions {
  readonly build: string;
  readonly forwarder: ForwardingLane;
  /** Which one that is. */
  readonly lane: LaneInUse;
  readonly log: EngineLog;
  /** The controller's connection has ended, and no other controller has taken its place. */
  readonly onControllerGone: () => void;
  /** Everything is closed and answered: the process has nothing left to do. */
  readonly onFinished: () => void;
}

export class ControlServer {
  readonly #options: ControlServerOptions;
  readonly #server = createServer((socket) => this.#serve(socket));
  #controller: Socket | undefined;
  /** Has said that it goes, and hears no more evidence. */
  #leaving: Socket | undefined;
  #hadController = false;
  #unheard: EngineEvidence[] = [];

  constructor(options: ControlServerOptions) {
    this.#options = options;
  }

  /** Whether any controller has ever been there. */
  get hadController(): boolean {
    return this.#hadController;
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, () => resolve());
    });
  }

  publish(evidence: EngineEvidence): void {
    if (!this.#controller) {
      this.#unheard.push(evidence);
      if (this.#unheard.length > maxUnheard) this.#unheard.shift();
    } else if (this.#controller.writableLength < maxUnreadBytes) {
      send(this.#controller, { kind: 'evidence', evidence });
    }
  }

  #serve(socket: Socket): void {
    const reader = new LineReader(maxLineLength);
    socket.on('data', (chunk) => {
      try {
        for (const line of reader.push(chunk)) void this.#answer(socket, decodeRequest(line));
      } catch (error) {
        this.#options.log('control_message_refused', { error: messageOf(error) });
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      const wasController = socket === this.#controller || socket === this.#leaving;
      if (socket === this.#leaving) this.#leaving = undefined;
      if (socket === this.#controller) this.#controller = undefined;
      if (wasController && !this.#controller) this.#options.onControllerGone();
    });
  }

  /** Never rejects: what goes wrong is the answer. */
  async #answer(socket: Socket, request: Request): Promise<void> {
    const { id } = request;
    try {
      const result = await this.#carryOut(socket, request);
      send(socket, { kind: 'result', id, result }, () => this.#afterAnswer(request));
      if (request.name === 'hello' && socket === this.#controller) this.#tellUnheard();
    } catch (error) {
      const code = error instanceof EngineError ? error.code : 'protocol';
      send(socket, { kind: 'error', id, code, message: messageOf(error) });
    }
  }

  async #carryOut(socket: Socket, request: Request): Promise<unknown> {
    const { forwarder } = this.#options;
    if (request.name === 'hello') return this.#hello(socket, request.params);
    if (request.name === 'retire') {
      this.#server.close();
      await forwarder.freePorts();
      return null;
    }
    if (socket !== this.#controller)
      throw new EngineError('incompatible', 'Only the controller may ask this.');
    switch (request.name) {
      case 'change':
        return forwarder.change(request.params);
      case 'observe':
        return forwarder.observe();
      case 'stats':
        return forwarder.statsChange(request.params.everything);
      case 'ping':
        await forwarder.ping();
        return null;
      case 'release':
        this.#leaving = socket;
        this.#controller = undefined;
        return null;
      case 'close':
        this.#server.close();
        await forwarder.close(request.params.drainMs);
        return null;
    }
  }

  #hello(socket: Socket, caller: Commands['hello']): HelloResult {
    const { build, forwarder, lane, log } = this.#options;
    const compatible = caller.protocol === protocolVersion && caller.build === build;
    log('hello', { compatible, callerBuild: caller.build, build });
    if (compatible && this.#controller !== socket) {
      const earlier = this.#controller;
      this.#controller = socket;
      this.#hadController = true;
      if (earlier) send(earlier, { kind: 'superseded' }, () => earlier.destroy());
    }
    return { compatible, pid: process.pid, revision: forwarder.revision, lane };
  }

  #tellUnheard(): void {
    const unheard = this.#unheard;
    this.#unheard = [];
    for (const evidence of unheard) this.publish(evidence);
  }

  #afterAnswer(request: Request): void {
    const { forwarder, onFinished } = this.#options;
    if (request.name === 'close') onFinished();
    if (request.name === 'retire') void forwarder.close(request.params.drainMs).then(onFinished);
  }
}

function send(socket: Socket, message: EngineMessage, then?: () => void): void {
  socket.write(encodeMessage(message), then && (() => then()));
}
