import { timingSafeEqual } from 'node:crypto';

/** Compares secrets-derived texts without telling by the time taken where they differ. The length is no secret. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8');
  const right = Buffer.from(b, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}
