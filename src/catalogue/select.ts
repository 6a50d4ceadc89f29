/** What of the contracts a document is about. */
import type { ActionContract } from '../contract/define.ts';
import type { Param, ParamSet } from '../contract/params.ts';

export type Contracts = Readonly<Record<string, ActionContract>>;

export interface DocumentOptions {
  /** Without what the vendor's API does not have: such a service refuses it. */
  readonly strict: boolean;
}

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };
export type JsonObject = { readonly [name: string]: JsonValue };

export function visibleActions(contracts: Contracts, { strict }: DocumentOptions): readonly ActionContract[] {
  return Object.values(contracts).filter(({ extension }) => !(strict && extension));
}

export function visibleParams(
  params: ParamSet,
  { strict }: DocumentOptions,
): readonly (readonly [string, Param<unknown>])[] {
  return Object.entries(params).filter(([, { extension }]) => !(strict && extension));
}

/** The request of an example, without parameters that are not visible. */
export function visibleRequest(
  { example, params }: ActionContract,
  options: DocumentOptions,
): Readonly<Record<string, string>> {
  const names = new Set(visibleParams(params, options).flatMap(([name, { aliases }]) => [name, ...aliases]));
  return Object.fromEntries(
    Object.entries(example.request).filter(([name]) => names.has(name.replace(/\..*/, ''))),
  );
}
