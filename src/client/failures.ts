/** What can go wrong with a call, apart from bugs. Without Node: the console meets the same. */

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

/** Nobody answered, or not as the service does. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly remedy: string;

  constructor(message: string, remedy: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.remedy = remedy;
  }
}
