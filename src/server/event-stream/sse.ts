/** Writes server-sent events; a reader that is too slow misses some, and is told everything anew when it has caught up. */
import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../lib/clock.ts';

export const HEARTBEAT_MS = 15_000;

interface Reactions {
  readonly onCaughtUp: () => void;
  /** As often as something must be sent at least. */
  readonly onHeartbeat: () => void;
}

export class SseStream {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #reactions: Reactions;
  #heartbeat: Timer | undefined;
  #missed = false;
  #sequence = 0;

  constructor(response: ServerResponse, clock: Clock, reactions: Reactions) {
    this.#response = response;
    this.#clock = clock;
    this.#reactions = reactions;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // The connection ends with the stream; kept for another request, it would hold up the end of the service.
      connection: 'close',
    });
    // Headers at once: the first event may be long in coming.
    response.flushHeaders();
    response.on('drain', () => this.#caughtUp());
    response.once('close', () => this.#heartbeat?.cancel());
    this.#beatLater();
  }

  /** `json` has no line breaks. False: the reader is behind and misses it. */
  send(event: string, json: string): boolean {
    this.#sequence += 1;
    const written = this.#write(`id: ${this.#sequence}\nevent: ${event}\ndata: ${json}\n\n`);
    if (!written) this.#missed = true;
    return written;
  }

  end(): void {
    this.#response.end();
  }

  #beatLater(): void {
    this.#heartbeat = this.#clock.setTimer(HEARTBEAT_MS, () => {
      this.#write(': \n\n');
      this.#beatLater();
      this.#reactions.onHeartbeat();
    });
  }

  #write(text: string): boolean {
    if (this.#response.writableNeedDrain || !this.#response.writable) return false;
    this.#response.write(text);
    return true;
  }

  #caughtUp(): void {
    if (!this.#missed) return;
    this.#missed = false;
    this.#reactions.onCaughtUp();
  }
}
