/** A socket to the kernel's netfilter, through functions of the C library. Reads never wait. */
import type { Ffi, ForeignFunction } from '../ffi.ts';
import { openLibrary } from '../ffi.ts';

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const NETLINK_NETFILTER = 12;
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const MSG_DONTWAIT = 0x40;

export const errno = { EPERM: 1, ENOENT: 2, EAGAIN: 11, EBUSY: 16, ENOBUFS: 105 } as const;

/** A call of the system failed. */
export class SystemCallError extends Error {
  override readonly name = 'SystemCallError';
  readonly errno: number;

  constructor(call: string, number: number) {
    super(`${call} failed with error ${number} of the system.`);
    this.errno = number;
  }
}

interface Calls {
  readonly socket: ForeignFunction;
  readonly bind: ForeignFunction;
  readonly setsockopt: ForeignFunction;
  readonly send: ForeignFunction;
  readonly recv: ForeignFunction;
  readonly close: ForeignFunction;
}

export class NetlinkSocket {
  readonly #ffi: Ffi;
  readonly #calls: Calls;
  readonly #descriptor: number;
  readonly #buffer = Buffer.alloc(256 * 1024);
  #sequence = 0;
  #open = true;

  /** Throws `FfiUnavailable` and `SystemCallError`. */
  constructor(ffi: Ffi) {
    const libc = openLibrary(ffi, ['libc.so.6']);
    this.#ffi = ffi;
    this.#calls = {
      socket: libc.func('int socket(int domain, int type, int protocol)'),
      bind: libc.func('int bind(int fd, const uint8_t *address, uint32_t length)'),
      setsockopt: libc.func(
        'int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)',
      ),
      send: libc.func('int64_t send(int fd, const uint8_t *data, uint64_t length, int flags)'),
      recv: libc.func('int64_t recv(int fd, uint8_t *data, uint64_t length, int flags)'),
      close: libc.func('int close(int fd)'),
    };
    const type = SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC;
    this.#descriptor = this.#check('socket', this.#calls.socket(AF_NETLINK, type, NETLINK_NETFILTER));
    const address = Buffer.alloc(12);
    address.writeUInt16LE(AF_NETLINK, 0);
    this.#check('bind', this.#calls.bind(this.#descriptor, address, address.length));
    const size = Buffer.alloc(4);
    size.writeInt32LE(4 * 1024 * 1024);
    this.#calls.setsockopt(this.#descriptor, SOL_SOCKET, SO_RCVBUF, size, size.length);
  }

  nextSequence(): number {
    this.#sequence = (this.#sequence + 1) >>> 0;
    return this.#sequence;
  }

  send(bytes: Buffer): void {
    this.#check('send', this.#calls.send(this.#descriptor, bytes, bytes.length, 0));
  }

  /** What is there: a copy; undefined when there is nothing. ENOBUFS (some was lost) counts as nothing. */
  receive(): Buffer | undefined {
    const length = this.#calls.recv(this.#descriptor, this.#buffer, this.#buffer.length, MSG_DONTWAIT);
    if (Number(length) >= 0) return Buffer.from(this.#buffer.subarray(0, Number(length)));
    const number = this.#ffi.errno();
    if (number === errno.EAGAIN || number === errno.ENOBUFS) return undefined;
    throw new SystemCallError('recv', number);
  }

  /** As `send`, in a thread of the pool: a dump of a large table begins in this very call. */
  async sendInThread(bytes: Buffer): Promise<void> {
    const sent = await this.#inThread(this.#calls.send, this.#descriptor, bytes, bytes.length, 0);
    if (sent < 0) throw new SystemCallError('send', errno.EAGAIN);
  }

  /** As `receive`, in a thread of the pool. Why it failed cannot be told from there: that counts as nothing. */
  async receiveInThread(): Promise<Buffer | undefined> {
    const { length } = this.#buffer;
    const got = await this.#inThread(this.#calls.recv, this.#descriptor, this.#buffer, length, MSG_DONTWAIT);
    return got < 0 ? undefined : Buffer.from(this.#buffer.subarray(0, got));
  }

  close(): void {
    if (this.#open) this.#calls.close(this.#descriptor);
    this.#open = false;
  }

  #inThread(call: ForeignFunction, ...args: readonly unknown[]): Promise<number> {
    return new Promise((resolve, reject) => {
      call.async(...args, (error: unknown, result: unknown) => {
        if (error instanceof Error) reject(error);
        else resolve(Number(result));
      });
    });
  }

  #check(call: string, result: unknown): number {
    if (Number(result) >= 0) return Number(result);
    throw new SystemCallError(call, this.#ffi.errno());
  }
}
