/** Everything that the contracts say, as plain JSON: for tools that want more than OpenAPI can hold. */
import { commonErrors } from '../contract/common.ts';
import type { ActionContract } from '../contract/define.ts';
import { errorCatalogue, type ErrorId } from '../contract/errors.ts';
import { API_VERSION } from '../contract/index.ts';
import type { Param, ParamSet } from '../contract/params.ts';
import type { Field, Shape } from '../contract/result.ts';
import {
  type Contracts,
  type DocumentOptions,
  type JsonObject,
  type JsonValue,
  visibleActions,
  visibleParams,
  visibleRequest,
} from './select.ts';

export function catalogueDocument(contracts: Contracts, options: DocumentOptions): JsonObject {
  const actions = visibleActions(contracts, options);
  const resources = [...new Set(actions.map(({ resource }) => resource))];
  const errors = [...new Set([...commonErrors, ...actions.flatMap(errorsOf)])];
  return {
    api: 'Slb',
    version: API_VERSION,
    strict: options.strict,
    resources: resources.map((name) => ({
      name,
      actions: actions.filter(({ resource }) => resource === name).map((action) => action.name),
    })),
    actions: Object.fromEntries(actions.map((action) => [action.name, describeAction(action, options)])),
    commonErrors,
    errors: Object.fromEntries(errors.map((id) => [id, { ...errorCatalogue[id] }])),
  };
}

function describeAction(action: ActionContract, options: DocumentOptions): JsonObject {
  const { resource, summary, extension, write, effect, notes, source, errors, example } = action;
  return {
    resource,
    summary,
    extension,
    write,
    effect: { ...effect },
    notes,
    source,
    parameters: describeParams(action.params, options),
    result: describeShape(action.result),
    errors,
    example: { request: visibleRequest(action, options), response: Object(example.response) },
  };
}

/** Those that it lists, and those that its parameters name. */
function errorsOf({ errors, params }: ActionContract): readonly ErrorId[] {
  return [...errors, ...errorsOfParams(params)];
}

function errorsOfParams(params: ParamSet): readonly ErrorId[] {
  return Object.values(params).flatMap(({ type, absentError, invalidError }) => [
    absentError,
    ...(invalidError === undefined ? [] : [invalidError]),
    ...('members' in type ? errorsOfParams(type.members) : []),
  ]);
}

/** In the order in which they are checked. */
function describeParams(params: ParamSet, options: DocumentOptions): readonly JsonValue[] {
  return visibleParams(params, options).map(([name, param]) => {
    const { summary, required, defaultText, aliases, sample, extension, secret } = param;
    return {
      name,
      type: describeType(param, options),
      summary,
      required,
      ...(defaultText !== undefined && { default: defaultText }),
      ...(aliases.length > 0 && { aliases }),
      ...(sample !== undefined && { sample }),
      ...(extension && { extension }),
      ...(secret && { secret }),
      absentError: param.absentError,
      ...(param.invalidError !== undefined && { invalidError: param.invalidError }),
    };
  });
}

function describeType({ type }: Param<unknown>, options: DocumentOptions): JsonObject {
  if (!('members' in type)) return { ...type };
  return { ...type, members: describeParams(type.members, options) };
}

function describeShape(shape: Shape): readonly JsonValue[] {
  return Object.entries(shape).map(([name, field]) => ({ name, ...describeField(field) }));
}

function describeField(field: Field): JsonObject {
  const { kind, doc, optional } = field;
  const common = { kind, ...(doc !== '' && { doc }), ...(optional && { optional }) };
  switch (field.kind) {
    case 'object':
      return { ...common, members: describeShape(field.members) };
    case 'list': {
      const { element, alsoAs, items } = field;
      return { ...common, element, ...(alsoAs !== undefined && { alsoAs }), items: describeField(items) };
    }
    case 'plain-list':
      return { ...common, items: describeField(field.items) };
    case 'text':
    case 'integer':
    case 'flag':
      return common;
  }
}
