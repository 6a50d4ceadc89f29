/**
 * For which actions samples are run: of the vendor's API the first action of every resource, in the order of the contract,
 * and everything about master-slave groups.
 */
import { cases, type Case, vendorContracts } from './scenario.ts';

const firsts = new Set(
  vendorContracts.filter(
    ({ resource }, index) => vendorContracts.findIndex((each) => each.resource === resource) === index,
  ),
);

export const sampledActions: readonly string[] = vendorContracts
  .filter((contract) => firsts.has(contract) || contract.resource === 'master-slave-server-group')
  .map(({ name }) => name);

/** The example of the contract, and what it leaves behind. */
export function sampledCase(action: string): Case {
  const found = cases.find(({ name }) => name === action);
  if (found === undefined) throw new Error(`there is no case for ${action}`);
  return found;
}
