/** The load generator of this folder: compiled when its sources are new, and run on a host of the bed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/hotspare-bench/', import.meta.url));

/** Path of the program. Throws, saying what to install, where there is no compiler. */
export function compileLoad(): string {
  const names = readdirSync(sources).filter((name) => /\.[ch]$/.test(name));
  const hash = createHash('sha256');
  for (const name of names) hash.update(readFileSync(sources + name));
  const program = `${cache}load-${hash.digest('hex').slice(0, 16)}`;
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const files = names.filter((name) => name.endsWith('.c')).map((name) => sources + name);
  const { error, status, stderr } = spawnSync('cc', ['-O2', '-Wall', '-o', program, ...files], {
    encoding: 'utf8',
  });
  if (error) {
    throw new Error(
      'The load generator is a C program, and there is no compiler: install gcc and libc6-dev.',
    );
  }
  if (status !== 0) throw new Error(`The load generator does not compile: ${stderr}`);
  return program;
}

/** What a program of the generator says at its end: one flat JSON object of numbers. */
export function parseFigures(output: string): Readonly<Record<string, number>> {
  const value: unknown = JSON.parse(output);
  if (typeof value !== 'object' || value === null) throw new Error(`no figures: ${output}`);
  return Object.fromEntries(Object.entries(value).map(([name, number]) => [name, Number(number)]));
}
