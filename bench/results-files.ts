/** What every benchmark does before and after it measures. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}docs/benchmarks`;

/** The built program is what is measured. */
export function buildIfStale(): void {
  const code = "import { ensureBuilt } from './tools/prepare.mjs'; await ensureBuilt();";
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the program could not be built');
}

/** `docs/benchmarks/NAME.json` and `.svg`. */
export async function writeResults(name: string, results: unknown, plot: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const json = await format(JSON.stringify(results), { parser: 'json', printWidth: 110 });
  writeFileSync(`${folder}/${name}.json`, json);
  writeFileSync(`${folder}/${name}.svg`, plot);
}
