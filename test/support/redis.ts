/** Real Redis servers that know their own name (`GET whoami`), and a client that stays connected. */
import { connect, type Socket } from 'node:net';
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { eventually } from './eventually.ts';
import { newLoopbackAddress, programPath, ServerProcess } from './server-process.ts';

export const whyNoRedis =
  programPath('redis-server') === undefined
    ? 'redis-server is not installed (Debian: redis-server)'
    : undefined;

export interface RedisOptions {
  readonly address?: string;
  readonly port?: number;
  /** Put before the command, to run it elsewhere: `['ip', 'netns', 'exec', 'name']`. */
  readonly prefix?: readonly string[];
}

export class RedisServer {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly #process: ServerProcess;

  private constructor(name: string, options: RedisOptions) {
    this.name = name;
    this.address = options.address ?? newLoopbackAddress();
    this.port = options.port ?? 6379;
    this.#process = new ServerProcess([
      ...(options.prefix ?? []),
      ...['redis-server', '--bind', this.address, '--port', String(this.port), '--protected-mode', 'no'],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no', '--tcp-backlog', '511'],
    ]);
  }

  static async start(name: string, options: RedisOptions = {}): Promise<RedisServer> {
    const server = new RedisServer(name, options);
    try {
      await server.restart();
      // From the file it knows its name again before it serves after a restart.
      await withConnection(server, async (connection) => {
        await connection.ask(`SET whoami ${name}`);
        await connection.ask('SAVE');
      });
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  /** Resolves when it answers. */
  async restart(): Promise<void> {
    this.#process.start();
    await eventually(async () => {
      if (!this.#process.running) throw new Error(`redis-server ended: ${this.#process.output}`);
      await withConnection(this, (connection) => connection.ask('PING'));
    }, 'process');
  }

  kill(): Promise<FaultTimes> {
    return this.#process.kill();
  }

  close(): Promise<void> {
    return this.#process.close();
  }
}

async function withConnection(server: RedisServer, work: (connection: RedisConnection) => Promise<unknown>) {
  const connection = await RedisConnection.open({ host: server.address, port: server.port });
  try {
    await work(connection);
  } finally {
    connection.close();
  }
}

export interface Destination {
  readonly host: string;
  readonly port: number;
  /** Address that the client comes from. */
  readonly localAddress?: string;
}

/** An established connection of a client: one question after another, and the memory of how it ended. */
export class RedisConnection {
  /** `reset` and `ended` are the other side's doing. */
  state: 'open' | 'reset' | 'ended' | 'closed by us' = 'open';
  /** When it stopped being open, host clock. */
  overAtMs: number | undefined;
  readonly #socket: Socket;
  #text = '';
  #waiting: { resolve(answer: string): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      this.#text += chunk;
      this.#answer();
    });
    socket.on('error', () => this.#over('reset'));
    socket.on('close', () => this.#over('ended'));
  }

  static open(to: Destination): Promise<RedisConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...to, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new RedisConnection(socket));
      });
    });
  }

  /** One command, one answer; rejects with the connection's end or with an error of Redis. */
  async ask(command: string): Promise<string> {
    if (this.state !== 'open') throw new Error(`the connection is ${this.state}`);
    const answer = await new Promise<string>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${command}\r\n`);
    });
    if (answer.startsWith('-')) throw new Error(`${command}: ${answer}`);
    return answer;
  }

  whoami(): Promise<string> {
    return this.ask('GET whoami');
  }

  close(): void {
    this.#over('closed by us');
    this.#socket.destroy();
  }

  #answer(): void {
    const answer = readAnswer(this.#text);
    if (answer === undefined || !this.#waiting) return;
    const { resolve } = this.#waiting;
    this.#waiting = undefined;
    this.#text = '';
    resolve(answer);
  }

  #over(how: RedisConnection['state']): void {
    if (this.state !== 'open') return;
    this.state = how;
    this.overAtMs = hostNowMs();
    this.#waiting?.reject(new Error(`the connection is ${how}`));
    this.#waiting = undefined;
  }
}

/** One simple, error or bulk reply; undefined while it is incomplete. An absent value reads as an empty one. */
export function readAnswer(text: string): string | undefined {
  const [, kind = '', head = '', rest = ''] = /^([$+:-])([^\r]*)\r\n([^]*)$/.exec(text) ?? [];
  switch (kind) {
    case '$': {
      const length = Math.max(0, Number(head));
      return head === '-1' ? '' : rest.length >= length + 2 ? rest.slice(0, length) : undefined;
    }
    case '-':
      return `-${head}`;
    case '':
      return undefined;
    default:
      return head;
  }
}
