/** The whole life of an API request, from bytes to bytes. */
import type { ActionContext } from '../actions/context.ts';
import { ApiError } from '../contract/api-error.ts';
import type { ActionContract } from '../contract/define.ts';
import { API_VERSION } from '../contract/index.ts';
import { RawParams } from '../contract/raw-params.ts';
import { newRequestId } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Store } from '../store/store.ts';
import { type AccessKeySecrets, Authenticator } from '../wire/authenticate.ts';
import { decodeRequest, type NameValues, splitTarget } from '../wire/decode.ts';
import { chooseFormat } from '../wire/format.ts';
import type { HttpAnswer, HttpRequest } from '../wire/http-message.ts';
import { identify, type Identity } from '../wire/identify.ts';
import { Nonces } from '../wire/nonces.ts';
import { writeAnswer, writeError } from '../wire/write-answer.ts';
import { calledHost, hostName } from './called-host.ts';
import { Executor } from './executor.ts';
import { toApiError } from './failure.ts';
import type { NeighbourOperations, Operation, Operations } from './operation.ts';

export interface PipelineOptions extends Pick<
  ActionContext,
  'random' | 'settings' | 'runtime' | 'directory' | 'secrets'
> {
  readonly operations: Operations;
  /** Other services that clients ask on their way; none by default. */
  readonly neighbours?: NeighbourOperations;
  readonly store: Store;
  readonly keys: AccessKeySecrets;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Only what the vendor's API has: extensions do not exist. */
  readonly strict: boolean;
}

/** Where a request came in. */
export interface Arrival {
  /** `host:port` of the listener, for clients that do not say whom they call. */
  readonly localHost: string;
  /** Address of the client, for the log. */
  readonly peer: string;
}

export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #authenticator: Authenticator;
  readonly #executor: Executor;

  constructor(options: PipelineOptions) {
    const { keys, clock, store } = options;
    this.#options = options;
    this.#authenticator = new Authenticator({ keys, clock, nonces: new Nonces(clock) });
    this.#executor = new Executor(store);
  }

  /** Never rejects: every failure becomes an error document. */
  async answer(request: HttpRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { clock, random } = this.#options;
    const record = new RequestRecord(newRequestId(random), clock.monotonic(), arrival.peer);
    const host = calledHost(request.headers, arrival.localHost);
    let format = chooseFormat(request.headers);
    try {
      admit(request);
      const decoded = decodeRequest(request);
      format = chooseFormat(request.headers, decoded.all);
      const identity = identify(request.headers, decoded.all);
      const operation = this.#find(identity);
      record.operation = operation;
      const accessKeyId = this.#authenticator.authenticate(request, decoded, identity);
      record.accessKeyId = accessKeyId;
      const raw = this.#visibleParameters(operation, decoded.all);
      const { contract } = operation;
      const call = operation.prepare(raw);
      this.#checkRegion(contract, raw);
      const context = this.#context(host);
      const result = await this.#executor.execute({ contract, call, raw, accessKeyId, context });
      const answer = await writeAnswer(contract, result, { format, requestId: record.requestId });
      this.#report(record, 'OK');
      return answer;
    } catch (caught) {
      const error = this.#toApiError(caught, record);
      this.#report(record, error.code);
      return writeError(error, { format, requestId: record.requestId, hostId: hostName(host) });
    }
  }

  /** For requests that cannot become an `HttpRequest`: unreadable, too large, too slow. */
  async refuse(error: ApiError, headers: ReadonlyMap<string, string>, arrival: Arrival): Promise<HttpAnswer> {
    const { clock, random } = this.#options;
    const record = new RequestRecord(newRequestId(random), clock.monotonic(), arrival.peer);
    this.#report(record, error.code);
    const hostId = hostName(calledHost(headers, arrival.localHost));
    return writeError(error, { format: chooseFormat(headers), requestId: record.requestId, hostId });
  }

  #find({ action, version }: Identity): Operation {
    const { operations, neighbours } = this.#options;
    const service = version === API_VERSION ? operations : neighbours?.get(version);
    if (!service) throw new ApiError('invalidVersion', { version });
    const operation = service.get(action);
    if (!operation || (this.#options.strict && operation.contract.extension)) {
      throw new ApiError('invalidAction', { action });
    }
    return operation;
  }

  /** In strict mode our own parameters are unknown ones, and unknown parameters are ignored. */
  #visibleParameters({ contract }: Operation, parameters: NameValues): RawParams {
    if (!this.#options.strict) return new RawParams(parameters);
    const hidden = ([name]: readonly [string, string]): boolean =>
      Object.hasOwn(contract.params, name) && contract.params[name]?.extension === true;
    return new RawParams(new Map([...parameters].filter((parameter) => !hidden(parameter))));
  }

  #checkRegion(contract: ActionContract, raw: RawParams): void {
    if (!Object.hasOwn(contract.params, 'RegionId')) return;
    const region = raw.get('RegionId') ?? '';
    if (region !== '' && !this.#options.settings.regions.some(({ id }) => id === region)) {
      throw new ApiError('regionNotFound');
    }
  }

  #context(host: string): Omit<ActionContext, 'tx'> {
    const { clock, random, settings, runtime, directory, secrets } = this.#options;
    return { nowMs: clock.now(), random, settings, runtime, directory, secrets, calledHost: host };
  }

  #toApiError(caught: unknown, record: RequestRecord): ApiError {
    const error = toApiError(caught);
    if (!(caught instanceof ApiError)) {
      const { requestId, action } = record;
      this.#options.logger.error('api_failure', { requestId, action, code: error.code, error: caught });
    }
    return error;
  }

  #report({ requestId, startedMs, action, operation, accessKeyId, peer }: RequestRecord, code: string): void {
    const { clock, logger, metrics } = this.#options;
    const durationMs = clock.monotonic() - startedMs;
    metrics.observeRequest(action, code, durationMs);
    const fields = { requestId, action, code, durationMs, accessKeyId, peer };
    if (operation?.contract.write === true || code !== 'OK') logger.info('api_request', fields);
    else logger.debug('api_request', fields);
  }
}

/** What is known of a request so far, for the log. */
class RequestRecord {
  readonly requestId: string;
  readonly startedMs: number;
  readonly peer: string;
  operation: Operation | undefined;
  accessKeyId: string | undefined;

  constructor(requestId: string, startedMs: number, peer: string) {
    this.requestId = requestId;
    this.startedMs = startedMs;
    this.peer = peer;
  }

  /** Only names that exist, so that strangers cannot fill metrics and log with theirs. */
  get action(): string {
    return this.operation?.contract.name ?? 'unknown';
  }
}

/** The API lives at `/` and knows two methods. */
function admit({ method, target }: HttpRequest): void {
  if (splitTarget(target).path !== '/') throw new ApiError('pathNotFound');
  if (method !== 'GET' && method !== 'POST') throw new ApiError('unsupportedHttpMethod', { method });
}
