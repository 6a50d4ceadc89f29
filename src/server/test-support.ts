/** A small API around the real pipeline: for tests of the server that are not about any action. */
import type { ActionContext } from '../actions/context.ts';
import { NOW_MS, seededRandom, testDirectory, testSecrets, testSettings } from '../actions/test-support.ts';
import { defineAction } from '../contract/define.ts';
import type { ParamSet, ParamsOf } from '../contract/params.ts';
import type { ResultOf, Shape } from '../contract/result.ts';
import { FakeClock } from '../lib/fake-clock.ts';
import type { AuditEntry, AuditRecord } from '../observability/audit-log.ts';
import { type Logger, silentLogger } from '../observability/logger.ts';
import { Metrics } from '../observability/metrics.ts';
import { MemoryStore } from '../store/memory/store.ts';
import type { Store } from '../store/store.ts';
import type { HttpAnswer, HttpRequest } from '../wire/http-message.ts';
import { signRequestV1, signRequestV3, type SignedRequest } from '../wire/sign-request.ts';
import { AccessKeys } from './access-keys.ts';
import { operation, type Operation } from './operation.ts';
import { type AuditTrail, Pipeline, type PipelineOptions } from './pipeline.ts';

export const testKey = { accessKeyId: 'testid', accessKeySecret: 'testsecret' } as const;

/** An action with nothing but what it does. */
export function tinyAction<const P extends ParamSet, const R extends Shape>(
  parts: { readonly name: string; readonly params: P; readonly result: R; readonly extension?: boolean },
  handler: (params: ParamsOf<P>, context: ActionContext) => Promise<ResultOf<R>>,
): Operation {
  const contract = defineAction({
    ...parts,
    resource: 'load-balancer',
    summary: '',
    errors: [],
    example: { given: [], request: {}, response: {} },
    source: '',
  });
  return operation(contract, handler);
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Keeps what is logged. */
export class RecordingLogger implements Logger {
  readonly lines: LogLine[] = [];

  debug(event: string, fields: object = {}): void {
    this.#add('debug', event, fields);
  }

  info(event: string, fields: object = {}): void {
    this.#add('info', event, fields);
  }

  warn(event: string, fields: object = {}): void {
    this.#add('warn', event, fields);
  }

  error(event: string, fields: object = {}): void {
    this.#add('error', event, fields);
  }

  child(): Logger {
    return this;
  }

  #add(level: LogLine['level'], event: string, fields: object): void {
    this.lines.push({ level, event, fields: { ...fields } });
  }
}

/** Keeps what would be written. */
export class RecordingAudit implements AuditTrail {
  readonly entries: AuditEntry[] = [];

  append(record: AuditRecord): void {
    this.entries.push({ sequence: this.entries.length + 1, ...record });
  }

  async newestFirst(limit: number, wanted: (entry: AuditEntry) => boolean): Promise<readonly AuditEntry[]> {
    return this.entries.filter(wanted).reverse().slice(0, limit);
  }
}

/** What a pipeline needs besides its operations and its time: one root key, nothing switched on. */
export function pipelineDefaults(
  store: Store,
  {
    accessKeyId: id,
    accessKeySecret: secret,
  }: { readonly accessKeyId: string; readonly accessKeySecret: string },
) {
  return {
    store,
    keys: new AccessKeys([{ id, secret }], store, testSecrets.open),
    logger: silentLogger,
    metrics: new Metrics(),
    audit: new RecordingAudit(),
    strict: false,
    strictBusy: false,
    rateLimit: 0,
    random: seededRandom(1),
    settings: testSettings,
    runtime: { listener: () => undefined },
    trafficHistory: { points: () => ({ stepSeconds: 5, points: [] }) },
    directory: testDirectory(new Map()),
    secrets: testSecrets,
  } as const satisfies Partial<PipelineOptions>;
}

export interface CallChanges {
  readonly format?: 'json' | 'xml';
  readonly version?: string;
  readonly scheme?: 'v3';
  /** Instead of the root key. */
  readonly signer?: { readonly accessKeyId: string; readonly accessKeySecret: string };
}

/** The pipeline on an empty store, called by signed requests. */
export class PipelineBench {
  readonly clock = new FakeClock(NOW_MS);
  readonly logger = new RecordingLogger();
  readonly metrics = new Metrics();
  readonly audit = new RecordingAudit();
  readonly store: Store;
  readonly pipeline: Pipeline;
  #nonce = 0;

  constructor(operations: readonly Operation[], options: Partial<PipelineOptions> = {}) {
    this.store = options.store ?? new MemoryStore();
    this.pipeline = new Pipeline({
      ...pipelineDefaults(this.store, testKey),
      operations: new Map(operations.map((each) => [each.contract.name, each])),
      clock: this.clock,
      logger: this.logger,
      metrics: this.metrics,
      audit: this.audit,
      ...options,
    });
  }

  call(
    action: string,
    parameters: Readonly<Record<string, string>> = {},
    changes: CallChanges = {},
  ): Promise<HttpAnswer> {
    this.#nonce += 1;
    const request = {
      credentials: changes.signer ?? testKey,
      method: 'POST',
      action,
      version: changes.version ?? '2014-05-15',
      parameters,
      format: changes.format ?? 'json',
      nowMs: this.clock.now(),
      nonce: String(this.#nonce),
    } as const;
    const signed =
      changes.scheme === 'v3'
        ? signRequestV3({ ...request, placement: 'query', host: 'slb.example.com' })
        : signRequestV1({ ...request, placement: 'query' });
    return this.send(toHttpRequest(signed));
  }

  /** The parsed JSON answer. */
  async document(
    action: string,
    parameters: Readonly<Record<string, string>> = {},
    changes: CallChanges = {},
  ): Promise<unknown> {
    return JSON.parse((await this.call(action, parameters, changes)).body);
  }

  send(request: HttpRequest): Promise<HttpAnswer> {
    return this.pipeline.answer(request, { localHost: '127.0.0.1:8014', peer: '127.0.0.9' });
  }
}

export function toHttpRequest({ method, target, headers, body }: SignedRequest): HttpRequest {
  return {
    method,
    target,
    headers: new Map([['host', 'slb.example.com:8080'], ...Object.entries(headers)]),
    body: new TextEncoder().encode(body),
  };
}
