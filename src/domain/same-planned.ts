import type { PlannedListener } from './plan-types.ts';

/**
 * Whether both ask the same of an engine. Most that are compared are the same object; the others are compared as text,
 * which is several times quicker than by structure, and a needless difference costs one plan that changes nothing.
 */
export function samePlanned(a: PlannedListener | undefined, b: PlannedListener | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}
