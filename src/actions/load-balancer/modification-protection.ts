import { ApiError } from '../../contract/api-error.ts';
import type { LoadBalancer } from '../../domain/resources.ts';

type Protection = LoadBalancer['modificationProtection'];

/** A reason belongs to ConsoleProtection alone. Left out, `before` says it. */
export function modificationProtection(
  status: Protection['status'],
  reason: string | undefined,
  before: string,
): Protection {
  if (status === 'ConsoleProtection') return { status, reason: reason ?? before };
  if (reason !== undefined) {
    throw new ApiError('invalidModificationProtectionReason', {
      why: 'ModificationProtectionStatus is not ConsoleProtection',
    });
  }
  return { status, reason: '' };
}
