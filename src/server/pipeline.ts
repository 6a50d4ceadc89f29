/** The whole life of an API request, from bytes to bytes. */
import { isDeepStrictEqual } from 'node:util';
import type { ActionContext, AuditReader } from '../actions/context.ts';
import { ApiError } from '../contract/api-error.ts';
import type { ActionContract } from '../contract/define.ts';
import { API_VERSION, contracts } from '../contract/index.ts';
import { RawParams } from '../contract/raw-params.ts';
import { newRequestId } from '../domain/ids.ts';
import { keys } from '../domain/keys.ts';
import type { AccessTarget } from '../domain/ram-policy.ts';
import { type Caller, lastingKeyOf } from '../domain/users.ts';
import type { Clock } from '../lib/clock.ts';
import type { AuditRecord } from '../observability/audit-log.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { DecodedEntries } from '../store/decoded-entries.ts';
import type { Revision, Store } from '../store/store.ts';
import { Authenticator, type KeyDirectory } from '../wire/authenticate.ts';
import { decodeRequest, splitTarget } from '../wire/decode.ts';
import type { NameValues } from '../wire/name-values.ts';
import { chooseFormat } from '../wire/format.ts';
import type { HttpAnswer, HttpRequest } from '../wire/http-message.ts';
import { identify, type Identity } from '../wire/identify.ts';
import { Nonces } from '../wire/nonces.ts';
import { writeAnswer, writeError } from '../wire/write-answer.ts';
import type { KnownKey } from './access-keys.ts';
import { auditParameters } from './audit-parameters.ts';
import { authorize } from './authorize.ts';
import { calledHost, hostName } from './called-host.ts';
import { Executor } from './executor.ts';
import { toApiError } from './failure.ts';
import type { NeighbourOperations, Operation, Operations } from './operation.ts';
import { namedResources } from './named-resources.ts';
import { RateLimit } from './rate-limit.ts';
import { StrictBusy } from './strict-busy.ts';

export interface PipelineOptions extends Pick<
  ActionContext,
  'random' | 'settings' | 'runtime' | 'trafficHistory' | 'directory' | 'secrets'
> {
  readonly operations: Operations;
  /** Other services that clients ask on their way; none by default. */
  readonly neighbours?: NeighbourOperations;
  readonly store: Store;
  /** Shared with whoever else reads the store; one of its own by default. */
  readonly decoded?: DecodedEntries;
  readonly keys: KeyDirectory<KnownKey>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Only what the vendor's API has: extensions do not exist. */
  readonly strict: boolean;
  readonly audit: AuditTrail;
  /** Calls a second with one access key; 0 = no limit. */
  readonly rateLimit: number;
  /** Refuses changes of a load balancer that was changed a moment ago, as the vendor does. */
  readonly strictBusy: boolean;
}

export interface AuditTrail extends AuditReader {
  append(record: AuditRecord): void;
}

/** Where a request came in. */
export interface Arrival {
  /** `host:port` of the listener, for clients that do not say whom they call. */
  readonly localHost: string;
  /** Address of the client, for policies and logs. */
  readonly peer: string;
}

