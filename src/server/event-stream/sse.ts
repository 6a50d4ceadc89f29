/** Writes server-sent events; a reader that is too slow misses some, and is told everything anew when it has caught up. */
import type { ServerResponse } from 'node:http';

const HEARTBEAT_MS = 15_000;

export class SseStream {
  readonly #response: ServerResponse;
  readonly #onCaughtUp: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #missed = false;
  #sequence = 0;

  /** `onHeartbeat` is called as often as something must be sent at least. */
  constructor(
    response: ServerResponse,
    { onCaughtUp, onHeartbeat }: { readonly onCaughtUp: () => void; readonly onHeartbeat: () => void },
  ) {
    this.#response = response;
    this.#onCaughtUp = onCaughtUp;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    // Headers at once: the first event may be long in coming.
    response.flushHeaders();
    response.on('drain', () => this.#caughtUp());
    this.#heartbeat = setInterval(() => {
      this.#write(': \n\n');
      onHeartbeat();
    }, HEARTBEAT_MS);
    response.once('close', () => clearInterval(this.#heartbeat));
  }

  /** `json` has no line breaks. */
  send(event: string, json: string): void {
    this.#sequence += 1;
    this.#write(`id: ${this.#sequence}\nevent: ${event}\ndata: ${json}\n\n`);
  }

  end(): void {
    this.#response.end();
  }

  #write(text: string): void {
    if (this.#response.writableNeedDrain) this.#missed = true;
    else if (this.#response.writable) this.#response.write(text);
  }

  #caughtUp(): void {
    if (!this.#missed) return;
    this.#missed = false;
    this.#onCaughtUp();
  }
}
