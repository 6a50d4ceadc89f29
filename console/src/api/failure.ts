/** Why a call did not go through: refused by the service with a reason, or no answer at all. */
import { ApiFailure } from '../../../src/client/failures.ts';

export { ApiFailure, failureOf } from '../../../src/client/failures.ts';

/** The service cannot be reached, or does not answer as the API does. What to do is said where it is shown. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The session has ended: by time, by somebody else, or with a service that keeps nothing. */
export function isSessionOver(problem: unknown): boolean {
  return problem instanceof ApiFailure && problem.code === 'InvalidSecurityToken.Expired';
}
