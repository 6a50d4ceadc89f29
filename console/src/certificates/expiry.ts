/** How soon a certificate is of no use. */
import type { Level } from '../ui/status.tsx';

const DAY_MS = 86_400_000;

/** Who renews by hand needs weeks, who has it renewed by a program does so with a third of 90 days left. */
export const WARN_DAYS = 30;

export interface Expiry {
  readonly level: Exclude<Level, 'off'>;
  /** Whole days that are left; negative: since then. */
  readonly days: number;
}

export function expiryOf(expireMs: number, nowMs: number): Expiry {
  const days = Math.floor((expireMs - nowMs) / DAY_MS);
  return { level: expireMs <= nowMs ? 'critical' : days < WARN_DAYS ? 'warning' : 'ok', days };
}
