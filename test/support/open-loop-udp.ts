/** Clients that ask at a fixed rate, whatever became of the questions before. None is sent twice. */
import { createSocket, type Socket } from 'node:dgram';
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import { OpenLoop } from '../../src/cli/demo/open-loop.ts';
import { eventually } from './eventually.ts';

/** How long a client with a socket of its own waits for the answer. */
const TIMEOUT_MS = 2_000;

export interface UdpProtocol {
  /** `number` stays below 65,536. */
  encode(number: number): Buffer;
  /** Undefined for anything but an answer. */
  decode(datagram: Buffer): { readonly number: number; readonly server: string } | undefined;
}

/** `number` and a letter out, the same with the server's name before it back: what scripted servers speak. */
export function namedProtocol(letter: string): UdpProtocol {
  return {
    encode: (number) => Buffer.from(`${letter}${number}`),
    decode(datagram) {
      const [, server = '', , number] = /^(\w+):([a-z])(\d+)$/.exec(datagram.toString()) ?? [];
      return number === undefined ? undefined : { number: Number(number), server };
    },
  };
}

export interface Question {
  readonly sentMs: number;
  /** Absent: not answered so far. Host clock, as above. */
  answeredMs?: number;
  server?: string;
}

export interface UdpLoadOptions {
  readonly ratePerSecond?: number;
  /** One client that asks everything from one port, or a new one for each question, as resolvers do. */
  readonly sockets?: 'one' | 'new';
}

export class UdpLoad {
  readonly questions: Question[] = [];
  readonly #target: Target;
  readonly #protocol: UdpProtocol;
  readonly #loop: OpenLoop;
  readonly #sockets = new Set<Socket>();
  readonly #one: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(target: Target, protocol: UdpProtocol, ratePerSecond: number, one: Socket | undefined) {
    this.#target = target;
    this.#protocol = protocol;
    this.#loop = new OpenLoop(ratePerSecond, hostNowMs());
    this.#one = one;
    if (one) this.#hear(one);
  }

  static async start(target: Target, protocol: UdpProtocol, options: UdpLoadOptions = {}): Promise<UdpLoad> {
    const { ratePerSecond = 200, sockets = 'one' } = options;
    const one = sockets === 'one' ? await connected(target) : undefined;
    const load = new UdpLoad(target, protocol, ratePerSecond, one);
    load.#tick();
    return load;
  }

  get answered(): readonly Question[] {
    return this.questions.filter(({ server }) => server !== undefined);
  }

  /** Without an answer although sent before `untilMs`. */
  lost(untilMs: number): readonly Question[] {
    return this.questions.filter(({ sentMs, server }) => server === undefined && sentMs < untilMs);
  }

  /** Resolves when `server` has answered so many questions sent from `sinceMs` on; with the first of these. */
  untilAnsweredBy(server: string, sinceMs: number, count = 100): Promise<Question> {
    return eventually(() => {
      const answers = this.questions.filter((q) => q.server === server && q.sentMs >= sinceMs);
      const [first] = answers;
      if (!first || answers.length < count)
        throw new Error(`${server} has answered ${answers.length} of ${count}`);
      return first;
    }, 'process');
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const socket of this.#sockets) socket.close();
    this.#sockets.clear();
  }

  #tick(): void {
    for (let due = this.#loop.due(hostNowMs()).length; due > 0; due -= 1) this.#ask();
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, this.#loop.nextMs - hostNowMs()));
  }

  #ask(): void {
    const number = this.questions.length % 65_536;
    this.questions.push({ sentMs: hostNowMs() });
    const datagram = this.#protocol.encode(number);
    if (this.#one) {
      this.#one.send(datagram);
      return;
    }
    const socket = createSocket('udp4');
    this.#hear(socket, () => this.#leave(socket));
    socket.connect(this.#target.port, this.#target.host, () => socket.send(datagram));
    setTimeout(() => this.#leave(socket), TIMEOUT_MS).unref();
  }

  #hear(socket: Socket, answered?: () => void): void {
    this.#sockets.add(socket);
    socket.on('message', (datagram) => {
      if (this.#take(datagram)) answered?.();
    });
    // A refusal of what was sent shows as a question without an answer.
    socket.on('error', () => undefined);
  }

  #leave(socket: Socket): void {
    if (this.#sockets.delete(socket)) socket.close();
  }

  #take(datagram: Buffer): boolean {
    const answer = this.#protocol.decode(datagram);
    const question = answer && this.questions[answer.number];
    if (!question || question.server !== undefined) return false;
    question.server = answer.server;
    question.answeredMs = hostNowMs();
    return true;
  }
}

interface Target {
  readonly host: string;
  readonly port: number;
}

/** Connected: an answer from any other address is dropped, as most clients do. */
function connected({ host, port }: Target): Promise<Socket> {
  const socket = createSocket('udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
