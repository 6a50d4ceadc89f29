/** The main thread's end of the store thread: starts it, numbers requests, matches replies, and notices its death. */
import { Worker } from 'node:worker_threads';
import { StoreError } from '../store.ts';
import { fromFailure } from './failures.ts';
import type { Page } from './page.ts';
import type {
  NumberedRequest,
  OpenedDatabase,
  Reply,
  Request,
  ThreadMessage,
  ThreadOptions,
} from './protocol.ts';
import { messageOf } from '../../lib/message-of.ts';

interface Waiting {
  readonly onPage: ((page: Page) => void) | undefined;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: StoreError) => void;
}

export class StoreThread {
  readonly opened: OpenedDatabase;
  /** Resolves when the thread has ended and the file is free, with the error further requests reject with. */
  readonly ended: Promise<StoreError>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #death: StoreError | undefined;

  private constructor(worker: Worker, opened: OpenedDatabase) {
    this.opened = opened;
    this.#worker = worker;
    worker.on('message', (message: ThreadMessage) => this.#receive(message));
    worker.on('error', (error) => this.#die(messageOf(error)));
    this.ended = new Promise((resolve) => {
      worker.on('exit', (code) => resolve(this.#die(`exit code ${code}`)));
    });
  }

  /** Resolves when the database is open; rejects with the `StoreError` that prevented it. */
  static async start(url: URL, options: ThreadOptions): Promise<StoreThread> {
    // What it reads it gives away, a page at a time.
    const resourceLimits = { maxYoungGenerationSizeMb: 6 };
    const worker = new Worker(url, {
      name: 'store',
      workerData: options,
      resourceLimits,
      ...nodeOptions(url),
    });
    // Its last message and its exit may arrive in the same turn.
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    const message = await firstMessage(worker, options.directory);
    if (message.kind === 'ready') return new StoreThread(worker, message);
    // Until it is gone it may still hold the file.
    await exited;
    throw message.kind === 'not-opened' ? fromFailure(message.failure) : unexpected(message.kind);
  }

  /** Rejects with the `StoreError` the thread answered, or with the one it died of. */
  async request(request: Request, onPage?: (page: Page) => void): Promise<Reply> {
    if (this.#death !== undefined) throw this.#death;
    const id = ++this.#lastId;
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(id, { onPage, resolve, reject });
      const message: NumberedRequest = { id, request };
      this.#worker.postMessage(message);
    });
    if (reply.kind === 'failed') throw fromFailure(reply.failure);
    return reply;
  }

  #receive(message: ThreadMessage): void {
    if (message.kind === 'page') this.#waiting.get(message.id)?.onPage?.(message.page);
    if (message.kind !== 'reply') return;
    this.#waiting.get(message.id)?.resolve(message.reply);
    this.#waiting.delete(message.id);
  }

  /** The first cause stays: an exit follows every error. */
  #die(why: string): StoreError {
    const { file } = this.opened;
    this.#death ??= new StoreError(
      'io',
      `the thread of the store ${file} has stopped (${why}); restart the service`,
      { subject: file, retryable: false },
    );
    for (const waiting of this.#waiting.values()) waiting.reject(this.#death);
    this.#waiting.clear();
    return this.#death;
  }
}

/** The error for a reply of another kind than the request's: a bug, not a condition. */
export function unexpected(what: string): StoreError {
  return new StoreError('io', `the store thread answered with ${what}`, { retryable: false });
}

// Built threads get no loader or debugger options of the main thread, but Node's built-in client announces itself as
// experimental on standard error. A source file needs whatever loader the main thread runs with.
function nodeOptions(url: URL): { execArgv?: string[] } {
  return url.pathname.endsWith('.ts') ? {} : { execArgv: ['--disable-warning=ExperimentalWarning'] };
}

function firstMessage(worker: Worker, directory: string): Promise<ThreadMessage> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      const message = `the thread of the store in ${directory} did not start: ${why}`;
      reject(new StoreError('io', message, { subject: directory, retryable: false }));
    };
    worker.once('message', (message: ThreadMessage) => resolve(message));
    worker.once('error', (error) => fail(messageOf(error)));
    worker.once('exit', (code) => fail(`exit code ${code}`));
  });
}
