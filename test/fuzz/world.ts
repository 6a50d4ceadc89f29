/** The pipeline with every action of every service, on a store of its own with something in it, and a real port before it. */
import { handlers } from '../../src/actions/index.ts';
import { neighbourHandlers } from '../../src/actions/neighbour/handlers.ts';
import { testDirectory, testSettings } from '../../src/actions/test-support.ts';
import { API_VERSION, contracts } from '../../src/contract/index.ts';
import {
  neighbours,
  neighbourContracts,
  neighbourOf,
  neighbourVersions,
} from '../../src/contract/neighbours.ts';
import { FakeClock } from '../../src/lib/fake-clock.ts';
import { type Logger, silentLogger } from '../../src/observability/logger.ts';
import { Listener } from '../../src/server/listener.ts';
import { allOperations, neighbourOperations } from '../../src/server/operation.ts';
import { Pipeline } from '../../src/server/pipeline.ts';
import { selfSignedCertificate } from '../../src/server/self-signed.ts';
import { pipelineDefaults } from '../../src/server/test-support.ts';
import { MemoryStore } from '../../src/store/memory/store.ts';
import type { HttpAnswer, HttpRequest } from '../../src/wire/http-message.ts';
import { signRequestV1 } from '../../src/wire/sign-request.ts';
import { bodyHash, signV3, stringToSignV3 } from '../../src/wire/signature-v3.ts';
import { V3_SCHEME } from '../../src/wire/string-to-sign.ts';
import { formatTimestamp } from '../../src/wire/timestamp.ts';
import { Bindings } from '../contract/bindings.ts';
import { at } from '../support/answers.ts';
import type { Random } from '../support/random.ts';
import type { Input } from './input.ts';
import type { KnownCall } from './inputs/calls.ts';

const HOST = 'slb.example.com:8080';
const CREDENTIALS = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const FORM = 'application/x-www-form-urlencoded';
/** Time from one input to the next: nonces of long ago are forgotten, as in the world outside. */
const STEP_MS = 10;

/** Small, or a long campaign would work on a world that only grows. */
const quotas = {
  ...testSettings.quotas,
  loadBalancers: 8,
  certificates: 8,
  tlsPolicies: 8,
  accessControlLists: 8,
};

export class World {
  /** Events of the log that tell of a bug. */
  readonly alarms: string[] = [];
  /** Inputs that were calls and were carried out: a campaign that meets refusals only would look at little. */
  succeeded = 0;
  readonly host = HOST;
  readonly credentials = CREDENTIALS;
  readonly #clock = new FakeClock();
  readonly #store = new MemoryStore({ keepRevisions: 1000 });
  readonly #pipeline: Pipeline;
  readonly #listener: Listener;
  #port = 0;
  #nonce = 0;
  #known: readonly KnownCall[] = [];

