/** A client of the event stream: signs the request and collects what comes. */
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import { API_VERSION } from '../../src/contract/index.ts';
import { signRequestV3 } from '../../src/wire/sign-request.ts';
import { eventually, within } from './eventually.ts';

export interface StreamedEvent {
  readonly event: string;
  readonly data: unknown;
  /** By the clock of this process, monotonic. */
  readonly atMs: number;
}

export interface StreamKey {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export class EventStreamClient {
  readonly status: number;
  readonly events: StreamedEvent[] = [];
  /** Of an answer that is no stream. */
  body = '';
  ended = false;
  readonly #request: ClientRequest;
  readonly #answer: IncomingMessage;

  private constructor(request: ClientRequest, answer: IncomingMessage) {
    this.#request = request;
    this.#answer = answer;
    this.status = answer.statusCode ?? 0;
    let rest = '';
    answer.setEncoding('utf8');
    answer.on('data', (chunk: string) => {
      this.body += chunk;
      const frames = (rest + chunk).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) this.#take(frame);
    });
    answer.once('close', () => (this.ended = true));
    answer.once('error', () => (this.ended = true));
  }

  /** Resolves with the head of the answer, whatever it is. */
  static open(key: StreamKey, parameters: Readonly<Record<string, string>> = {}): Promise<EventStreamClient> {
    const url = new URL(key.endpoint);
    const signed = signRequestV3({
      credentials: key,
      method: 'GET',
      placement: 'query',
      host: url.host,
      action: 'StreamEvents',
      version: API_VERSION,
      parameters,
      nowMs: Date.now(),
      nonce: randomUUID(),
    });
    const opened = new Promise<EventStreamClient>((resolve, reject) => {
      const request = get(new URL(`/events${signed.target.slice(1)}`, url), { headers: signed.headers });
      request.once('response', (answer) => resolve(new EventStreamClient(request, answer)));
      request.on('error', reject);
    });
    return within(opened, 'the head of the event stream');
  }

  /** The first event, among those that came and those that will, for which `wanted` says so. */
  until(wanted: (event: StreamedEvent) => boolean): Promise<StreamedEvent> {
    return eventually(() => {
      const found = this.events.find(wanted);
      if (!found) throw new Error(`not among ${this.events.map(({ event }) => event).join(', ')}`);
      return found;
    }, 'process');
  }

  /** As a reader that does not read. */
  pause(): void {
    this.#answer.pause();
  }

  resume(): void {
    this.#answer.resume();
  }

  close(): void {
    this.#request.destroy();
  }

  #take(frame: string): void {
    const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1] ?? '';
    const event = field('event');
    if (event !== '') this.events.push({ event, data: JSON.parse(field('data')), atMs: performance.now() });
  }
}
