import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 50;

/** Asks again and again; false when the answer was not yes within the time. Rejects when aborted, or as `check` does. */
export async function until(
  check: () => Promise<boolean> | boolean,
  { withinMs, signal }: { readonly withinMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    if (await check()) return true;
    if (performance.now() >= endMs) return false;
    await delay(EVERY_MS, undefined, { signal });
  }
}
