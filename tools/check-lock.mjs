// The lock file must hold every optional package of every platform, and no address to download from. A release whose
// other platforms were not published yet once gave a lock file that `npm ci` refused.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { packages } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../package-lock.json', import.meta.url)), 'utf8'),
);
const problems = [];
for (const [path, entry] of Object.entries(packages)) {
  if (entry.resolved !== undefined && !entry.link)
    problems.push(`${path} records where it was downloaded from`);
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    const inside = `${path}/node_modules/${name}`;
    if (!(inside in packages) && !(`node_modules/${name}` in packages))
      problems.push(`${path} lacks its optional ${name}`);
  }
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
