/** A host of the test bed: a network namespace, and the programs that run in it. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface SpawnOptions {
  /** Processors that it may run on, as `taskset -c` takes them. Absent: all. */
  readonly cpus?: string;
  readonly stdio?: StdioOptions;
}

/** Above everything else on the machine, where that is allowed. */
const NICE = '-19';

export class Host {
  readonly name: string;
  /** Of the process that holds the namespace; undefined: the program's own. */
  readonly #holder: number | undefined;
  readonly #children: Set<ChildProcess>;
  readonly #mayBeNice: boolean;

  /** `children` is where everything that was started is noted, for the end. */
  constructor(name: string, holder: number | undefined, children: Set<ChildProcess>, mayBeNice: boolean) {
    this.name = name;
    this.#holder = holder;
    this.#children = children;
    this.#mayBeNice = mayBeNice;
  }

  /** It dies with this program, whatever ends that. Its process id is that of the command itself: each step execs. */
  spawn(command: readonly string[], options: SpawnOptions = {}): ChildProcess {
    const words = [
      ...(this.#holder === undefined ? [] : ['nsenter', '-t', String(this.#holder), '-n', '--']),
      ...['setpriv', '--pdeathsig', 'KILL', '--'],
      ...(options.cpus === undefined ? [] : ['taskset', '-c', options.cpus]),
      ...(this.#mayBeNice ? ['nice', '-n', NICE] : []),
      ...command,
    ];
    const [program = '', ...args] = words;
    const child = spawn(program, args, { stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'] });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }

  /** Runs it to its end; resolves with its standard output. Rejects with what it said when it failed. */
  async run(command: readonly string[], options: Omit<SpawnOptions, 'stdio'> = {}): Promise<string> {
    const child = this.spawn(command, options);
    let output = '';
    let errors = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${this.name}: ${command.join(' ')}: ${errors.trim() || output.trim()}`);
    return output;
  }
}
