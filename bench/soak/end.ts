/** One end of a connection: plays its part, and checks every byte that it hears. */
import type { Socket } from 'node:net';
import { pause } from '../../test/support/eventually.ts';
import { Reel } from './material.ts';
import type { Act, Part } from './parts.ts';

const SLICE = 65_536;
const newline = 10;

export class End {
  readonly socket: Socket;
  /** The other end has said its last. */
  ended = false;
  closed = false;
  /** Something was heard that was not said. */
  wrong = false;
  /** Of the error that ended it. */
  code: string | undefined;
  /** The other's first line, which comes before the material. */
  line: string | undefined;
  #voice: Reel | undefined;
  #ear: Reel | undefined;
  /** Heard and not yet looked at. */
  #before: Buffer = Buffer.alloc(0);
  #changed: (() => void)[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.hear(chunk));
    socket.on('drain', () => this.#tell());
    socket.on('end', () => {
      this.ended = true;
      this.#tell();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (this.code = error.code ?? error.message));
    socket.on('close', () => {
      this.closed = true;
      this.#tell();
    });
  }

  /** Bytes of material. */
  get heard(): number {
    return this.#ear?.total ?? 0;
  }

  /** Places in the material from which this end speaks and from which the other one does. */
  speakFrom(own: number, others: number): void {
    this.#voice = new Reel(own);
    this.#ear = new Reel(others);
    this.hear(Buffer.alloc(0));
  }

  hear(chunk: Buffer): void {
    this.#before = this.#before.length === 0 ? chunk : Buffer.concat([this.#before, chunk]);
    if (this.line === undefined) this.#hearLine();
    if (this.line !== undefined && this.#ear !== undefined) {
      if (!this.#ear.matches(this.#before)) this.wrong = true;
      this.#before = Buffer.alloc(0);
    }
    this.#tell();
  }

  /** Resolves when the line has been heard, or never will be. */
  async untilLine(): Promise<string | undefined> {
    await this.#until(() => this.line !== undefined || this.ended);
    return this.line;
  }

  /** Plays the part and says goodbye; resolves when the connection is over on this side. */
  async play({ acts, goodbye }: Part): Promise<void> {
    for (const act of acts) {
      if (this.closed) return;
      await this.#act(act);
    }
    if (goodbye === 'end') this.socket.end();
    else this.socket.resetAndDestroy();
    await this.#until(() => this.closed);
  }

  async #act(act: Act): Promise<void> {
    switch (act.kind) {
      case 'say':
        return this.#say(act.bytes);
      case 'rest':
        return pause(act.ms);
      case 'deaf':
        this.socket.pause();
        await pause(act.ms);
        this.socket.resume();
        return;
      case 'hear':
        return this.#until(() => this.heard >= act.bytes || this.ended);
      case 'heed':
        return this.#until(() => this.ended);
    }
  }

  async #say(bytes: number): Promise<void> {
    for (let left = bytes; left > 0 && !this.closed; left -= SLICE) {
      if (this.#voice) this.socket.write(this.#voice.next(Math.min(left, SLICE)));
      await this.#until(() => !this.socket.writableNeedDrain);
    }
  }

  #hearLine(): void {
    const at = this.#before.indexOf(newline);
    if (at < 0) return;
    this.line = this.#before.subarray(0, at).toString();
    this.#before = this.#before.subarray(at + 1);
  }

  /** Or until it is closed. */
  async #until(condition: () => boolean): Promise<void> {
    while (!this.closed && !condition()) {
      await new Promise<void>((resolve) => {
        this.#changed.push(resolve);
      });
    }
  }

  #tell(): void {
    const waiting = this.#changed;
    this.#changed = [];
    for (const each of waiting) each();
  }
}
