/** Failures of system calls in the form that Node's own have, so that both lanes judge them alike. */
import { getSystemErrorName } from 'node:util';

export interface SystemError extends Error {
  /** `ECONNREFUSED` and the like. */
  readonly code: string;
}

class SystemCallError extends Error implements SystemError {
  override readonly name = 'SystemCallError';
  readonly code: string;

  constructor(call: string, code: string) {
    super(`${call} ${code}`);
    this.code = code;
  }
}

export function systemError(call: string, errno: number): SystemError {
  return new SystemCallError(call, errno > 0 ? getSystemErrorName(-errno) : 'UNKNOWN');
}
