/** The clients in Go: a module with pinned versions, one program for each library. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare, run, type Tool } from './tools.ts';

export const goModule = fileURLToPath(new URL('../go', import.meta.url));
const flags = ['-mod=readonly', '-buildvcs=false'];

export async function makeGo(): Promise<
  Record<'go' | 'goNew' | 'goOld' | 'pairNew' | 'pairOld' | 'terraform', Tool>
> {
  const made = await prepare({
    name: 'go',
    program: 'go',
    folder: 'go',
    madeFrom: /\.(?:go|mod|sum)$/,
    make: (folder, from) => run('go', ['build', ...flags, '-o', `${folder}/`, './...'], { cwd: from }),
  });
  const driver = (name: string): Tool =>
    'missing' in made ? made : { command: { program: join(made.folder, name), args: [] } };
  return {
    // Builds programs of any kind, in `goModule`.
    go: 'missing' in made ? made : { command: { program: 'go', args: ['build', ...flags] } },
    terraform: driver('terraform'),
    goNew: driver('new'),
    goOld: driver('old'),
    pairNew: driver('pair-new'),
    pairOld: driver('pair-old'),
  };
}