export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #authenticator: Authenticator<KnownKey>;
  readonly #rateLimit: RateLimit;
  readonly #strictBusy: StrictBusy;
  readonly #executor: Executor;

  constructor(options: PipelineOptions) {
    const { keys, clock, store, decoded } = options;
    this.#options = options;
    this.#authenticator = new Authenticator({ keys, clock, nonces: new Nonces(clock) });
    this.#rateLimit = new RateLimit(options.rateLimit, clock);
    this.#strictBusy = new StrictBusy(clock);
    this.#executor = new Executor(store, decoded);
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
      const caller = await this.#authenticator.authenticate(request, decoded, identity);
      const accessKeyId = lastingKeyOf(caller);
      const { contract } = operation;
      record.caller = caller;
      record.parameters = auditParameters(contract, decoded.all);
      this.#rateLimit.take(accessKeyId);
      const raw = this.#visibleParameters(operation, decoded.all);
      const call = operation.prepare(raw);
      const regionId = this.#regionOf(contract, raw);
      const { params } = call;
      const targets = await this.#targetsOf(contract, params, caller, regionId);
      authorize(caller, { contract, params, sourceAddress: arrival.peer }, targets);
      const execution = { contract, call, raw, accessKeyId, context: this.#context(host, caller) };
      const { result, revision } = await this.#strictBusy.run(contract, targets, () =>
        this.#executor.execute(execution),
      );
      record.revision = revision;
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

  /** For the event stream: who asks, checked as for a call. Rejects with `ApiError`. */
  async admit(
    request: HttpRequest,
    arrival: Arrival,
  ): Promise<{ readonly caller: Caller; readonly parameters: NameValues }> {
    const decoded = decodeRequest(request);
    const identity = identify(request.headers, decoded.all);
    const caller = await this.#authenticator.authenticate(request, decoded, identity);
    if (caller.session?.oneTime) throw new ApiError('oneTimeKey', { action: 'StreamEvents' });
    this.#rateLimit.take(lastingKeyOf(caller));
    this.#options.logger.debug('event_stream', { accessKeyId: caller.accessKeyId, peer: arrival.peer });
    return { caller, parameters: decoded.all };
  }

  /** Rejects with `ApiError` when its session has ended. */
  async mayStill({ accessKeyId, user }: Caller): Promise<boolean> {
    const now = await this.#options.keys.find(accessKeyId, this.#options.clock.now());
    return now !== undefined && isDeepStrictEqual(now.user, user);
  }

  /** Whether there is such a load balancer and the caller may describe it, which is what the event stream does. */
  async sees(caller: Caller, loadBalancerId: string, arrival: Arrival): Promise<boolean> {
    const { store, settings } = this.#options;
    if (!(await store.get(keys.loadBalancer(loadBalancerId)))) return false;
    if (!caller.user) return true;
    const contract = contracts.DescribeLoadBalancerAttribute;
    const params = { LoadBalancerId: loadBalancerId };
    const targets = await namedResources(contract, params, store, settings.defaultRegionId);
    try {
      authorize(caller, { contract, params, sourceAddress: arrival.peer }, targets);
      return true;
    } catch (error) {
      if (error instanceof ApiError) return false;
      throw error;
    }
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

  /** The default one when the request names none. Throws `ApiError` regionNotFound. */
  #regionOf(contract: ActionContract, raw: RawParams): string {
    const { regions, defaultRegionId } = this.#options.settings;
    const region = Object.hasOwn(contract.params, 'RegionId') ? (raw.get('RegionId') ?? '') : '';
    if (region === '') return defaultRegionId;
    if (!regions.some(({ id }) => id === region)) throw new ApiError('regionNotFound');
    return region;
  }

  /** What the call is about; nothing when nobody asks, since every id costs a read. */
  async #targetsOf(
    contract: ActionContract,
    params: unknown,
    { user }: Caller,
    regionId: string,
  ): Promise<readonly AccessTarget[]> {
    const { store, strictBusy } = this.#options;
    return user || strictBusy ? namedResources(contract, params, store, regionId) : [];
  }

  #context(host: string, caller: Caller): Omit<ActionContext, 'tx'> {
    const { clock, random, settings, runtime, trafficHistory, directory, secrets, audit } = this.#options;
    const nowMs = clock.now();
    return {
      nowMs,
      random,
      settings,
      runtime,
      trafficHistory,
      directory,
      secrets,
      calledHost: host,
      caller,
      audit,
    };
  }

  #toApiError(caught: unknown, record: RequestRecord): ApiError {
    const error = toApiError(caught);
    if (!(caught instanceof ApiError)) {
      const { requestId, action } = record;
      this.#options.logger.error('api_failure', { requestId, action, code: error.code, error: caught });
    }
    return error;
  }

  #report(record: RequestRecord, code: string): void {
    const { clock, logger, metrics } = this.#options;
    const { requestId, startedMs, action, operation, peer } = record;
    const durationMs = clock.monotonic() - startedMs;
    const accessKeyId = record.caller?.accessKeyId;
    metrics.observeRequest(action, code, durationMs);
    const fields = { requestId, action, code, durationMs, accessKeyId, peer };
    if (operation?.contract.write === true || code !== 'OK') logger.info('api_request', fields);
    else logger.debug('api_request', fields);
    this.#audit(record, code, durationMs);
  }

  /** Only what a key of ours signed, or strangers could push out the entries of others. */
  #audit(
    { requestId, action, caller, peer, parameters, revision }: RequestRecord,
    outcome: string,
    durationMs: number,
  ): void {
    if (!caller) return;
    const { clock, logger, audit } = this.#options;
    const { accessKeyId, user, session } = caller;
    try {
      audit.append({
        time: new Date(clock.now()).toISOString(),
        requestId,
        accessKeyId,
        ...(session && { parentAccessKeyId: session.parentAccessKeyId }),
        user: user?.name ?? null,
        from: peer,
        action,
        parameters,
        outcome,
        ...(revision !== undefined && { revisions: { before: revision - 1, after: revision } }),
        durationMs,
      });
    } catch (error) {
      // The call is done; that its trace is lost must be seen.
      logger.error('audit_failed', { requestId, action, accessKeyId, error });
    }
  }
}

/** What is known of a request so far, for log and audit. */
class RequestRecord {
  readonly requestId: string;
  readonly startedMs: number;
  readonly peer: string;
  operation: Operation | undefined;
  caller: Caller | undefined;
  parameters: Readonly<Record<string, string>> = {};
  revision: Revision | undefined;

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
