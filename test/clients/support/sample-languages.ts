/** What is done with the sample of each language, and what the table in docs/samples.md says of it. */
import { delimiter } from 'node:path';
import type { ProvidedContext } from 'vitest';
import {
  compiledGo,
  interpreted,
  type Runner,
  type SampleFolder,
  writeArgumentPrinter,
} from './sample-runners.ts';
import { sendAsAliyun } from './sample-client.ts';
import { onPath, type Tool } from './tools.ts';

export interface ExecutedLanguage {
  readonly id: string;
  /** Needs no words of its own if `missing`. */
  readonly tool: Tool;
  readonly runner: (folder: SampleFolder) => Runner;
  /** For the table. */
  readonly how: string;
  /** What stands in the table where it went well. */
  readonly mark: 'run' | 'sent';
}

/** A program of the machine. */
export function onMachine(program: string, ...args: readonly string[]): Tool {
  return onPath(program) ? { command: { program, args } } : { missing: `${program} is not installed` };
}

export function executedLanguages({
  python,
  java,
  go,
}: ProvidedContext['clients']): readonly ExecutedLanguage[] {
  const node: Tool = { command: { program: process.execPath, args: [] } };
  const bash = onMachine('bash');
  const run = (id: string, tool: Tool, how: string, runner = interpreted(tool)): ExecutedLanguage => ({
    id,
    tool,
    runner: () => runner,
    how,
    mark: 'run',
  });
  return [
    run('node-old', node, 'run with Node'),
    run('node-new', node, 'run with Node'),
    run('python-old', python, 'run with Python'),
    run('python-new', python, 'run with Python'),
    run('java', java, 'compiled and run by `java`, which takes a single source file'),
    run('go', go, 'compiled by `go build`, then run', compiledGo(go)),
    {
      id: 'aliyun-cli',
      tool: bash,
      runner: (folder) => {
        const path = [writeArgumentPrinter(folder), process.env['PATH'] ?? ''].join(delimiter);
        const runner = interpreted(bash);
        return async (file, environment) => sendAsAliyun(await runner(file, { ...environment, PATH: path }));
      },
      how:
        'run with bash; the CLI itself is in none of the registries that CI reaches, so its arguments are read by the ' +
        'rules of its parser and sent by the client of this project (in November 2026 they were run by the CLI itself, ' +
        'built from its source, with the same outcome)',
      mark: 'sent',
    },
    run('hotspare-call', bash, 'run with bash, and the built program as `npx` finds it'),
    run(
      'curl',
      onPath('curl') && onPath('openssl') ? bash : onMachine('curl'),
      'run with bash, curl and openssl',
    ),
  ];
}
