/** libnftables in the process. */
import PQueue from 'p-queue';
import type { Ffi, ForeignFunction } from '../../../net/ffi.ts';
import { openLibrary } from '../../../net/ffi.ts';
import { EngineError } from '../../engine.ts';
import type { NftTransport } from './transport.ts';
import { refusal } from './transport.ts';

/** A text that is longer is run in a thread of the pool, so that the event loop goes on meanwhile. */
const quickText = 16 * 1024;
/** NFT_CTX_OUTPUT_STATELESS and _JSON of nft_ctx_output_set_flags. */
const output = { stateless: 1 << 2, json: 1 << 4 } as const;

interface Functions {
  readonly make: ForeignFunction;
  readonly free: ForeignFunction;
  readonly bufferOutput: ForeignFunction;
  readonly bufferError: ForeignFunction;
  readonly setFlags: ForeignFunction;
  readonly run: ForeignFunction;
  readonly output: ForeignFunction;
  readonly error: ForeignFunction;
}

/** A context is for one thread at a time: calls queue up. */
class Context {
  readonly #functions: Functions;
  readonly #context: unknown;
  readonly #turns = new PQueue({ concurrency: 1 });
  #freed = false;

  constructor(functions: Functions, flags: number) {
    this.#functions = functions;
    const context: unknown = functions.make(0);
    if (context === null) throw new EngineError('start-failed', 'libnftables gave no context.');
    functions.bufferOutput(context);
    functions.bufferError(context);
    functions.setFlags(context, flags);
    this.#context = context;
  }

  /** `quick`: at once, in this thread, unless somebody waits already. */
  async run(text: string, quick: boolean): Promise<string> {
    // What is freed may be in use by somebody else already.
    if (this.#freed) throw new EngineError('closed', 'The nftables engine is closed.');
    const idle = this.#turns.size + this.#turns.pending === 0;
    if (idle && quick) return this.#answer(text, this.#functions.run(this.#context, text));
    return this.#turns.add(() => this.#runInThread(text));
  }

  /** When what has been begun is done; from now on nothing is. */
  free(): void {
    this.#freed = true;
    void this.#turns.onIdle().then(() => this.#functions.free(this.#context));
  }

  #runInThread(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#functions.run.async(this.#context, text, (error: unknown, result: unknown) => {
        try {
          if (error instanceof Error) throw error;
          resolve(this.#answer(text, result));
        } catch (caught) {
          reject(caught instanceof Error ? caught : new Error(String(caught)));
        }
      });
    });
  }

  #answer(text: string, result: unknown): string {
    const answer = String(this.#functions.output(this.#context));
    const error = String(this.#functions.error(this.#context));
    if (result !== 0) throw refusal(text, error);
    return answer;
  }
}

export class LibraryTransport implements NftTransport {
  readonly how = 'libnftables in the process';
  readonly #writer: Context;
  /** Of their own, so that a long list never stands in the way of a switch. */
  readonly #lister: Context;
  readonly #shower: Context;

  constructor(ffi: Ffi) {
    const library = openLibrary(ffi, ['libnftables.so.1']);
    const functions: Functions = {
      make: library.func('void *nft_ctx_new(uint32_t flags)'),
      free: library.func('void nft_ctx_free(void *context)'),
      bufferOutput: library.func('int nft_ctx_buffer_output(void *context)'),
      bufferError: library.func('int nft_ctx_buffer_error(void *context)'),
      setFlags: library.func('void nft_ctx_output_set_flags(void *context, uint32_t flags)'),
      run: library.func('int nft_run_cmd_from_buffer(void *context, const char *text)'),
      output: library.func('const char *nft_ctx_get_output_buffer(void *context)'),
      error: library.func('const char *nft_ctx_get_error_buffer(void *context)'),
    };
    this.#writer = new Context(functions, 0);
    this.#lister = new Context(functions, output.json);
    this.#shower = new Context(functions, output.stateless);
  }

  async run(text: string): Promise<void> {
    await this.#writer.run(text, text.length <= quickText);
  }

  list(command: string): Promise<string> {
    // Short to say, but the answer may be ten thousand elements.
    return this.#lister.run(command, false);
  }

  show(command: string): Promise<string> {
    return this.#shower.run(command, false);
  }

  close(): void {
    this.#writer.free();
    this.#lister.free();
    this.#shower.free();
  }
}
