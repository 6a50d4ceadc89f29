/** Bundles programs that run in processes of their own, as they are shipped, into the test cache. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Bundled CommonJS packages ask for Node's own modules with require(). */
const requireOfNode =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const cache = `${root}node_modules/.cache/hotspare-test/`;

/** Bundles the engine process's program; returns its path. `banner` makes another build of the same program. */
export function buildEngine(name = 'engine', banner = ''): Promise<string> {
  return bundle('src/engine/embedded/process.ts', name, banner);
}

/** Bundles a TypeScript file of this repository, given relative to its root, for node; returns the result's path. */
export async function bundle(source: string, name: string, banner = ''): Promise<string> {
  const built = await build({
    entryPoints: [root + source],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['koffi'],
    banner: { js: `${banner}\n${requireOfNode}` },
    logLevel: 'silent',
  });
  const outfile = `${cache}${name}.mjs`;
  // Several runs may build at once; each of them must only ever see a whole file.
  const draft = `${outfile}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  writeFileSync(draft, built.outputFiles[0]?.contents ?? '');
  renameSync(draft, outfile);
  return outfile;
}
