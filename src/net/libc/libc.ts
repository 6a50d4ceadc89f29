/**
 * System calls, through the C library of Linux (glibc). A call answers what the C function does: -1 means that it failed,
 * and `errno()` right after it says how.
 */
import { FfiUnavailable, openLibrary } from '../ffi.ts';
import type { Ffi } from '../ffi.ts';

/** Memory that a call reads or writes; for a pointer that may be null. */
export type Memory = Uint8Array | Uint32Array | Int32Array | null;

/** Can be made in a thread of the pool too; why it failed there cannot be told. */
export interface ThreadedCall<A extends readonly unknown[]> {
  (...args: A): number;
  async(...args: [...A, done: (error: unknown, result: number) => void]): void;
}

export type Transfer = [fd: number, buffer: Memory, length: number, flags: number];

export interface Libc {
  errno(): number;
  /** Where the memory of an ArrayBuffer begins, for structures that point to others. It must be kept meanwhile. */
  addressOf(memory: ArrayBuffer): bigint;
  socket(family: number, type: number, protocol: number): number;
  bind(fd: number, address: Memory, length: number): number;
  listen(fd: number, backlog: number): number;
  accept4(fd: number, address: Memory, length: Memory, flags: number): number;
  connect(fd: number, address: Memory, length: number): number;
  getsockname(fd: number, address: Memory, length: Memory): number;
  setsockopt(fd: number, level: number, option: number, value: Memory, length: number): number;
  getsockopt(fd: number, level: number, option: number, value: Memory, length: Memory): number;
  shutdown(fd: number, how: number): number;
  close(fd: number): number;
  readonly recv: ThreadedCall<Transfer>;
  readonly send: ThreadedCall<Transfer>;
  sendto(
    fd: number,
    buffer: Memory,
    length: number,
    flags: number,
    address: Memory,
    addressLength: number,
  ): number;
  recvfrom(
    fd: number,
    buffer: Memory,
    length: number,
    flags: number,
    address: Memory,
    addressLength: Memory,
  ): number;
  pipe2(ends: Memory, flags: number): number;
  fcntl(fd: number, command: number, value: number): number;
  splice(from: number, fromOffset: null, to: number, toOffset: null, length: number, flags: number): number;
  eventfd(initial: number, flags: number): number;
  read(fd: number, buffer: Memory, length: number): number;
  epollCreate1(flags: number): number;
  epollCtl(epoll: number, operation: number, fd: number, event: Memory): number;
  epollWait(epoll: number, events: Memory, count: number, timeoutMs: number): number;
}

/** Throws `FfiUnavailable` where the C library is another (musl), or lacks a function. */
export function openLibc(ffi: Ffi): Libc {
  const library = openLibrary(ffi, ['libc.so.6']);
  // A `ssize_t` is read as int: no call moves more than a few megabytes. A `size_t` argument needs all its 64 bits.
  const define = (declaration: string): unknown => {
    try {
      return library.func(declaration);
    } catch (cause) {
      throw new FfiUnavailable(`The C library has no function "${declaration}".`, { cause });
    }
  };
  return {
    errno: () => ffi.errno(),
    addressOf: (memory: ArrayBuffer) => ffi.address(memory),
    socket: define('int socket(int, int, int)'),
    bind: define('int bind(int, void *, int)'),
    listen: define('int listen(int, int)'),
    accept4: define('int accept4(int, void *, void *, int)'),
    connect: define('int connect(int, void *, int)'),
    getsockname: define('int getsockname(int, void *, void *)'),
    setsockopt: define('int setsockopt(int, int, int, void *, int)'),
    getsockopt: define('int getsockopt(int, int, int, void *, void *)'),
    shutdown: define('int shutdown(int, int)'),
    close: define('int close(int)'),
    recv: define('int recv(int, void *, int64, int)'),
    send: define('int send(int, void *, int64, int)'),
    sendto: define('int sendto(int, void *, int64, int, void *, int)'),
    recvfrom: define('int recvfrom(int, void *, int64, int, void *, void *)'),
    pipe2: define('int pipe2(void *, int)'),
    fcntl: define('int fcntl(int, int, int)'),
    splice: define('int splice(int, void *, int, void *, int64, int)'),
    eventfd: define('int eventfd(int, int)'),
    read: define('int read(int, void *, int64)'),
    epollCreate1: define('int epoll_create1(int)'),
    epollCtl: define('int epoll_ctl(int, int, int, void *)'),
    epollWait: define('int epoll_wait(int, void *, int, int)'),
  } as Libc;
}
