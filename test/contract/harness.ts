/**
 * The API as a client meets it, without sockets: signed requests through the whole pipeline on an empty store, with a
 * clock that stands still and randomness from a seed, so that two runs of the same calls give the same bytes.
 */
import type { ApiSettings } from '../../src/actions/context.ts';
import { handlers } from '../../src/actions/index.ts';
import { HOST, NOW_MS, testDirectory, testSecrets, testSettings } from '../../src/actions/test-support.ts';
import { Transaction } from '../../src/actions/transaction.ts';
import { ApiError } from '../../src/contract/api-error.ts';
import { commonErrors } from '../../src/contract/common.ts';
import type { ExampleCall } from '../../src/contract/define.ts';
import { errorCatalogue, type ErrorEntry, type ErrorId } from '../../src/contract/errors.ts';
import { API_VERSION, contracts, isActionName } from '../../src/contract/index.ts';
import type { RamPolicy } from '../../src/domain/ram-policy.ts';
import type { RuntimeView } from '../../src/domain/runtime-view.ts';
import { FakeClock } from '../../src/lib/fake-clock.ts';
import { type AccessKey, AccessKeys } from '../../src/server/access-keys.ts';
import { allOperations, type Operation, type Operations } from '../../src/server/operation.ts';
import { Pipeline } from '../../src/server/pipeline.ts';
import { pipelineDefaults } from '../../src/server/test-support.ts';
import { MemoryStore } from '../../src/store/memory/store.ts';
import type { Format } from '../../src/wire/format.ts';
import type { HttpRequest } from '../../src/wire/http-message.ts';
import { signRequestV1, signRequestV3, type SignedRequest } from '../../src/wire/sign-request.ts';
import { Bindings } from './bindings.ts';

export { testSettings };

/** The root key. */
const CREDENTIALS = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

export interface HarnessOptions {
  readonly settings?: Partial<ApiSettings>;
  /** Id → address, as in the configuration file. */
  readonly configuredServers?: Readonly<Record<string, string>>;
  readonly runtime?: RuntimeView;
  /** Each signs with a key that has its name. */
  readonly users?: Readonly<Record<string, RamPolicy>>;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Entry of the catalogue that was answered; undefined when it went well. */
  readonly errorId: ErrorId | undefined;
}

export class Harness {
  readonly bindings = new Bindings();
  readonly #store = new MemoryStore();
  readonly #clock = new FakeClock(NOW_MS);
  readonly #pipeline: Pipeline;
  #thrown: ErrorId | undefined;
  #nonce = 0;

