/** Why a call did not go through: refused by the service with a reason, or no answer at all. */
export interface ApiFailureFacts {
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly requestId: string;
  readonly httpStatus: number;
}

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly facts: ApiFailureFacts;

  constructor(facts: ApiFailureFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

/** The service cannot be reached, or does not answer as the API does. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The session has ended: by time, by somebody else, or with a service that keeps nothing. */
export function isSessionOver(problem: unknown): boolean {
  return problem instanceof ApiFailure && problem.facts.code === 'InvalidSecurityToken.Expired';
}

/** Undefined when the document is no error document. */
export function failureOf(httpStatus: number, document: unknown): ApiFailure | undefined {
  if (typeof document !== 'object' || document === null || !('Code' in document)) return undefined;
  const text = (name: string): string => {
    const value: unknown = Reflect.get(document, name);
    return typeof value === 'string' ? value : '';
  };
  return new ApiFailure({
    code: text('Code'),
    message: text('Message'),
    remedy: text('Recommend'),
    requestId: text('RequestId'),
    httpStatus,
  });
}
