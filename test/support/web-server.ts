/** An HTTP server of its own process, which says who it is and what it was asked; it can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';

/** What a server saw of a request. */
export interface SeenRequest {
  readonly server: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const program = `
const { createServer } = require('node:http');
const [name, address] = process.argv.slice(1);
const server = createServer({ keepAliveTimeout: 60000 }, (request, response) => {
  const { method, url, headers } = request;
  request.resume().on('end', () => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ server: name, method, url, headers }));
  });
});
server.listen(Number(process.argv[3] ?? 0), address, () => console.log(server.address().port));
`;

export class WebServer {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(name: string, address: string, port: number, child: ChildProcess) {
    this.name = name;
    this.address = address;
    this.port = port;
    this.#process = child;
  }

  /** On a loopback address of its own. */
  static async start(name: string): Promise<WebServer> {
    const address = `127.${randomInt(10, 60)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
    const child = spawn(process.execPath, ['-e', program, name, address], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new WebServer(name, address, Number(line.toString()), child);
  }

  /** At once, as a crash is. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.kill();
    await ended;
  }
}
