/** Whether the caller may make this call: by the policy of its user, for every resource that the call is about. */
import { ApiError } from '../contract/api-error.ts';
import type { ActionContract } from '../contract/define.ts';
import { isNeighbourAction, neighbourOf } from '../contract/neighbours.ts';
import { type AccessQuestion, type AccessTarget, allows } from '../domain/ram-policy.ts';
import type { Caller } from '../domain/users.ts';
import { requestTags } from './named-resources.ts';

export interface AccessRequest {
  readonly contract: ActionContract;
  /** As the contract parsed them. */
  readonly params: unknown;
  readonly sourceAddress: string;
}

/** What a one-time key is for. */
const ONE_TIME = 'CreateSession';

/**
 * Throws `ApiError` accessDenied, which names the user, the action and the first resource that is not allowed, or
 * oneTimeKey.
 */
export function authorize(
  { user, session }: Pick<Caller, 'user' | 'session'>,
  { contract, params, sourceAddress }: AccessRequest,
  targets: readonly AccessTarget[],
): void {
  if (session?.oneTime && contract.name !== ONE_TIME)
    throw new ApiError('oneTimeKey', { action: contract.name });
  if (!user || contract.access.everybody) return;
  const action = ramAction(contract);
  const question: AccessQuestion = { action, sourceAddress, requestTags: requestTags(params) };
  const refused = targets.find((target) => !allows(user.policy, question, target));
  if (!refused) return;
  const resource = refused.arn ?? 'what it names, which does not exist';
  throw new ApiError('accessDenied', { user: user.name, action, resource });
}

/** `slb:DescribeRegions`, `vpc:DescribeVpcs` */
function ramAction({ name }: Pick<ActionContract, 'name'>): string {
  return `${isNeighbourAction(name) ? neighbourOf[name] : 'slb'}:${name}`;
}
