/** Builds single entries the way the product is built, for tests that need them as a thread or process of their own. */
import { mkdir, rename } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../../', import.meta.url);
// Below node_modules, so that the add-on is found from there.
const outputFolder = new URL('node_modules/.cache/hotspare/', root);

/** The thread of the SQLite store, built. */
export function buildStoreWorker(): Promise<URL> {
  return bundle('src/store/sqlite/worker.ts', 'store-worker');
}

/** Bundles an entry (path from the project's root) into one ES module and returns where it is. */
export async function bundle(entry: string, name: string): Promise<URL> {
  await mkdir(outputFolder, { recursive: true });
  const output = new URL(`${name}.mjs`, outputFolder);
  const draft = fileURLToPath(new URL(`${name}.${process.pid}.${performance.now()}.mjs`, outputFolder));
  await build({
    entryPoints: [fileURLToPath(new URL(entry, root))],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@photostructure/sqlite', 'koffi'],
    logLevel: 'error',
  });
  // Other test files build the same entry at the same time; none may ever see half a file.
  await rename(draft, fileURLToPath(output));
  return pathToFileURL(fileURLToPath(output));
}
