/** Frames sent on an interface as they are; nothing is received. Needs CAP_NET_RAW. */
import { family, socketType } from './libc/constants.ts';
import type { Libc } from './libc/libc.ts';
import { SystemCallError } from './libc/system-call-error.ts';

/** struct sockaddr_ll. */
const sockaddrLength = 20;

export class PacketSocket {
  readonly #libc: Libc;
  readonly #descriptor: number;

  /** Throws `SystemCallError`: EPERM without the right. */
  constructor(libc: Libc) {
    this.#libc = libc;
    const type = socketType.raw | socketType.nonBlocking | socketType.closeOnExec;
    // Of protocol 0 nothing arrives.
    this.#descriptor = libc.socket(family.packet, type, 0);
    if (this.#descriptor < 0) throw new SystemCallError('socket', libc.errno());
  }

  /** Throws `SystemCallError`: ENETDOWN, ENXIO when the interface is not up or not there. */
  send(interfaceIndex: number, frame: Buffer): void {
    const to = Buffer.alloc(sockaddrLength);
    to.writeUInt16LE(family.packet, 0);
    to.writeInt32LE(interfaceIndex, 4);
    if (this.#libc.sendto(this.#descriptor, frame, frame.length, 0, to, to.length) < 0)
      throw new SystemCallError('sendto', this.#libc.errno());
  }

  close(): void {
    this.#libc.close(this.#descriptor);
  }
}
