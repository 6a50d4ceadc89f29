/** Single values of health checks that all kinds of listeners write the same way. */
import type { HealthCheck } from '../../domain/resources.ts';

/** The number that clients know for "the port of each server". */
export const OWN_PORT = -520;

/** Null: each server is probed on its own port. What is not given stays as it was. */
export function portFromWire(value: number | undefined, before: number | null): number | null {
  if (value === undefined) return before;
  return value === OWN_PORT ? null : value;
}

export function methodFromWire(method: 'head' | 'get'): HealthCheck['method'] {
  return method === 'get' ? 'GET' : 'HEAD';
}
