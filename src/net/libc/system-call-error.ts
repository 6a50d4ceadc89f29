/** A call of the system that failed, in the form that Node's own failures have: whoever judges those can judge these. */
import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';

/** Numbers by name: `errors.EAGAIN`. */
export const errors = constants.errno;

export class SystemCallError extends Error {
  override readonly name = 'SystemCallError';
  readonly errno: number;
  /** `ECONNREFUSED` and the like; `UNKNOWN` when the system gave no number. */
  readonly code: string;

  constructor(call: string, number: number) {
    const code = number > 0 ? getSystemErrorName(-number) : 'UNKNOWN';
    super(`${call} ${code}`);
    this.errno = number;
    this.code = code;
  }
}
