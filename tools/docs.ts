/** Writes the generated documents, or with --check says which of them are stale. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderApi } from './docs/api.ts';
import { renderEffects } from './docs/effects.ts';
import { renderEngines } from './docs/engines.ts';
import { renderErrors } from './docs/errors.ts';
import { renderFailoverTuning } from './docs/failover-tuning.ts';
import { renderSettings } from './docs/settings.ts';
import { renderParity } from './parity/report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Path below the project → content. */
const documents = new Map<string, string>([
  ...renderApi(),
  ['docs/errors.md', renderErrors()],
  ['docs/settings.md', renderSettings()],
  ['docs/engines.md', renderEngines()],
  ['docs/effects.md', renderEffects()],
  ['docs/parity.md', renderParity()],
  ...renderFailoverTuning(),
]);

/** Every file in here is generated: one that is not made any more is stale too. */
const GENERATED_FOLDER = 'docs/api';

const checking = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, text] of documents) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  stale.push(path);
  if (checking) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const folder = join(root, GENERATED_FOLDER);
for (const name of existsSync(folder) ? readdirSync(folder) : []) {
  const path = `${GENERATED_FOLDER}/${name}`;
  if (documents.has(path)) continue;
  stale.push(path);
  if (!checking) rmSync(join(root, path));
}
if (checking && stale.length > 0) {
  console.error(`stale, run npm run docs: ${stale.join(', ')}`);
  process.exit(1);
}
if (!checking) console.log(stale.length === 0 ? 'all fresh' : `written: ${stale.join(', ')}`);
