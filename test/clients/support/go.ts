/** The clients in Go: a module with pinned versions, one program for each library. */
import { join } from 'node:path';
import { prepare, run, type Tool } from './tools.ts';

export async function makeGo(): Promise<Record<'goNew' | 'goOld' | 'pairNew' | 'pairOld', Tool>> {
  const made = await prepare({
    name: 'go',
    program: 'go',
    folder: 'go',
    madeFrom: /\.(?:go|mod|sum)$/,
    make: (folder, from) =>
      run('go', ['build', '-mod=readonly', '-buildvcs=false', '-o', `${folder}/`, './...'], { cwd: from }),
  });
  const driver = (name: string): Tool =>
    'missing' in made ? made : { command: { program: join(made.folder, name), args: [] } };
  return {
    goNew: driver('new'),
    goOld: driver('old'),
    pairNew: driver('pair-new'),
    pairOld: driver('pair-old'),
  };
}
