/** For which actions samples are run: the first one of every resource, in the order of the contract. */
import type { ActionContract } from '../../src/contract/define.ts';
import { contracts } from '../../src/contract/index.ts';
import { afterwards } from './afterwards.ts';
import type { Case } from './scenario.ts';

const all = Object.values<ActionContract>(contracts);
/** What the audit log answers depends on the key and on how long calls took. */
const resources = [...new Set(all.map(({ resource }) => resource))].filter((each) => each !== 'audit');
const sampled = resources.flatMap((resource) => all.find((each) => each.resource === resource) ?? []);

export const sampledActions: readonly string[] = sampled.map(({ name }) => name);

/** The example of the contract, and what it leaves behind. */
export function sampledCase(action: string): Case {
  const contract = sampled.find(({ name }) => name === action);
  if (contract === undefined) throw new Error(`${action} is not sampled`);
  const { given, request, response } = contract.example;
  return { name: action, steps: [...given, { action, request, response }, ...(afterwards[action] ?? [])] };
}
