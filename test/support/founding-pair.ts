/**
 * The two servers of the founding page, vm-233 on port 80 and vm-232 on port 90, as real servers that can die and come
 * back: TCP and UDP on one port each, at addresses of their own, saying their names.
 */
import { randomInt } from 'node:crypto';
import { greetAndEcho, TcpBackend, UdpBackend } from './backends.ts';

export class FoundingServer {
  readonly id: string;
  readonly address: string;
  #port: number;
  #tcp: TcpBackend | undefined;
  #udp: UdpBackend | undefined;

  constructor(id: string, address: string, port: number) {
    this.id = id;
    this.address = address;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  /** Where low ports are not permitted the system chooses one, which the server then keeps. */
  async start(): Promise<void> {
    const { id, address } = this;
    this.#tcp = await TcpBackend.start(id, [greetAndEcho], { address, port: this.#port }).catch((error) => {
      if (error.code === 'EACCES') return TcpBackend.start(id, [greetAndEcho], { address });
      throw error;
    });
    this.#port = this.#tcp.port;
    this.#udp = await UdpBackend.start(id, { address, port: this.#port });
  }

  /** As if killed: connects are refused, and what is established is reset. */
  async stop(): Promise<void> {
    this.#tcp?.stop();
    await this.#udp?.stop();
    this.#tcp = undefined;
    this.#udp = undefined;
  }
}

export class FoundingPair {
  readonly master: FoundingServer;
  readonly slave: FoundingServer;

  private constructor(net: string) {
    this.master = new FoundingServer('vm-233', `${net}.33`, 80);
    this.slave = new FoundingServer('vm-232', `${net}.32`, 90);
  }

  static async start(): Promise<FoundingPair> {
    const pair = new FoundingPair(`127.${randomInt(64, 250)}.${randomInt(1, 255)}`);
    await pair.master.start();
    await pair.slave.start();
    return pair;
  }

  /** As in the request of the founding page, in strict JSON. */
  get members(): string {
    return JSON.stringify([
      { ServerId: 'vm-233', Port: String(this.master.port), Weight: '100', ServerType: 'Master' },
      { ServerId: 'vm-232', Port: String(this.slave.port), Weight: '100', ServerType: 'Slave' },
    ]);
  }

  /** To the letter as the founding page has it: with a comma at the end and no closing bracket. */
  get membersAsPrinted(): string {
    return (
      `[\n    {"ServerId":"vm-233","Port":"${this.master.port}","Weight":"100","ServerType":"Master"},` +
      `\n    {"ServerId":"vm-232","Port":"${this.slave.port}","Weight":"100","ServerType":"Slave"},`
    );
  }

  async close(): Promise<void> {
    await this.master.stop();
    await this.slave.stop();
  }
}
