// npm run screenshots: runs the browser suites that photograph the console, and puts what the documents show into
// docs/images, the failover as a film.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { animate } from './animate-png.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const taken = join(root, 'test-results', 'screenshots');
const kept = join(root, 'docs', 'images');
const names = [
  'overview',
  'picture',
  'timeline',
  'explorer-answer',
  'explorer-signature',
  'explorer-sample',
  'picture-narrow',
  'picture-chinese',
  'group-dark',
  'simulator',
];

const suites = ['failover', 'explorer', 'simulator'].map((name) => `test/browser/${name}.test.ts`);
const run = spawnSync(process.execPath, ['tools/test.mjs', '--project', 'browser', ...suites], {
  cwd: root,
  stdio: 'inherit',
});
if (run.status !== 0) process.exit(run.status ?? 1);
mkdirSync(kept, { recursive: true });
for (const name of names) copyFileSync(join(taken, `${name}.png`), join(kept, `${name}.png`));
const frames = readdirSync(taken)
  .filter((name) => /^film-\d+\.png$/.test(name))
  .sort()
  .map((name) => readFileSync(join(taken, name)));
writeFileSync(join(kept, 'failover.png'), animate(frames, { frameMs: 300, lastMs: 3_000 }));
console.log(`docs/images: ${names.length} pictures, a film of ${frames.length} frames`);
