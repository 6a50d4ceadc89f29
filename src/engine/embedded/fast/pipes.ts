/**
 * Pipes through which bytes go from socket to socket inside the kernel. They are few and large: the kernel lets a user
 * without privileges have 64 MB in pipes, and makes later ones tiny. Who gets none copies, which is slower, not wrong.
 */
import { setPipeSize, socketType } from '../../../net/libc/constants.ts';
import type { Libc } from '../../../net/libc/libc.ts';

const sizeBytes = 1024 * 1024;
const maxPipes = 48;
/** As many stay open while nobody uses them. */
const maxSpare = 8;

export interface Pipe {
  readonly readEnd: number;
  readonly writeEnd: number;
  readonly sizeBytes: number;
  /** What is inside. */
  bytes: number;
}

export class Pipes {
  readonly #libc: Libc;
  readonly #spare: Pipe[] = [];
  readonly #ends = new Int32Array(2);
  #open = 0;

  constructor(libc: Libc) {
    this.#libc = libc;
  }

  /** An empty one, or undefined when there can be no more. */
  take(): Pipe | undefined {
    return this.#spare.pop() ?? this.#make();
  }

  giveBack(pipe: Pipe): void {
    if (pipe.bytes === 0 && this.#spare.length < maxSpare) this.#spare.push(pipe);
    else this.#close(pipe.readEnd, pipe.writeEnd);
  }

  #make(): Pipe | undefined {
    if (this.#open >= maxPipes) return undefined;
    if (this.#libc.pipe2(this.#ends, socketType.nonBlocking | socketType.closeOnExec) < 0) return undefined;
    this.#open++;
    const [readEnd = -1, writeEnd = -1] = this.#ends;
    const size = this.#libc.fcntl(writeEnd, setPipeSize, sizeBytes);
    if (size > 0) return { readEnd, writeEnd, sizeBytes: size, bytes: 0 };
    this.#close(readEnd, writeEnd);
    return undefined;
  }

  #close(readEnd: number, writeEnd: number): void {
    this.#open--;
    this.#libc.close(readEnd);
    this.#libc.close(writeEnd);
  }
}
