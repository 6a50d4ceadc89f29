/** Whether both have the same values under the names that `a` has; nothing is made for it. */
export function sameValues<T extends object>(a: T, b: T): boolean {
  for (const name in a) if (a[name] !== b[name]) return false;
  return true;
}
