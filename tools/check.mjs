// npm run check: format, lint, types, generated files, unit and contract tests. A minute. `--without-tests`: for whoever runs
// them all anyway.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, requireNode } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
requireNode();
ensureInstalled();

const bin = (name) => join(root, 'node_modules', '.bin', name);
/** Two at a time: as many as the smallest machine has cores. */
const lanes = [
  [
    ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
    ['types', bin('tsc'), ['-p', root]],
    ['types of the console', bin('tsc'), ['-p', join(root, 'console')]],
    ['generated files', bin('tsx'), ['tools/docs.ts', '--check']],
    ['lock file', process.execPath, ['tools/check-lock.mjs']],
  ],
  [
    ['lint', bin('oxlint'), ['--type-aware', '--quiet', 'src', 'console', 'test', 'tools', 'bench']],
    ['lint configuration', process.execPath, ['tools/lint-config.mjs', '--check']],
    ...(process.argv.includes('--without-tests')
      ? []
      : [['unit and contract tests', bin('vitest'), ['run', '--project', 'unit', '--project', 'contract']]]),
  ],
];

const outcomes = await Promise.all(
  lanes.map(async (steps) => {
    const failed = [];
    for (const [name, command, args] of steps) if (!(await step(name, command, args))) failed.push(name);
    return failed;
  }),
);
const failed = outcomes.flat();
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exit(1);
}

/** Shows the output of what fails only. */
function step(name, command, args) {
  const started = Date.now();
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1' };
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      console.log(
        `${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
      );
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}
