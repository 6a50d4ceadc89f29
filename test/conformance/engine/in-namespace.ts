/**
 * Suites that need the kernel to themselves: they run in a network namespace of their own, as root and as a user who may
 * nothing outside of it, and each of their tests stands in the outer run under its own name. Lines of theirs that begin with
 * `figures: ` are printed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { describe, it } from 'vitest';
import { programPath } from '../../support/server-process.ts';

/** How the namespace is made. */
interface NamespaceKind {
  readonly name: string;
  /** Program and arguments that run another program in it. */
  readonly enter: readonly string[];
}

interface InnerTest {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Of a failed one: what it said. */
  readonly complaint: string;
}

/** One as root where the tests run as root, and one for a user without any right. */
function namespaceKinds(): readonly NamespaceKind[] {
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

/** Programs that every suite needs, and the Debian packages that have them. */
const programs = { unshare: 'util-linux', ip: 'iproute2', nft: 'nftables' };

export interface NamespaceOptions {
  /** Programs that this suite needs as well, and their Debian packages. */
  readonly needed?: Readonly<Record<string, string>>;
  /** It loads the machine, or waits for something that a loaded machine does late: as root first, then without. */
  readonly oneByOne?: boolean;
}

/** To be awaited while tests are collected. What this machine cannot run is one skipped test that says why. */
export async function describeInNamespaces(
  suite: string,
  file: string,
  { needed = {}, oneByOne = false }: NamespaceOptions = {},
): Promise<void> {
  const queue = new PQueue({ concurrency: oneByOne ? 1 : 2 });
  const outcomes = await queue.addAll(
    namespaceKinds().map((kind) => async () => {
      const lack = whyNot(kind, { ...programs, ...needed });
      return { kind, tests: lack === undefined ? await runInNamespace(kind, file) : [leftOut(lack)] };
    }),
  );
  for (const { kind, tests } of outcomes)
    describe(`in a network of its own: ${suite}`, () => {
      for (const { name, status, complaint } of tests)
        it.skipIf(status === 'skipped')(`${name} (${kind.name})`, () => {
          if (status === 'failed') throw new Error(complaint);
        });
    });
}

function leftOut(why: string): InnerTest {
  return { name: `the whole suite, for lack of something: ${why}`, status: 'skipped', complaint: '' };
}

function whyNot({ enter }: NamespaceKind, needed: Readonly<Record<string, string>>): string | undefined {
  const missing = Object.keys(needed).filter((name) => programPath(name) === undefined);
  if (missing.length > 0)
    return `not installed: ${missing.join(', ')} (Debian: ${missing.map((name) => needed[name]).join(', ')})`;
  const [program = '', ...args] = enter;
  const entered = spawnSync(program, [...args, 'test', '-r', config], { encoding: 'utf8' });
  if (entered.status === 0) return undefined;
  return entered.stderr.trim() || `that user may not read ${project}`;
}

/** Rejects when the suite could not be run at all, with what was printed. */
async function runInNamespace(kind: NamespaceKind, file: string): Promise<readonly InnerTest[]> {
  const directory = await mkdtemp(join(tmpdir(), 'hotspare-namespace-'));
  try {
    await chmod(directory, 0o777);
    const outcome = join(directory, 'outcome.json');
    const vitest = join(project, 'node_modules/vitest/vitest.mjs');
    const options = ['run', '--config', config, '--configLoader', 'runner', file];
    const reporter = ['--reporter=json', `--outputFile=${outcome}`];
    const command = [process.execPath, vitest, ...options, ...reporter];
    const { printed, status } = await run(
      [...kind.enter, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...command],
      {
        ...process.env,
        TMPDIR: directory,
        HOME: directory,
      },
    );
    for (const [figures] of printed.matchAll(/^figures: .*$/gm)) console.log(`${kind.name}: ${figures}`);
    const text = await readFile(outcome, 'utf8').catch(() => '');
    if (text === '') throw new Error(`The suite did not run in a namespace ${kind.name}:\n${printed}`);
    const tests = readOutcome(JSON.parse(text));
    // Whatever ends the suite before its end has the rest of its tests skipped.
    if (status !== 0 && tests.every((test) => test.status !== 'failed'))
      throw new Error(`The suite in a namespace ${kind.name} ended with status ${status}:\n${printed}`);
    return tests;
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function run(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly printed: string; readonly status: number | null }> {
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
    child.on('close', (status) => resolve({ printed, status }));
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
  return tests.map(({ title, status, failureMessages }): InnerTest => ({
    name: title,
    status: status === 'passed' || status === 'failed' ? status : 'skipped',
    complaint: failureMessages?.join('\n') ?? '',
  }));
}
