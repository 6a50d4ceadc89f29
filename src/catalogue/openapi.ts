/**
 * The API as an OpenAPI 3.1 document. OpenAPI has one operation per path and method; here everything is a POST to `/`.
 * So each path carries the action behind a `#`, which no client sends; what counts is the parameter Action.
 */
import { commonErrors } from '../contract/common.ts';
import type { ActionContract } from '../contract/define.ts';
import { errorCatalogue, type ErrorId } from '../contract/errors.ts';
import { API_VERSION } from '../contract/index.ts';
import { requestExample, requestSchema } from './request-schema.ts';
import { responseSchema } from './response-schema.ts';
import {
  type Contracts,
  type DocumentOptions,
  type JsonObject,
  type JsonValue,
  visibleActions,
  visibleRequest,
} from './select.ts';

export interface OpenApiOptions extends DocumentOptions {
  /** Left out: the document describes the service that it was got from. */
  readonly endpoint?: URL;
}

const FORM = 'application/x-www-form-urlencoded';
const EXAMPLE_REQUEST_ID = '8906582E-6722-409A-A6C4-0E7863B733A5';

export function openApiDocument(contracts: Contracts, options: OpenApiOptions): JsonObject {
  const actions = visibleActions(contracts, options);
  const resources = [...new Set(actions.map(({ resource }) => resource))];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hotspare, Alibaba Cloud SLB API',
      version: API_VERSION,
      description:
        'All calls are POST or GET to `/`; the fragment in a path is there to tell them apart. Parameters go into the query ' +
        'or a form, signed either way (see the security schemes).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    ...(options.endpoint && { servers: [{ url: options.endpoint.origin }] }),
    security: [{ signatureV1: [] }, { signatureV3: [] }],
    tags: resources.map((name) => ({ name })),
    paths: Object.fromEntries(
      actions.map((action) => [`/#${action.name}`, { post: operation(action, options) }]),
    ),
    components: {
      schemas: { ...errorSchema, ...Object.fromEntries(actions.flatMap((each) => schemasOf(each, options))) },
      parameters: commonParameters,
      responses: { CommonError: errorResponse('An error that any request can meet.', commonErrors) },
      securitySchemes,
    },
  };
}

function schemasOf(
  action: ActionContract,
  options: DocumentOptions,
): readonly (readonly [string, JsonObject])[] {
  return [
    [`${action.name}Request`, requestSchema(action, options)],
    [`${action.name}Response`, responseSchema(action.result)],
  ];
}

function operation(action: ActionContract, options: DocumentOptions): JsonObject {
  const { name, resource, summary, notes, source, extension, write, effect, example } = action;
  return {
    operationId: name,
    tags: [resource],
    summary,
    ...(notes.length > 0 && { description: notes.join('\n\n') }),
    parameters: [
      { name: 'Action', in: 'query', required: true, schema: { type: 'string', const: name } },
      ...Object.keys(commonParameters).map((each) => reference('parameters', each)),
    ],
    requestBody: {
      required: Object.values(action.params).some(({ required }) => required),
      content: {
        [FORM]: {
          schema: reference('schemas', `${name}Request`),
          example: requestExample(action, visibleRequest(action, options)),
        },
      },
    },
    responses: {
      '200': {
        description: 'It was done.',
        content: {
          'application/json': {
            schema: reference('schemas', `${name}Response`),
            example: { RequestId: EXAMPLE_REQUEST_ID, ...Object(example.response) },
          },
        },
      },
      ...ownErrors(action),
      default: reference('responses', 'CommonError'),
    },
    'x-hotspare-write': write,
    'x-hotspare-effect': { ...effect },
    'x-hotspare-source': source,
    ...(extension && { 'x-hotspare-extension': true }),
  };
}

/** By HTTP status, as OpenAPI wants it. */
function ownErrors({ errors }: ActionContract): JsonObject {
  const statuses = [...new Set(errors.map((id) => errorCatalogue[id].httpStatus))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      errorResponse(
        'An error of this action, or one that any request can meet.',
        errors.filter((id) => errorCatalogue[id].httpStatus === status),
      ),
    ]),
  );
}

function errorResponse(description: string, ids: readonly ErrorId[]): JsonObject {
  return {
    description,
    content: { 'application/json': { schema: reference('schemas', 'Error') } },
    'x-hotspare-errors': ids.map((id) => {
      const { code, httpStatus, message, remedy } = errorCatalogue[id];
      return { code, httpStatus, message, remedy };
    }),
  };
}

function reference(kind: 'schemas' | 'parameters' | 'responses', name: string): JsonObject {
  return { $ref: `#/components/${kind}/${name}` };
}

const texts = (...names: readonly string[]): Record<string, JsonValue> =>
  Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

const errorSchema = {
  Error: {
    type: 'object',
    properties: texts('RequestId', 'HostId', 'Code', 'Message', 'Recommend'),
    required: ['RequestId', 'HostId', 'Code', 'Message', 'Recommend'],
  },
};

const commonParameters = {
  Version: { name: 'Version', in: 'query', required: true, schema: { type: 'string', const: API_VERSION } },
  Format: {
    name: 'Format',
    in: 'query',
    description: 'How the answer is written. Without it JSON, unless the header Accept asks for XML.',
    schema: { type: 'string', enum: ['JSON', 'XML'] },
    example: 'JSON',
  },
};

const securitySchemes = {
  signatureV1: {
    type: 'apiKey',
    in: 'query',
    name: 'Signature',
    description:
      'Signature version 1.0. The parameters AccessKeyId, SignatureMethod=HMAC-SHA1, SignatureVersion=1.0, SignatureNonce and ' +
      'Timestamp (UTC, YYYY-MM-DDThh:mm:ssZ) are added; all parameters are sorted by name, percent-encoded and joined; ' +
      'METHOD&%2F&(that, encoded once more) is signed with the secret and an ampersand as the key; the result in Base64 is Signature.',
  },
  signatureV3: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description:
      'ACS3-HMAC-SHA256, with the headers x-acs-action, x-acs-version, x-acs-date, x-acs-signature-nonce and ' +
      'x-acs-content-sha256. The parameters Action and Version may then be left out.',
  },
};
