/** Runs suites in a network namespace of their own, and tells what became of each test. */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the namespace is made. */
export interface NamespaceKind {
  readonly name: string;
  /** Program and arguments that run another program in it. */
  readonly enter: readonly string[];
}

export interface InnerTest {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Of a failed one: what it said. */
  readonly complaint: string;
}

/** One as root where the tests run as root, and one for a user without any right. */
export function namespaceKinds(): readonly NamespaceKind[] {
  const mapped = ['unshare', '--user', '--map-root-user', '--net'];
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) return [{ name: 'without root', enter: mapped }];
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...mapped];
  return [
    { name: 'as root', enter: ['unshare', '--net'] },
    { name: 'without root', enter: nobody },
  ];
}

const project = fileURLToPath(new URL('../../..', import.meta.url));
const config = fileURLToPath(new URL('inside.config.ts', import.meta.url));

/** Rejects when the suite could not be run at all, with what was printed. */
export async function runInNamespace(kind: NamespaceKind, file: string): Promise<readonly InnerTest[]> {
  const directory = await mkdtemp(join(tmpdir(), 'hotspare-namespace-'));
  try {
    await chmod(directory, 0o777);
    const outcome = join(directory, 'outcome.json');
    const vitest = join(project, 'node_modules/vitest/vitest.mjs');
    const options = ['run', '--config', config, '--configLoader', 'runner', file];
    const reporter = ['--reporter=json', `--outputFile=${outcome}`];
    const command = [process.execPath, vitest, ...options, ...reporter];
    const printed = await run(
      [...kind.enter, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...command],
      {
        ...process.env,
        TMPDIR: directory,
        HOME: directory,
      },
    );
    const text = await readFile(outcome, 'utf8').catch(() => '');
    if (text === '') throw new Error(`The suite did not run in a namespace ${kind.name}:\n${printed}`);
    return readOutcome(JSON.parse(text));
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function run(command: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const [program = '', ...args] = command;
  const inner = { ...env };
  // Of the vitest that runs this one.
  for (const name of Object.keys(inner)) if (name.startsWith('VITEST')) delete inner[name];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: project, env: inner, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const add = (chunk: Buffer): void => {
      printed = (printed + chunk.toString()).slice(-8000);
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', reject);
    child.on('close', () => resolve(printed));
  });
}

interface JsonReport {
  readonly testResults: readonly {
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function readOutcome(report: JsonReport): readonly InnerTest[] {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const complaint = report.testResults.map(({ message }) => message ?? '').join('\n');
  if (tests.length === 0) throw new Error(`The suite has no tests: ${complaint}`);
  return tests.map(({ title, status, failureMessages }) => ({
    name: title,
    status: status === 'passed' || status === 'failed' ? status : 'skipped',
    complaint: failureMessages?.join('\n') ?? '',
  }));
}