  constructor(options: HarnessOptions = {}) {
    const users = Object.entries(options.users ?? {}).map(([name, policy]) => ({ name, policy }));
    this.#pipeline = new Pipeline({
      ...pipelineDefaults(this.#store, CREDENTIALS),
      operations: this.#watched(allOperations(handlers)),
      keys: new AccessKeys(
        [
          { id: CREDENTIALS.accessKeyId, secret: CREDENTIALS.accessKeySecret },
          ...users.map((user) => keyOf(user.name, user)),
        ],
        this.#store,
        testSecrets.open,
      ),
      clock: this.#clock,
      settings: { ...testSettings, ...options.settings },
      ...(options.runtime && { runtime: options.runtime }),
      directory: testDirectory(new Map(Object.entries(options.configuredServers ?? {}))),
    });
  }

  /**
   * Sends a call with every placeholder that is bound put in. JSON goes by the old signature, XML by the new one.
   * Throws when the answer is an error that the contract does not list.
   */
  async call(
    action: string,
    parameters: Readonly<Record<string, string>>,
    format: Format = 'json',
    signer = CREDENTIALS.accessKeyId,
  ): Promise<Answer> {
    this.#thrown = undefined;
    const signed = this.#sign(action, this.bindings.substitute(parameters), format, signer);
    const answer = await this.#pipeline.answer(toHttpRequest(signed), { localHost: HOST, peer: '127.0.0.1' });
    const { status, headers, body } = answer;
    const errorId = status === 200 ? undefined : (this.#thrown ?? errorOf(body));
    if (errorId !== undefined && !allowedErrors(action).has(errorId)) {
      throw new Error(`${action} answered ${errorId}, which it does not list`);
    }
    if (status === 500) throw new Error(`${action} failed: ${body}`);
    return { status, contentType: headers['content-type'] ?? '', body, errorId };
  }

  /** Calls that must succeed; what their answers say is bound to the placeholders. */
  async arrange(calls: readonly ExampleCall[]): Promise<void> {
    for (const { action, request, binds = {} } of calls) {
      const { status, body } = await this.call(action, request);
      if (status !== 200) throw new Error(`${action} should have worked, but: ${body}`);
      for (const [field, placeholder] of Object.entries(binds)) {
        this.bindings.bind(placeholder, textAt(body, field));
      }
    }
  }

  /** Changes what no call can change. */
  async edit(change: (tx: Transaction) => Promise<void>): Promise<void> {
    const tx = new Transaction(this.#store);
    await change(tx);
    await this.#store.commit(tx.toChange());
  }

  /** Everything that is stored, to see whether a call changed something. */
  async stored(): Promise<unknown> {
    return (await this.#store.list('')).entries;
  }

  #sign(
    action: string,
    parameters: Readonly<Record<string, string>>,
    format: Format,
    accessKeyId: string,
  ): SignedRequest {
    this.#nonce += 1;
    const request = {
      credentials: { ...CREDENTIALS, accessKeyId },
      method: 'POST',
      action,
      version: API_VERSION,
      parameters,
      format,
      nowMs: NOW_MS,
      nonce: String(this.#nonce),
    } as const;
    return format === 'xml'
      ? signRequestV3({ ...request, placement: 'form', host: HOST })
      : signRequestV1({ ...request, placement: 'query' });
  }

  /** Notes what each action throws: several entries of the catalogue share a code. */
  #watched(operations: Operations): Operations {
    const note = (error: unknown): never => {
      if (error instanceof ApiError) this.#thrown = error.id;
      throw error;
    };
    const watch = ({ contract, prepare }: Operation): Operation => ({
      contract,
      prepare: (raw) => {
        try {
          const { params, run } = prepare(raw);
          return { params, run: (context) => run(context).catch(note) };
        } catch (error) {
          return note(error);
        }
      },
    });
    return new Map([...operations].map(([name, operation]) => [name, watch(operation)]));
  }
}

function keyOf(id: string, user: { readonly name: string; readonly policy: RamPolicy }): AccessKey {
  return { id, secret: CREDENTIALS.accessKeySecret, user };
}

/** What an action may answer besides success. */
function allowedErrors(action: string): ReadonlySet<ErrorId> {
  const listed = isActionName(action) ? contracts[action].errors : [];
  return new Set<ErrorId>([...commonErrors, ...listed]);
}

/** For errors that come from around the action: the entry with this code and a message of this form. */
function errorOf(body: string): ErrorId {
  const message = textAt(body, 'Message');
  const code = textAt(body, 'Code');
  for (const [id, entry] of Object.entries<ErrorEntry>(errorCatalogue)) {
    const form = entry.message.split(/\{\w+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (entry.code === code && new RegExp(`^${form.join('.*')}$`, 's').test(message)) return id as ErrorId;
  }
  throw new Error(`the catalogue has no ${code} "${message}"`);
}

/** Value of a member of a JSON document; deeper ones as `Rules.Rule.0.RuleId`. */
function textAt(json: string, field: string): string {
  const document: unknown = JSON.parse(json);
  const value = field
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at ? Reflect.get(at, name) : undefined),
      document,
    );
  if (typeof value !== 'string') throw new Error(`the answer has no text ${field}: ${json}`);
  return value;
}

function toHttpRequest({ method, target, headers, body }: SignedRequest): HttpRequest {
  return {
    method,
    target,
    headers: new Map([['host', HOST], ...Object.entries(headers)]),
    body: new TextEncoder().encode(body),
  };
}
