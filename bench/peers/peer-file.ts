/** The hand-written configurations of this folder: `{{name}}` in them stands for what only a run knows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Writes the filled-in file to `to` and returns that. Throws when a name has no value. */
export function peerFile(name: string, values: Readonly<Record<string, string>>, to: string): string {
  const text = readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
  writeFileSync(to, fillIn(text, values));
  return to;
}

export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing stands for {{${name}}}`);
    return value;
  });
}
