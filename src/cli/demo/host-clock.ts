/**
 * Time that processes of one machine share: `process.hrtime` counts from the start of the machine, unlike
 * `performance.now`, and never jumps, unlike the wall clock. Milliseconds with fractions.
 */
export function hostNowMs(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}
