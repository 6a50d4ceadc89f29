// What both commands need first: the dependencies and a fresh build. Uses nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Hotspare needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs from the lock file when node_modules is missing or older than it. */
export function ensureInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  if (existsSync(installed)) {
    const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
    const current = Object.entries(locked).every(
      ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
    );
    if (current) return;
  }
  console.error('Installing the dependencies (once) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) {
    console.error('npm ci failed; see above.');
    process.exit(1);
  }
}

export async function ensureBuilt() {
  const { build, isFresh } = await import('./build.mjs');
  if (isFresh()) return;
  console.error('Building ...');
  await build();
}
