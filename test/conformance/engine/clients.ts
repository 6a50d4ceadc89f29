/** Clients as tests need them: they remember everything they got, and how it ended. */
import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import type { Socket } from 'node:net';
import { whenFinished } from '../../support/backends.ts';
import { eventually, within } from '../../support/eventually.ts';

export interface Destination {
  readonly address: string;
  readonly port: number;
}

/** `ended`: the other side has sent its end, this one may still send. */
export type ClientState = 'open' | 'ended' | 'reset' | 'closed';

export class TcpClient {
  readonly socket: Socket;
  state: ClientState = 'open';
  /** When the connection was reset or closed; `performance.now()`. */
  overAtMs: number | undefined;
  #chunks: Buffer[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    whenFinished(socket, (how) => {
      if (how === 'reset') this.overAtMs = performance.now();
      this.state = how;
    });
    socket.on('close', () => {
      this.overAtMs ??= performance.now();
      if (this.state !== 'reset') this.state = 'closed';
    });
  }

  static open(to: Destination, from?: string): Promise<TcpClient> {
    const socket = connect({
      host: to.address,
      port: to.port,
      allowHalfOpen: true,
      noDelay: true,
      ...(from !== undefined && { localAddress: from }),
    });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new TcpClient(socket));
      });
    });
  }

  get received(): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    return all;
  }

  /** The first line the server says: its name. Rejects when the connection ends first. */
  async greeting(): Promise<string> {
    const missing = (): Error => new Error(`no greeting from the server, connection ${this.state}`);
    const text = await eventually(() => {
      const heard = this.received.toString();
      if (this.state === 'open' && !heard.includes('\n')) throw missing();
      return heard;
    });
    if (!text.includes('\n')) throw missing();
    return text.slice(0, text.indexOf('\n'));
  }

  /** Sends a word and waits until it has come back. */
  async echoes(word: string): Promise<void> {
    this.socket.write(word);
    await eventually(() => {
      if (!this.received.includes(word))
        throw new Error(`"${word}" has not come back, connection ${this.state}`);
    });
  }

  async until(state: ClientState): Promise<void> {
    await eventually(() => {
      if (this.state !== state) throw new Error(`connection is ${this.state}, not ${state}`);
    });
  }
}

export class UdpClient {
  readonly received: string[] = [];
  readonly #socket: UdpSocket;
  readonly #to: Destination;

  private constructor(socket: UdpSocket, to: Destination) {
    this.#socket = socket;
    this.#to = to;
    socket.on('message', (datagram, from) => {
      // An answer from anywhere but the listener's own address would be dropped by most clients' kernels.
      const own = from.address === to.address && from.port === to.port;
      this.received.push(own ? datagram.toString() : `stray from ${from.address}:${from.port}`);
    });
    socket.on('error', () => undefined);
  }

  static open(to: Destination, from?: string): Promise<UdpClient> {
    const socket = createSocket(isIPv6(to.address) ? 'udp6' : 'udp4');
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(0, from, () => resolve(new UdpClient(socket, to)));
    });
  }

  send(content: string | Buffer): void {
    this.#socket.send(content, this.#to.port, this.#to.address);
  }

  /** Sends a datagram and waits for the answer to it; resolves with the name of the server that gave it. */
  async ask(text: string): Promise<string> {
    this.send(text);
    return eventually(() => {
      const answer = this.received.find((each) => each.endsWith(`:${text}`));
      if (answer === undefined) throw new Error(`no answer to ${text}; received ${this.received.join(', ')}`);
      return answer.slice(0, answer.indexOf(':'));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.close(() => resolve());
    });
  }
}

/** Whether a connection attempt to a listener ends in a reset (or is refused) before any byte was served. */
export async function isTurnedAway(to: Destination, from?: string): Promise<boolean> {
  const outcome = TcpClient.open(to, from).then(
    async (client) => {
      await eventually(() => {
        if (client.state === 'open' && client.received.length === 0) throw new Error('still open');
      });
      const turnedAway = client.state === 'reset';
      client.socket.destroy();
      return turnedAway;
    },
    () => true,
  );
  return within(outcome, 'a connection that is turned away');
}
