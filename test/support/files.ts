import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that is on the disk, names first. */
export function filesOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1')] as const);
}
