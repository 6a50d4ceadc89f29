/**
 * Makes the client libraries ready before the suites, two languages at a time: each in a folder of the cache, made anew
 * when what it is made of has changed. A language that is not here, or a library that cannot be had, is a reason to skip.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './driver-process.ts';

export type Tool = { readonly command: Command } | { readonly missing: string };

const sources = fileURLToPath(new URL('..', import.meta.url));
const cache = fileURLToPath(new URL('../../../node_modules/.cache/clients', import.meta.url));
/** A download that hangs must not hang everything. */
const INSTALL_MS = 240_000;

/** `make` runs in an empty folder, and only when the stamp of the sources is not the one it was last made with. */
export interface Recipe {
  readonly name: string;
  /** What must be on the path. */
  readonly program: string;
  /** In `test/clients`. */
  readonly folder: string;
  /** What of the folder the making depends on. */
  readonly madeFrom: RegExp;
  make(folder: string, source: string): Promise<void>;
}

/** The folder, or why there is none. */
export async function prepare(
  recipe: Recipe,
): Promise<{ readonly folder: string } | { readonly missing: string }> {
  if (!onPath(recipe.program)) return missing(recipe, `${recipe.program} is not installed`);
  const folder = join(cache, recipe.name);
  const source = join(sources, recipe.folder);
  const stamp = stampOf(source, recipe.madeFrom);
  const stampFile = join(folder, '.stamp');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return { folder };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const startedMs = performance.now();
  try {
    await recipe.make(folder, source);
  } catch (error) {
    return missing(recipe, `${recipe.name} could not be made ready: ${String(error)}`);
  }
  writeFileSync(stampFile, stamp);
  console.log(`${recipe.name} made ready in ${Math.round((performance.now() - startedMs) / 1000)} s`);
  return { folder };
}

/** Said aloud: reporters show that tests are skipped, and not why. */
function missing({ name }: Recipe, reason: string): { readonly missing: string } {
  console.warn(`The clients in ${name} are skipped: ${reason}`);
  return { missing: reason };
}

/** Rejects with the end of what the program said. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { ...options, timeout: INSTALL_MS }, (error, stdout, stderr) => {
      if (error === null) return resolve();
      const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n');
      reject(new Error(`${program} ${args.join(' ')}: ${said === '' ? error.message : said}`));
    });
  });
}

export function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function stampOf(folder: string, madeFrom: RegExp): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    madeFrom.test(name),
  );
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
