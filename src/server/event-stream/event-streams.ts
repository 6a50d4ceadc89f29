/** `GET /events`: what the service is doing, as it happens. Signed like a call; a user sees what its policy lets it see. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../../contract/api-error.ts';
import type { LiveView } from '../../domain/live-view.ts';
import type { Caller } from '../../domain/users.ts';
import type { Clock } from '../../lib/clock.ts';
import type { HttpAnswer, HttpRequest } from '../../wire/http-message.ts';
import { arrivalOf, headersOf } from '../arrival.ts';
import type { Arrival } from '../pipeline.ts';
import { BalancerTopic } from './balancer-topic.ts';
import { BalancersTopic, type Update } from './balancers-topic.ts';
import { ChangesTopic } from './changes-topic.ts';
import { SseStream } from './sse.ts';

/** Browsers open few; more would be a mistake of somebody. */
const MAX_STREAMS = 256;

/** The pipeline as the streams see it. */
export interface StreamAccess {
  /** Who asks. Rejects with `ApiError`. */
  admit(
    request: HttpRequest,
    arrival: Arrival,
  ): Promise<{ readonly caller: Caller; readonly parameters: ReadonlyMap<string, string> }>;
  /** Whether the key is still one. */
  stillKnown(accessKeyId: string): Promise<boolean>;
  sees(caller: Caller, loadBalancerId: string, arrival: Arrival): Promise<boolean>;
  refuse(error: ApiError, headers: ReadonlyMap<string, string>, arrival: Arrival): Promise<HttpAnswer>;
}

export class EventStreams {
  readonly #access: StreamAccess;
  readonly #live: LiveView;
  readonly #clock: Clock;
  readonly #balancers: BalancersTopic;
  readonly #changes: ChangesTopic;
  readonly #topics = new Map<string, BalancerTopic>();
  readonly #open = new Set<SseStream>();

  constructor(access: StreamAccess, live: LiveView, clock: Clock) {
    this.#access = access;
    this.#live = live;
    this.#clock = clock;
    this.#balancers = new BalancersTopic(live, clock);
    this.#changes = new ChangesTopic(live, clock);
  }

  /** Never rejects. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrival = arrivalOf(request.socket);
    const headers = headersOf(request);
    try {
      if (this.#open.size >= MAX_STREAMS) throw new ApiError('serviceUnavailable');
      const { method = '', url: target = '/' } = request;
      const { caller, parameters } = await this.#access.admit(
        { method, target, headers, body: new Uint8Array() },
        arrival,
      );
      const id = parameters.get('LoadBalancerId');
      if (id !== undefined && !(await this.#access.sees(caller, id, arrival))) {
        throw new ApiError('loadBalancerNotFound');
      }
      if (!response.destroyed) this.#begin(response, caller, arrival, id);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, headers: names, body } = await this.#access.refuse(error, headers, arrival);
      response.writeHead(status, names).end(body);
    }
  }

  /** Ends all streams, so that nobody waits for them. */
  close(): void {
    for (const stream of this.#open) stream.end();
  }

  #begin(response: ServerResponse, caller: Caller, arrival: Arrival, id: string | undefined): void {
    const told = id === undefined ? this.#tellAll(caller, arrival) : this.#tellOne(id);
    const stream = new SseStream(response, {
      onCaughtUp: () => told.everything(stream),
      onHeartbeat: () => {
        void this.#access.stillKnown(caller.accessKeyId).then((known) => {
          if (!known) stream.end();
        });
      },
    });
    this.#open.add(stream);
    const ends = [told.begin(stream), this.#changes.subscribe((json) => stream.send('changed', json))];
    response.once('close', () => {
      for (const end of ends) end();
      this.#open.delete(stream);
    });
  }

  #tellAll(caller: Caller, arrival: Arrival) {
    const sendTo = (stream: SseStream, { event, parts }: Update): void => {
      if (!caller.user) {
        stream.send(event, joined(parts));
        return;
      }
      void this.#visible(parts, caller, arrival).then((visible) => {
        if (visible.size > 0 || event === 'balancers') stream.send(event, joined(visible));
      });
    };
    return {
      begin: (stream: SseStream): (() => void) => {
        const { now, end } = this.#balancers.subscribe((update) => sendTo(stream, update));
        sendTo(stream, now);
        return end;
      },
      everything: (stream: SseStream): void => sendTo(stream, this.#balancers.snapshot()),
    };
  }

  #tellOne(id: string) {
    const topic = this.#topics.get(id) ?? new BalancerTopic(id, this.#live, this.#clock);
    this.#topics.set(id, topic);
    return {
      begin: (stream: SseStream): (() => void) => {
        const { now, end } = topic.subscribe({
          changed: (json) => stream.send('balancer', json),
          happened: (json) => stream.send('fact', json),
        });
        stream.send('balancer', now);
        return () => {
          end();
          if (!topic.isWatched) this.#topics.delete(id);
        };
      },
      everything: (stream: SseStream): void => {
        stream.send('balancer', topic.now);
        // What happened meanwhile can be asked for.
        stream.send('changed', JSON.stringify({ kinds: ['history'] }));
      },
    };
  }

  async #visible(parts: Update['parts'], caller: Caller, arrival: Arrival): Promise<Update['parts']> {
    const visible = new Map<string, string>();
    for (const [id, json] of parts) {
      // One that is gone is nobody's; that it is gone tells nothing.
      if (json === 'null' || (await this.#access.sees(caller, id, arrival))) visible.set(id, json);
    }
    return visible;
  }
}

/** A large one is the same for everybody who sees everything. */
const joinedParts = new WeakMap<Update['parts'], string>();

function joined(parts: Update['parts']): string {
  const known = joinedParts.get(parts);
  if (known !== undefined) return known;
  const json = `{${[...parts].map(([id, part]) => `${JSON.stringify(id)}:${part}`).join(',')}}`;
  joinedParts.set(parts, json);
  return json;
}
