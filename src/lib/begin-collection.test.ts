import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundle } from '../../test/support/build-worker.ts';

const run = promisify(execFile);

interface Megabytes {
  readonly inUse: number;
  readonly grown: number;
}

/** In a process of its own, where nothing else makes garbage. `call` is what it does before it waits. */
async function afterwards(call: string): Promise<Megabytes> {
  const url = await bundle('src/lib/begin-collection.ts', 'begin-collection');
  const program = `
    import { beginCollection } from ${JSON.stringify(url.href)};
    const megabytes = (bytes) => bytes / 1_048_576;
    let held = Array.from({ length: 1_000_000 }, (_, n) => ({ n }));
    held = undefined;
    const before = process.memoryUsage().rss;
    ${call}
    const grown = megabytes(process.memoryUsage().rss - before);
    setTimeout(() => {
      console.log(JSON.stringify({ inUse: megabytes(process.memoryUsage().heapUsed), grown }));
    }, 1_000);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  return JSON.parse(stdout) as Megabytes;
}

test('garbage is collected while nothing happens, and takes no memory for it', async () => {
  const [without, withIt] = await Promise.all([afterwards(''), afterwards('beginCollection();')]);
  expect(withIt.inUse).toBeLessThan(without.inUse / 2);
  expect(withIt.grown).toBeLessThan(16);
});
