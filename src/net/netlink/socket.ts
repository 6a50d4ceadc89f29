/** A socket to a part of the kernel: netfilter, or what sees to interfaces and addresses. Reads never wait. */
import { family, messageFlag, socketOption, socketType } from '../libc/constants.ts';
import type { Libc, ThreadedCall, Transfer } from '../libc/libc.ts';
import { errors, SystemCallError } from '../libc/system-call-error.ts';

/** linux/netlink.h */
export const netlinkFamily = { route: 0, netfilter: 12 } as const;
/** struct sockaddr_nl. */
const sockaddrLength = 12;

export interface NetlinkSocketOptions {
  /** One of `netlinkFamily`. */
  readonly to?: number;
  readonly groups?: number;
}

export class NetlinkSocket {
  readonly #libc: Libc;
  readonly #descriptor: number;
  readonly #buffer = Buffer.alloc(256 * 1024);
  #sequence = 0;
  #open = true;

  /** Throws `SystemCallError`. `groups`: a bit for each kind of events that it hears without asking. */
  constructor(libc: Libc, { to = netlinkFamily.netfilter, groups = 0 }: NetlinkSocketOptions = {}) {
    this.#libc = libc;
    const type = socketType.raw | socketType.nonBlocking | socketType.closeOnExec;
    this.#descriptor = this.#check('socket', libc.socket(family.netlink, type, to));
    const address = Buffer.alloc(sockaddrLength);
    address.writeUInt16LE(family.netlink, 0);
    address.writeUInt32LE(groups, 8);
    this.#check('bind', libc.bind(this.#descriptor, address, address.length));
    const size = new Int32Array([4 * 1024 * 1024]);
    const [level, name] = socketOption.receiveBuffer;
    libc.setsockopt(this.#descriptor, level, name, size, size.byteLength);
  }

  nextSequence(): number {
    this.#sequence = (this.#sequence + 1) >>> 0;
    return this.#sequence;
  }

  send(bytes: Buffer): void {
    this.#check('send', this.#libc.send(this.#descriptor, bytes, bytes.length, 0));
  }

  /** What is there: a copy; undefined when there is nothing. ENOBUFS (some was lost) counts as nothing. */
  receive(): Buffer | undefined {
    const { recv } = this.#libc;
    const length = recv(this.#descriptor, this.#buffer, this.#buffer.length, messageFlag.dontWait);
    if (length >= 0) return Buffer.from(this.#buffer.subarray(0, length));
    const number = this.#libc.errno();
    if (number === errors.EAGAIN || number === errors.ENOBUFS) return undefined;
    throw new SystemCallError('recv', number);
  }

  /** As `send`, in a thread of the pool: a dump of a large table begins in this very call. */
  async sendInThread(bytes: Buffer): Promise<void> {
    const sent = await this.#inThread(this.#libc.send, bytes, 0);
    if (sent < 0) throw new SystemCallError('send', errors.EAGAIN);
  }

  /** As `receive`, in a thread of the pool. Why it failed cannot be told from there: that counts as nothing. */
  async receiveInThread(): Promise<Buffer | undefined> {
    const got = await this.#inThread(this.#libc.recv, this.#buffer, messageFlag.dontWait);
    return got < 0 ? undefined : Buffer.from(this.#buffer.subarray(0, got));
  }

  close(): void {
    if (this.#open) this.#libc.close(this.#descriptor);
    this.#open = false;
  }

  #inThread(call: ThreadedCall<Transfer>, bytes: Buffer, flags: number): Promise<number> {
    return new Promise((resolve, reject) => {
      call.async(this.#descriptor, bytes, bytes.length, flags, (error, result) => {
        if (error instanceof Error) reject(error);
        else resolve(result);
      });
    });
  }

  #check(call: string, result: number): number {
    if (result >= 0) return result;
    throw new SystemCallError(call, this.#libc.errno());
  }
}
