/** Sockets by descriptor: opening, options and endings, each a call or two of the C library. */
import { endpointOf, familyOf, maxSockaddrLength } from './sockaddr.ts';
import { shutdownWriting, socketOption, socketType } from '../../../net/libc/constants.ts';
import { SystemCallError } from '../../../net/libc/system-call-error.ts';
import type { AddressAndPort } from '../client.ts';
import type { Libc } from '../../../net/libc/libc.ts';

/** struct sock_fprog on 64 bits: a length, and where the instructions are. */
const sockFprogBytes = 16;

type Option = readonly [level: number, name: number];

export class SystemSockets {
  readonly libc: Libc;
  readonly #value = new Int32Array(1);
  readonly #length = new Int32Array(1);
  readonly #address = Buffer.alloc(maxSockaddrLength);
  /** struct linger { 1, 0 }. */
  readonly #noLinger = new Int32Array([1, 0]);

  constructor(libc: Libc) {
    this.libc = libc;
  }

  /** A non-blocking socket of the address's family. Throws. */
  open(type: number, sockaddr: Uint8Array): number {
    const flags = type | socketType.nonBlocking | socketType.closeOnExec;
    const fd = this.libc.socket(familyOf(sockaddr), flags, 0);
    if (fd < 0) throw new SystemCallError('socket', this.libc.errno());
    return fd;
  }

  set(fd: number, [level, name]: Option, value: number): void {
    this.#value[0] = value;
    this.libc.setsockopt(fd, level, name, this.#value, 4);
  }

  /** The error that has happened on the socket, which forgets it; 0 = none. */
  error(fd: number): number {
    const [level, name] = socketOption.error;
    this.#length[0] = 4;
    if (this.libc.getsockopt(fd, level, name, this.#value, this.#length) < 0) return this.libc.errno();
    return this.#value[0] ?? 0;
  }

  localEndpoint(fd: number): AddressAndPort {
    this.#length[0] = maxSockaddrLength;
    this.libc.getsockname(fd, this.#address, this.#length);
    return endpointOf(this.#address);
  }

  /** Closing the socket from here on resets the connection. */
  resetOnClose(fd: number): void {
    const [level, name] = socketOption.linger;
    this.libc.setsockopt(fd, level, name, this.#noLinger, 8);
  }

  /**
   * Of the sockets that share the port of this one, the one that was bound first gets every client that comes from now
   * on; the others keep who waits to be accepted.
   */
  giveAllToFirst(fd: number): void {
    const [level, name] = socketOption.attachReusePortFilter;
    this.libc.setsockopt(fd, level, name, firstOfGroup(this.libc), sockFprogBytes);
  }

  /** Undoes `giveAllToFirst`; before Linux 5.3 the kernel cannot, and all stay with the first one. */
  giveToAll(fd: number): void {
    this.set(fd, socketOption.detachReusePortFilter, 0);
  }

  endWriting(fd: number): void {
    this.libc.shutdown(fd, shutdownWriting);
  }
}

/** struct sock_fprog with one instruction of BPF behind it: the answer is 0, the index of a socket in its group. */
function firstOfGroup(libc: Libc): Uint8Array {
  const returnConstant = 6;
  const memory = new ArrayBuffer(sockFprogBytes + 8);
  const view = new DataView(memory);
  view.setUint16(0, 1, true);
  view.setBigUint64(8, libc.addressOf(memory) + BigInt(sockFprogBytes), true);
  view.setUint16(sockFprogBytes, returnConstant, true);
  return new Uint8Array(memory);
}
