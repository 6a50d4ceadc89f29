/** Ports that are probed instead of the servers' own, so that a server can fail its check and go on serving. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mute, TcpBackend } from './backends.ts';

/** Passes a TCP check until told to fail. */
export class TcpCheckPort {
  readonly #address: string;
  readonly #port: number;
  #backend: TcpBackend | undefined;

  private constructor(address: string, port: number) {
    this.#address = address;
    this.#port = port;
  }

  static async open(address: string, port: number): Promise<TcpCheckPort> {
    const check = new TcpCheckPort(address, port);
    await check.pass();
    return check;
  }

  fail(): void {
    this.#backend?.stop();
    this.#backend = undefined;
  }

  async pass(): Promise<void> {
    this.#backend ??= await TcpBackend.start('check', [mute], { address: this.#address, port: this.#port });
  }

  close(): void {
    this.fail();
  }
}

/** Answers a UDP check with `answer` until told not to. */
export class UdpCheckPort {
  answering = true;
  readonly #socket: UdpSocket;

  private constructor(socket: UdpSocket, answer: string) {
    this.#socket = socket;
    socket.on('message', (_datagram, from) => {
      if (this.answering) socket.send(answer, from.port, from.address);
    });
  }

  static open(address: string, port: number, answer: string): Promise<UdpCheckPort> {
    const socket = createSocket('udp4');
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, address, () => resolve(new UdpCheckPort(socket, answer)));
    });
  }

  close(): void {
    this.#socket.close();
  }
}

/** Answers an HTTP check with a status that can be changed, and remembers what was asked. */
export class HttpCheckPort {
  status = 200;
  readonly requests: { readonly method: string; readonly path: string; readonly host: string }[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { method = '', url: path = '', headers } = request;
      this.requests.push({ method, path, host: headers.host ?? '' });
      response.writeHead(this.status).end();
    });
  }

  static open(address: string, port: number): Promise<HttpCheckPort> {
    const server = createServer();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, address, () => resolve(new HttpCheckPort(server)));
    });
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
