/** Real DNS servers, each of which answers one name with an address of its own, and questions for them. */
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { eventually } from './eventually.ts';
import { UdpLoad, type UdpProtocol } from './open-loop-udp.ts';
import { newLoopbackAddress, programPath, ServerProcess } from './server-process.ts';

export const whyNoDnsmasq =
  programPath('dnsmasq') === undefined ? 'dnsmasq is not installed (Debian: dnsmasq-base)' : undefined;

const NAME = 'who.test';
const PORT = 5353;

export class Dnsmasq {
  readonly name: string;
  readonly address = newLoopbackAddress();
  readonly port = PORT;
  readonly #process: ServerProcess;

  private constructor(name: string, answer: string) {
    this.name = name;
    this.#process = new ServerProcess([
      ...[
        programPath('dnsmasq') ?? 'dnsmasq',
        '--keep-in-foreground',
        '--conf-file=/dev/null',
        '--pid-file=',
      ],
      ...['--no-resolv', '--no-hosts', '--no-poll', '--cache-size=0', '--bind-interfaces', '--user='],
      ...[`--listen-address=${this.address}`, `--port=${PORT}`, `--address=/${NAME}/${answer}`],
    ]);
  }

  /** `answer` is the address that it gives the name, and so who it is. */
  static async start(name: string, answer: string): Promise<Dnsmasq> {
    const server = new Dnsmasq(name, answer);
    try {
      await server.restart();
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  /** Resolves when it answers. */
  async restart(): Promise<void> {
    this.#process.start();
    const load = await UdpLoad.start({ host: this.address, port: this.port }, whoIsIt, { ratePerSecond: 20 });
    try {
      await eventually(() => {
        if (!this.#process.running) throw new Error(`dnsmasq ended: ${this.#process.output}`);
        if (load.answered.length === 0) throw new Error('dnsmasq does not answer');
      }, 'process');
    } finally {
      load.close();
    }
  }

  kill(): Promise<FaultTimes> {
    return this.#process.kill();
  }

  close(): Promise<void> {
    return this.#process.close();
  }
}

/** Asks for the name; the server is known by the address that it gives. */
export const whoIsIt: UdpProtocol = {
  // Header: recursion wanted, one question. Question: the name, type A, class IN. RFC 1035, section 4.1.
  encode(number) {
    const question = NAME.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
    const id = [number >> 8, number & 0xff];
    return Buffer.concat([
      Buffer.from([...id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
      ...question,
      Buffer.from([0, 0, 1, 0, 1]),
    ]);
  },
  // One record of type A: its address is the end of the message.
  decode(datagram) {
    const isAnswer = datagram.length > 12 && datagram.readUInt16BE(6) === 1;
    if (!isAnswer) return undefined;
    return { number: datagram.readUInt16BE(0), server: [...datagram.subarray(-4)].join('.') };
  },
};
