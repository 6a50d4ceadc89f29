/** The clients in Python: one virtual environment with pinned packages. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare, run, type Tool } from './tools.ts';

const source = fileURLToPath(new URL('../python', import.meta.url));

export async function makePython(): Promise<
  Record<'python' | 'pythonNew' | 'pythonOld' | 'libcloud' | 'pairNew' | 'pairOld', Tool>
> {
  const made = await prepare({
    name: 'python',
    program: 'python3',
    folder: 'python',
    madeFrom: /requirements\.txt$/,
    async make(folder, from) {
      await run('python3', ['-m', 'venv', folder], { cwd: from });
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
      await run(join(folder, 'bin', 'python'), [...pip, '-r', 'requirements.txt'], { cwd: from });
    },
  });
  const driver = (name?: string): Tool =>
    'missing' in made
      ? made
      : {
          command: {
            program: join(made.folder, 'bin', 'python'),
            args: name === undefined ? [] : [join(source, name)],
            environment: { PYTHONDONTWRITEBYTECODE: '1' },
          },
        };
  return {
    // For programs of any kind.
    python: driver(),
    pythonNew: driver('slb20140515.py'),
    pythonOld: driver('sdk_slb.py'),
    libcloud: driver('libcloud_slb.py'),
    pairNew: driver('pair_new.py'),
    pairOld: driver('pair_old.py'),
  };
}
