/** ConnectionDrain and its time-out, which counts only while the switch is on. */
import { ApiError } from '../../contract/api-error.ts';

/** Milliseconds, or null for off. */
export function drainOfNew(params: {
  readonly ConnectionDrain: boolean;
  readonly ConnectionDrainTimeout: number | undefined;
}): number | null {
  return drainAfter(params, null);
}

export function drainAfter(
  {
    ConnectionDrain: on,
    ConnectionDrainTimeout: seconds,
  }: { readonly ConnectionDrain: boolean | undefined; readonly ConnectionDrainTimeout: number | undefined },
  before: number | null,
): number | null {
  if (!(on ?? before !== null)) return null;
  if (seconds !== undefined) return seconds * 1000;
  if (before === null) throw new ApiError('missingParameter', { name: 'ConnectionDrainTimeout' });
  return before;
}

export function drainToWire(drainMs: number | null) {
  return drainMs === null
    ? { ConnectionDrain: 'off' }
    : { ConnectionDrain: 'on', ConnectionDrainTimeout: drainMs / 1000 };
}
