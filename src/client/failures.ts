/** What can go wrong with a call, apart from bugs. */

/** The service answered with an error document. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: string;
  readonly remedy: string;
  readonly httpStatus: number;
  readonly requestId: string;

  constructor(document: {
    readonly code: string;
    readonly message: string;
    readonly remedy: string;
    readonly httpStatus: number;
    readonly requestId: string;
  }) {
    super(document.message);
    this.code = document.code;
    this.remedy = document.remedy;
    this.httpStatus = document.httpStatus;
    this.requestId = document.requestId;
  }
}

/** Nobody answered, or not as the service does. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly remedy: string;

  constructor(message: string, remedy: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.remedy = remedy;
  }
}
