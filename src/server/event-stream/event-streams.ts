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
import { BalancersReader, type ReaderParts } from './balancers-reader.ts';
import { BalancersTopic } from './balancers-topic.ts';
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
  /** Whether the key is still one, and may what it might when the stream began. Rejects with `ApiError` or a failure of the store. */
  mayStill(caller: Caller): Promise<boolean>;
  sees(caller: Caller, loadBalancerId: string, arrival: Arrival): Promise<boolean>;
  refuse(error: ApiError, headers: ReadonlyMap<string, string>, arrival: Arrival): Promise<HttpAnswer>;
}

/** What one reader is told. */
interface Told {
  /** Until the function that comes back is called. */
  begin(): () => void;
  everything(): void;
  lookAgain(): void;
}

export class EventStreams {
  readonly #access: StreamAccess;
  readonly #live: LiveView;
  readonly #clock: Clock;
  readonly #balancers: BalancersTopic;
  readonly #changes: ChangesTopic;
  readonly #topics = new Map<string, BalancerTopic>();
  readonly #open = new Set<SseStream>();
  #closed = false;

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
      this.#checkRoom();
      const { method = '', url: target = '/' } = request;
      const { caller, parameters } = await this.#access.admit(
        { method, target, headers, body: new Uint8Array() },
        arrival,
      );
      const id = parameters.get('LoadBalancerId');
      if (id !== undefined && !(await this.#access.sees(caller, id, arrival))) {
        throw new ApiError('loadBalancerNotFound');
      }
      // Others may have come while the store was asked.
      this.#checkRoom();
      if (!response.destroyed) this.#begin(response, caller, arrival, id);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, headers: names, body } = await this.#access.refuse(error, headers, arrival);
      response.writeHead(status, names).end(body);
    }
  }

  /** Ends all streams, so that nobody waits for them. */
  close(): void {
    this.#closed = true;
    for (const stream of this.#open) stream.end();
  }

  #checkRoom(): void {
    if (this.#closed || this.#open.size >= MAX_STREAMS) throw new ApiError('serviceUnavailable');
  }

  #begin(response: ServerResponse, caller: Caller, arrival: Arrival, id: string | undefined): void {
    const sees = (of: string): Promise<boolean> => this.#access.sees(caller, of, arrival);
    const told =
      id === undefined
        ? this.#tellAll(() => stream, caller.user ? sees : null)
        : this.#tellOne(id, () => stream);
    const stream: SseStream = new SseStream(response, this.#clock, {
      onCaughtUp: () => told.everything(),
      onHeartbeat: () => {
        void this.#mayGoOn(caller, id === undefined ? undefined : () => sees(id)).then((may) => {
          if (may) told.lookAgain();
          else stream.end();
        });
      },
    });
    this.#open.add(stream);
    const ends = [told.begin(), this.#changes.subscribe((json) => stream.send('changed', json))];
    response.once('close', () => {
      for (const end of ends) end();
      this.#open.delete(stream);
    });
  }

  /** A store that does not answer ends the stream too: its reader asks again, and then hears why. */
  async #mayGoOn(caller: Caller, sees: (() => Promise<boolean>) | undefined): Promise<boolean> {
    try {
      return (await this.#access.mayStill(caller)) && (!sees || (await sees()));
    } catch {
      return false;
    }
  }

  #tellAll(stream: () => SseStream, sees: ReaderParts['sees']): Told {
    return new BalancersReader({
      topic: this.#balancers,
      sees,
      send: (event, json) => stream().send(event, json),
      onFailure: () => stream().end(),
    });
  }

  #tellOne(id: string, stream: () => SseStream): Told {
    const topic = this.#topics.get(id) ?? new BalancerTopic(id, this.#live, this.#clock);
    this.#topics.set(id, topic);
    return {
      begin: () => {
        const { now, end } = topic.subscribe({
          changed: (json) => stream().send('balancer', json),
          happened: (json) => stream().send('fact', json),
        });
        stream().send('balancer', now);
        return () => {
          end();
          if (!topic.isWatched) this.#topics.delete(id);
        };
      },
      everything: () => {
        stream().send('balancer', topic.now);
        // What happened meanwhile can be asked for.
        stream().send('changed', JSON.stringify({ kinds: ['history'] }));
      },
      lookAgain: () => undefined,
    };
  }
}
