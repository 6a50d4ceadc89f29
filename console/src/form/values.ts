/**
 * What a form holds: the parameters as they go over the wire, `Tag.1.Key` and JSON texts included. So a form, a link
 * to it, a sample and the request itself are the same thing, and one check is that of the service.
 */
import { ApiError } from '../../../src/contract/api-error.ts';
import type { Param, ParamSet } from '../../../src/contract/params.ts';
import { RawParams } from '../../../src/contract/raw-params.ts';

export type FormValues = Readonly<Record<string, string>>;

/** With one value changed; an empty one is taken out. */
export function withValue(values: FormValues, name: string, value: string): FormValues {
  const { [name]: _old, ...others } = values;
  return value === '' ? others : { ...others, [name]: value };
}

/** The values of one parameter, with those of its items. */
export function partsOf(values: FormValues, name: string): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => belongsTo(key, name)));
}

/** With all values of one parameter replaced. */
export function withParts(values: FormValues, name: string, parts: FormValues): FormValues {
  const others = Object.entries(values).filter(([key]) => !belongsTo(key, name));
  return { ...Object.fromEntries(others), ...parts };
}

function belongsTo(key: string, name: string): boolean {
  return key === name || (key.startsWith(`${name}.`) && /^\.\d+(\.|$)/.test(key.slice(name.length)));
}

/** Why the service would refuse a parameter, by the service's own rule; undefined when it would not. */
export function problemOf(name: string, param: Param<unknown>, values: FormValues): string | undefined {
  try {
    param.parse(new RawParams(new Map(Object.entries(values))), name);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

/** Problems by parameter; empty = the form can be sent. */
export function problemsOf(params: ParamSet, values: FormValues): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const [name, param] of Object.entries(params)) {
    const problem = problemOf(name, param, values);
    if (problem !== undefined) problems[name] = problem;
  }
  return problems;
}
