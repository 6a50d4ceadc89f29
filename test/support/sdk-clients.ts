/** The vendor's own clients for Node, unmodified, behind one face: each is given an endpoint and asked to call. */
import { createRequire } from 'node:module';
import type openApiPackage from '@alicloud/openapi-client';
import type popCorePackage from '@alicloud/pop-core';
import type rpcPackage from '@alicloud/rpc-client';
import type utilPackage from '@alicloud/tea-util';

// Loaded as what they are: loaders of tests disagree about what the default export of a CommonJS package is.
const require = createRequire(import.meta.url);
const openapi: typeof openApiPackage = require('@alicloud/openapi-client');
const PopCore: typeof popCorePackage = require('@alicloud/pop-core');
const rpc: typeof rpcPackage = require('@alicloud/rpc-client');
const { RuntimeOptions }: typeof utilPackage = require('@alicloud/tea-util');

export interface SdkEndpoint {
  readonly protocol: 'http' | 'https';
  /** `127.0.0.1:8014` */
  readonly host: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export type Answer = Readonly<Record<string, unknown>>;
export type Parameters = Readonly<Record<string, string>>;
type Call = (action: string, parameters: Parameters) => Promise<Answer>;

export interface SdkClient {
  /** Rejects with the client's own error. */
  call(action: string, parameters?: Parameters): Promise<Answer>;
  /** Of a call that must be answered with an error document; rejects when it is not. */
  failure(action: string, parameters?: Parameters): Promise<SdkFailure>;
}

/** What a client made of an error document: the document itself, and how the client words it. */
export interface SdkFailure {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  /** `code` and `message` of the client's own error. */
  readonly clientCode: string;
  readonly clientMessage: string;
}

const version = '2014-05-15';

/** Signature 1.0 is over the parameters; ACS3 is in a header. Both are sent as query and as form. */
const clients = {
  'pop-core, signature 1.0, GET': (endpoint) => popCore(endpoint, 'GET'),
  'pop-core, signature 1.0, POST form': (endpoint) => popCore(endpoint, 'POST'),
  'openapi-client, ACS3, POST query': (endpoint) => openApi(endpoint, 'POST', 'query'),
  'openapi-client, ACS3, POST form': (endpoint) => openApi(endpoint, 'POST', 'body'),
  'openapi-client, ACS3, GET': (endpoint) => openApi(endpoint, 'GET', 'query'),
  'openapi-client, signature 1.0, POST query': (endpoint) => openApi(endpoint, 'POST', 'query', 'v2'),
  'openapi-client, signature 1.0, query and form': (endpoint) => openApi(endpoint, 'POST', 'body', 'v2'),
  'rpc-client, signature 1.0, GET': (endpoint) => rpcClient(endpoint, 'GET'),
  'rpc-client, signature 1.0, query and form': (endpoint) => rpcClient(endpoint, 'POST'),
} as const satisfies Readonly<Record<string, (endpoint: SdkEndpoint) => Call>>;

export type SdkName = keyof typeof clients;
export const sdkNames = Object.keys(clients).filter(isSdkName);

export function isSdkName(name: string): name is SdkName {
  return Object.hasOwn(clients, name);
}

export function sdkClient(name: SdkName, endpoint: SdkEndpoint): SdkClient {
  const call = clients[name](endpoint);
  return {
    call: (action, parameters = {}) => call(action, parameters),
    async failure(action, parameters = {}) {
      const answer = await call(action, parameters).catch(sdkFailure);
      if (isFailure(answer)) return answer;
      throw new Error(`${action} succeeded: ${JSON.stringify(answer)}`);
    },
  };
}

function isFailure(answer: Answer | SdkFailure): answer is SdkFailure {
  return 'clientCode' in answer;
}

/** Rethrows what is no answer of the service: then the client could not read it, or there was none. */
function sdkFailure(error: unknown): SdkFailure {
  if (!(error instanceof Error) || !('data' in error) || !isRecord(error.data)) throw error;
  const { Code: code, Message: message, RequestId: requestId } = error.data;
  return {
    code: String(code),
    message: String(message),
    requestId: String(requestId),
    clientCode: 'code' in error ? String(error.code) : '',
    clientMessage: error.message,
  };
}

function popCore({ protocol, host, ...key }: SdkEndpoint, method: 'GET' | 'POST'): Call {
  const client = new PopCore({ ...key, endpoint: `${protocol}://${host}`, apiVersion: version });
  return async (action, parameters) => asAnswer(await client.request(action, parameters, { method }));
}

function openApi(
  { protocol, host, ...key }: SdkEndpoint,
  method: 'GET' | 'POST',
  place: 'query' | 'body',
  signatureAlgorithm?: 'v2',
): Call {
  const client = new openapi.default(
    new openapi.Config({
      ...key,
      protocol,
      endpoint: host,
      ...(signatureAlgorithm && { signatureAlgorithm }),
    }),
  );
  return async (action, parameters) => {
    const params = new openapi.Params({
      action,
      version,
      protocol,
      method,
      pathname: '/',
      style: 'RPC',
      authType: 'AK',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const request = new openapi.OpenApiRequest({ [place]: { ...parameters } });
    const { body }: Record<string, unknown> = await client.callApi(params, request, new RuntimeOptions({}));
    return asAnswer(body);
  };
}

function rpcClient({ protocol, host, ...key }: SdkEndpoint, method: 'GET' | 'POST'): Call {
  const client = new rpc.default(new rpc.Config({ ...key, protocol, endpoint: host }));
  return async (action, parameters) => {
    const query = method === 'GET' ? { ...parameters } : {};
    // Left out, and not empty: a body alone makes the client send one.
    const body = method === 'GET' ? undefined : { ...parameters };
    const runtime = new RuntimeOptions({});
    // The client's own signature says that there always is a body; its code asks whether there is one.
    return asAnswer(
      await Reflect.apply(client.doRequest, client, [
        action,
        protocol,
        method,
        version,
        'AK',
        query,
        body,
        runtime,
      ]),
    );
  };
}

function asAnswer(value: unknown): Answer {
  if (isRecord(value)) return value;
  throw new Error(`the client gave back ${typeof value}, not an object`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
