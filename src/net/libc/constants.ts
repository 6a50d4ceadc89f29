/** Numbers of the kernel's interface; the same on x64 and arm64. Error numbers are Node's own (`os.constants.errno`). */

export const family = { inet: 2, inet6: 10, netlink: 16, packet: 17 } as const;

export const socketType = {
  stream: 1,
  datagram: 2,
  raw: 3,
  nonBlocking: 0x800,
  closeOnExec: 0x80000,
} as const;

/** Levels and names of socket options, as `setsockopt` takes them. */
export const socketOption = {
  reuseAddress: [1, 2],
  error: [1, 4],
  receiveBuffer: [1, 8],
  keepAlive: [1, 9],
  linger: [1, 13],
  reusePort: [1, 15],
  mark: [1, 36],
  attachReusePortFilter: [1, 51],
  detachReusePortFilter: [1, 68],
  noDelay: [6, 1],
  keepAliveIdleSeconds: [6, 4],
  ipv6Only: [41, 26],
} as const;

export const messageFlag = { dontWait: 0x40, noSignal: 0x4000, more: 0x8000, truncated: 0x20 } as const;

export const shutdownWriting = 1;

/** `fcntl` command that sets how much a pipe holds. */
export const setPipeSize = 1031;

export const eventfdNonBlocking = 0x800;

/** Move, do not copy; do not wait. */
export const spliceMoveNonBlocking = 3;

export const epoll = {
  add: 1,
  remove: 2,
  in: 0x1,
  urgent: 0x2,
  out: 0x4,
  error: 0x8,
  hangUp: 0x10,
  readHangUp: 0x2000,
  edge: 0x80000000,
} as const;
