/** Reading of answers whose shape a test does not want to spell out. */

/** The text at a path such as `Servers.0.Id`; throws when there is none. */
export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found === 'string') return found;
  throw new Error(`no text at ${path} of ${JSON.stringify(value)}`);
}

export function numberAt(value: unknown, path: string): number {
  const found = at(value, path);
  if (typeof found === 'number') return found;
  throw new Error(`no number at ${path} of ${JSON.stringify(value)}`);
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  if (Array.isArray(found)) return found;
  throw new Error(`no list at ${path} of ${JSON.stringify(value)}`);
}

/** Undefined when the path leads nowhere. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
  }
  return found;
}
