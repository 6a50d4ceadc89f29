/** A contract and its handler as one thing to run, so that the pipeline need not know any action. */
import type { ActionContext, ActionHandler } from '../actions/context.ts';
import type { ActionContract } from '../contract/define.ts';
import { type ActionName, contracts, isActionName } from '../contract/index.ts';
import {
  isNeighbourAction,
  type Neighbour,
  type NeighbourAction,
  neighbourContracts,
  neighbourOf,
  neighbourVersions,
} from '../contract/neighbours.ts';
import { parseParams, type ParamSet, type ParamsOf } from '../contract/params.ts';
import type { RawParams } from '../contract/raw-params.ts';
import type { ResultOf, Shape } from '../contract/result.ts';

export interface Operation {
  readonly contract: ActionContract;
  /** Checks the parameters in the order of the contract. Throws `ApiError` for the first that fails. */
  prepare(raw: RawParams): PreparedCall;
}

export interface PreparedCall {
  /** Plain data: a second call with the same ClientToken must have the same. */
  readonly params: unknown;
  /** Runs the handler; once more after each conflict. */
  run(context: ActionContext): Promise<unknown>;
}

type Handler<P extends ParamSet, R extends Shape> = (
  params: ParamsOf<P>,
  context: ActionContext,
) => Promise<ResultOf<R>>;

export function operation<P extends ParamSet, R extends Shape>(
  contract: ActionContract<P, R>,
  handler: Handler<P, R>,
): Operation {
  return {
    contract,
    prepare(raw) {
      const params = parseParams(contract.params, raw);
      return { params, run: (context) => handler(params, context) };
    },
  };
}

export type Operations = ReadonlyMap<string, Operation>;

/** Every action of the API, by name. */
export function allOperations(handlers: { readonly [A in ActionName]: ActionHandler<A> }): Operations {
  return new Map(
    Object.keys(contracts)
      .filter(isActionName)
      // The parameter's type promises that contract and handler belong together; TypeScript loses it over the union.
      .map((name) => [
        name,
        operation<ParamSet, Shape>(contracts[name], handlers[name] as Handler<ParamSet, Shape>),
      ]),
  );
}

/** By version, which tells the services apart, then by action. */
export type NeighbourOperations = ReadonlyMap<string, Operations>;

/** What clients of SLB ask besides it; only the services that are switched on exist. */
export function neighbourOperations(
  handlers: { readonly [A in NeighbourAction]: unknown },
  enabled: readonly Neighbour[],
): NeighbourOperations {
  const actions = Object.keys(neighbourContracts).filter(isNeighbourAction);
  return new Map(
    enabled.map((neighbour) => [
      neighbourVersions[neighbour],
      new Map(
        actions
          .filter((action) => neighbourOf[action] === neighbour)
          .map((action) => [
            action,
            operation<ParamSet, Shape>(
              neighbourContracts[action],
              handlers[action] as Handler<ParamSet, Shape>,
            ),
          ]),
      ),
    ]),
  );
}
