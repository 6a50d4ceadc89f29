/** What a request asks for and how it says so. Nothing is believed yet: see `authenticate.ts`. */
import { ApiError } from '../contract/api-error.ts';
import type { NameValues } from './name-values.ts';
import { V3_SCHEME } from './string-to-sign.ts';

export type Scheme = 'v1' | 'v3';

export interface Identity {
  readonly scheme: Scheme;
  readonly action: string;
  readonly version: string;
}

/**
 * The `Authorization` header alone decides: clients of version 1.0 send `x-acs-action` and `x-acs-version` too.
 * Throws `ApiError` missingParameter or incompleteSignature.
 */
export function identify(headers: ReadonlyMap<string, string>, parameters: NameValues): Identity {
  const authorization = headers.get('authorization') ?? '';
  if (authorization.startsWith(V3_SCHEME)) {
    return {
      scheme: 'v3',
      action: required(headers, 'x-acs-action'),
      version: required(headers, 'x-acs-version'),
    };
  }
  if (authorization.startsWith('ACS')) {
    const [scheme = ''] = authorization.split(' ');
    throw new ApiError('incompleteSignature', { why: `the scheme ${scheme} is not supported` });
  }
  return { scheme: 'v1', action: required(parameters, 'Action'), version: required(parameters, 'Version') };
}

/** The value, or `ApiError` missingParameter when it is absent or empty. */
export function required(from: ReadonlyMap<string, string>, name: string): string {
  const value = from.get(name)?.trim();
  if (value === undefined || value === '') throw new ApiError('missingParameter', { name });
  return value;
}
