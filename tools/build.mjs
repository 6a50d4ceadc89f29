// Builds dist/: the program, the library, the engine process, the threads of store and probes. Plain JavaScript, since it runs
// before anything else is built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist', '.built-from');

/** Native add-ons stay outside: they hold prebuilt binaries. */
const external = ['@photostructure/sqlite', 'koffi'];

/** Its package names only the CommonJS build, whose exports a bundled `import()` would find under `default`. */
const alias = { '@peculiar/x509': '@peculiar/x509/build/x509.es.js' };

export async function build() {
  const { build: bundle } = await import('esbuild');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { metafile } = await bundle({
    absWorkingDir: root,
    metafile: true,
    entryPoints: {
      hotspare: 'src/bin.ts',
      index: 'src/index.ts',
      engine: 'src/engine/embedded/process.ts',
      'store-worker': 'src/store/sqlite/worker.ts',
      'health-worker': 'src/health/thread/worker.ts',
    },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external,
    alias,
    sourcemap: false,
    minifySyntax: true,
    legalComments: 'none',
    define: {
      __HOTSPARE_VERSION__: JSON.stringify(version),
      __HOTSPARE_BUILD__: JSON.stringify(fingerprint()),
    },
    // Bundled CommonJS packages ask for Node's own modules with require().
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  for (const file of Object.keys(metafile.outputs)) toAscii(join(root, file));
  chmodSync(join(root, 'dist', 'hotspare.js'), 0o755);
  writeFileSync(join(root, 'dist', 'THIRD-PARTY-LICENSES.txt'), licences(Object.keys(metafile.inputs)));
  await buildConsole();
  writeFileSync(stamp, fingerprint());
}

/**
 * A single character beyond Latin-1 doubles what a file's source takes in memory, as long as the program runs. In strings
 * they are escaped already; what is left of them is in comments, where it does not matter, and in regular expressions,
 * where it says the same.
 */
function toAscii(file) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/[\u0080-\uffff]/g, escaped));
}

/** Its files are served compressed as they lie there. */
async function buildConsole() {
  const vite = await import('vite');
  await vite.build({ configFile: join(root, 'console', 'vite.config.ts'), logLevel: 'warn' });
  const folder = join(root, 'dist', 'console');
  cpSync(join(root, 'docs'), join(folder, 'docs'), { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|svg|md)$/.test(name)) continue;
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  }
}

/** The licence of every package whose code is in the bundle, as each of them asks for. */
function licences(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (name)
      packages.add(input.slice(0, input.lastIndexOf(`node_modules/${name}/`)) + `node_modules/${name}`);
  }
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
      const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** Types of the library; not needed to run. */
export function buildTypes() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.types.json')], {
    stdio: 'inherit',
  });
  if (run.status !== 0) throw new Error('the declaration files could not be built');
  removeUnreachableTypes(join(root, 'dist', 'types'));
}

/** The compiler writes those of the whole program; users see what the entry leads to. */
function removeUnreachableTypes(folder) {
  const reachable = new Set();
  const visit = (file) => {
    if (reachable.has(file)) return;
    reachable.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import\() ?['"](\.[^'"]+)\.ts['"]/g,
    )) {
      visit(join(dirname(file), `${path}.d.ts`));
    }
  };
  visit(join(folder, 'index.d.ts'));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (name.endsWith('.d.ts') && !reachable.has(file)) rmSync(file);
  }
}

/** Of everything that goes into dist/. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [
    ...sources(join(root, 'src')),
    ...sources(join(root, 'console')),
    ...sources(join(root, 'docs')),
    join(root, 'package.json'),
    fileURLToPath(import.meta.url),
  ]) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|css|html|svg|md|png|json)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

export function isFresh() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  if (process.argv.includes('--types')) buildTypes();
}
