// npm test: everything, each suite with what it needs. Arguments go to the test runner, e.g. --project unit.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled, requireNode } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Debian package → the program that a suite looks for. */
const packages = {
  'redis-server': 'redis-server',
  dnsmasq: 'dnsmasq',
  iproute2: 'ip',
  procps: 'ps',
  chromium: 'chromium',
  nftables: 'nft',
  conntrack: 'conntrack',
  'util-linux': 'unshare',
  'php-cli': 'php',
  'mono-mcs': 'mcs',
};
/** What has no program: letters for screenshots in Chinese. */
const along = { chromium: ['fonts-wqy-microhei'] };

requireNode();
ensureInstalled();
await ensureBuilt();
installDebianPackages();

const args = process.argv.slice(2);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const reporter = join(root, 'tools', 'count-reporter.mjs');
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', `--reporter=${reporter}`, ...args],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exit(run.status ?? 1);

function installDebianPackages() {
  const missing = Object.entries(packages).filter(([, program]) => !onPath(program));
  if (missing.length === 0) return;
  const names = missing.flatMap(([name]) => [name, ...(along[name] ?? [])]);
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(
      `Not installed: ${names.join(', ')}. The suites that use them are skipped; install them, or run as root on Debian.`,
    );
    return;
  }
  console.error(`Installing ${names.join(', ')} ...`);
  // Run level 1: installing a server must not start it.
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  // The servers are started by the tests themselves, never by the package.
  for (const command of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
  ]) {
    const apt = spawnSync('apt-get', command, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
    if (apt.status !== 0) {
      console.error(`apt-get ${command[0]} failed; the suites that need ${names.join(', ')} are skipped.`);
      return;
    }
  }
}

function onPath(program) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