  private constructor() {
    const logger: Logger = {
      ...silentLogger,
      error: (event, fields) => this.alarms.push(`${event} ${describe(fields)}`),
      child: () => logger,
    };
    this.#pipeline = new Pipeline({
      ...pipelineDefaults(this.#store, CREDENTIALS),
      settings: { ...testSettings, quotas },
      directory: testDirectory(new Map([['i-configured', '192.0.2.1']])),
      operations: allOperations(handlers),
      neighbours: neighbourOperations(neighbourHandlers, neighbours),
      // Of a million calls nobody would read them, and they would fill the memory.
      audit: { append: () => undefined, newestFirst: async () => [] },
      clock: this.#clock,
      logger,
    });
    this.#listener = new Listener({
      host: '127.0.0.1',
      port: 0,
      api: this.#pipeline,
      routes: new Map(),
      certificate: () => selfSignedCertificate({ directory: undefined, names: [], nowMs: Date.now() }),
      logger,
    });
  }

  static async make(random: Random): Promise<World> {
    const world = new World();
    world.#port = (await world.#listener.listen()).port;
    await world.renew(random);
    return world;
  }

  /** Of the real listener, at 127.0.0.1. */
  get port(): number {
    return this.#port;
  }

  get nowMs(): number {
    return this.#clock.now();
  }

  /** Every action with a call that fits what is there. */
  get known(): readonly KnownCall[] {
    return this.#known;
  }

  /**
   * Empties the store and makes once more what the examples of all actions begin with, in any order: where two need the
   * same port, now the one is there and now the other.
   */
  async renew(random: Random): Promise<void> {
    const { entries } = await this.#store.list('');
    await this.#store.commit({
      preconditions: [],
      writes: entries.map(({ key }) => ({ kind: 'delete', key })),
    });
    const bindings = new Bindings();
    const done = new Set<string>();
    const all = Object.values(contracts);
    const given = random.some(all, all.length, all.length).flatMap(({ example }) => example.given);
    for (const { action, request, binds = {} } of given) {
      const name = JSON.stringify([action, request]);
      if (done.has(name)) continue;
      done.add(name);
      const parameters = bindings.substitute(request);
      const answer = await this.answer({
        kind: 'call',
        action,
        version: API_VERSION,
        parameters,
        placement: 'form',
        format: 'json',
      });
      // Some cannot be made beside others: two listeners on one port.
      if (answer.status !== 200) continue;
      const document: unknown = JSON.parse(answer.body);
      for (const [field, placeholder] of Object.entries(binds))
        bindings.bind(placeholder, String(at(document, field)));
    }
    this.#known = [
      ...Object.values(contracts).map((contract) => ({
        contract,
        version: API_VERSION,
        parameters: bindings.substitute(contract.example.request),
      })),
      ...Object.values(neighbourContracts).map((contract) => ({
        contract,
        version: versionOf(contract.name),
        // They have no examples: these are the parameters that any of them needs.
        parameters: { Id: 'cn-hangzhou', ServiceCode: 'slb', VSwitchId: 'vsw-1' },
      })),
    ];
  }

  /** Through the pipeline, without a socket. */
  answer(input: Exclude<Input, { kind: 'bytes' }>): Promise<HttpAnswer> {
    this.#clock.advance(STEP_MS);
    this.#nonce += 1;
    return this.#pipeline.answer(this.#request(input), { localHost: HOST, peer: '127.0.0.1' });
  }

  async close(): Promise<void> {
    await this.#listener.close();
    await this.#store.close();
  }

  #request(input: Exclude<Input, { kind: 'bytes' }>): HttpRequest {
    const nonce = `fuzz-${this.#nonce}`;
    switch (input.kind) {
      case 'request': {
        const { method, target, headers, body } = input;
        return {
          method,
          target,
          headers: new Map(Object.entries(headers)),
          body: Buffer.from(body, 'latin1'),
        };
      }
      case 'call': {
        const method = input.placement === 'query' ? 'GET' : 'POST';
        const signed = signRequestV1({
          ...input,
          credentials: CREDENTIALS,
          method,
          nowMs: this.nowMs,
          nonce,
        });
        const headers = new Map([['host', HOST], ...Object.entries(signed.headers)]);
        return { method, target: signed.target, headers, body: Buffer.from(signed.body) };
      }
      case 'form':
        return this.#signedForm(input, nonce);
    }
  }

  #signedForm(
    { action, version, body: text, format }: Extract<Input, { kind: 'form' }>,
    nonce: string,
  ): HttpRequest {
    const body = Buffer.from(text, 'latin1');
    const headers = new Map([
      ['content-type', FORM],
      ['host', HOST],
      ['x-acs-action', action],
      ['x-acs-content-sha256', bodyHash(body)],
      ['x-acs-date', formatTimestamp(this.nowMs)],
      ['x-acs-signature-nonce', nonce],
      ['x-acs-version', version],
    ]);
    const signedHeaders = [...headers.keys()];
    const toSign = { method: 'POST', query: new Map(), headers, signedHeaders, bodyHash: bodyHash(body) };
    const signature = signV3(stringToSignV3(toSign), CREDENTIALS.accessKeySecret);
    headers.set(
      'authorization',
      `${V3_SCHEME} Credential=${CREDENTIALS.accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`,
    );
    headers.set('accept', format === 'xml' ? 'text/xml' : 'application/json');
    return { method: 'POST', target: '/', headers, body };
  }
}

function versionOf(action: string): string {
  const owner = Object.entries(neighbourOf).find(([name]) => name === action)?.[1];
  return owner === undefined ? API_VERSION : neighbourVersions[owner];
}

function describe(fields: object | undefined): string {
  const error: unknown = fields && Reflect.get(fields, 'error');
  return error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(fields);
}
