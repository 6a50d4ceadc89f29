/** Contracts against facts. Pure; says what differs, not whether that is right: reasons.ts does. */
import type { ActionContract } from '../../src/contract/define.ts';
import { compareCommonErrors, compareErrors } from './compare-errors.ts';
import { compareParams } from './compare-params.ts';
import { compareResult } from './compare-result.ts';
import { EVERY_ACTION, type Difference } from './difference.ts';
import type { VendorAction, VendorFacts } from './facts.ts';

/** In the order of the facts; actions that are extensions of ours are left out. */
export function compareAll(
  contracts: Readonly<Record<string, ActionContract>>,
  facts: VendorFacts,
): readonly Difference[] {
  const all = Object.values(contracts);
  const perAction = facts.actions.flatMap((vendor): readonly Difference[] => {
    const contract = all.find(({ name, extension }) => name === vendor.name && !extension);
    if (contract) return compareAction(contract, vendor, facts);
    return [{ kind: 'action-not-offered', action: vendor.name, group: vendor.group }];
  });
  const everything = all.flatMap(({ errors }) => errors);
  return [
    ...compareDelegation(
      all.filter(({ extension }) => !extension),
      facts,
    ),
    ...compareCommonErrors(everything, facts),
    ...perAction,
  ];
}

function compareAction(
  contract: ActionContract,
  vendor: VendorAction,
  facts: VendorFacts,
): readonly Difference[] {
  const action = vendor.name;
  return [
    ...compareParams(action, contract.params, vendor.params),
    ...compareResult(action, contract.result, vendor.result),
    ...compareErrors(contract, vendor, facts),
  ];
}

/** Said once for a parameter that no action of ours has. */
function compareDelegation(
  offered: readonly ActionContract[],
  { delegationParams }: VendorFacts,
): readonly Difference[] {
  return delegationParams.flatMap((param) => {
    const lacking = offered.filter(({ params }) => !Object.hasOwn(params, param)).map(({ name }) => name);
    const actions = lacking.length === offered.length ? [EVERY_ACTION] : lacking;
    return actions.map((action): Difference => ({
      kind: 'param-missing',
      action,
      param,
      origin: 'delegation',
    }));
  });
}
