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

/** Everybody may ask who they are. */
const ALWAYS = 'sts:GetCallerIdentity';

/** Throws `ApiError` accessDenied, which names the user, the action and the first resource that is not allowed. */
export function authorize(
  { user }: Pick<Caller, 'user'>,
  { contract, params, sourceAddress }: AccessRequest,
  targets: readonly AccessTarget[],
): void {
  const action = ramAction(contract);
  if (!user || action === ALWAYS) return;
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
