/** Connections that the kernel's table gives up, each told once, with what it has carried. */
import type { TrackedConnection } from './conntrack.ts';
import { readConnection } from './conntrack.ts';
import { readMessages } from './messages.ts';
import type { NetlinkSocket } from './socket.ts';

/** NFNLGRP_CONNTRACK_DESTROY, as a bit of the groups that a socket hears. */
export const connectionEndsGroup = 1 << 2;
/** Of one read: other work gets its turn. */
const mostAtOnce = 1000;

export class ConnectionEnds {
  readonly #socket: NetlinkSocket;

  /** A socket that hears `connectionEndsGroup`. */
  constructor(socket: NetlinkSocket) {
    this.#socket = socket;
  }

  /** Those since the last read, of anybody's; `more`: there are others. What came too fast for the socket is lost. */
  read(): { readonly ended: readonly TrackedConnection[]; readonly more: boolean } {
    const ended: TrackedConnection[] = [];
    for (let n = 0; n < mostAtOnce; n++) {
      const bytes = this.#socket.receive();
      if (bytes === undefined) return { ended, more: false };
      for (const message of readMessages(bytes)) {
        const connection = readConnection(message);
        if (connection !== undefined) ended.push(connection);
      }
    }
    return { ended, more: true };
  }

  close(): void {
    this.#socket.close();
  }
}
