import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Which connections are open and which of them carry a request, so that closing can spare the busy ones. */
export class Connections {
  readonly #raw = new Set<Socket>();
  /** HTTP connections, plain or inside TLS → requests not answered yet. */
  readonly #requests = new Map<Socket, Set<IncomingMessage>>();

  accepted(socket: Socket): void {
    this.#raw.add(socket);
    socket.once('close', () => this.#raw.delete(socket));
  }

  /** `session` speaks HTTP: an accepted socket, or the TLS socket on top of one. */
  opened(session: Socket): void {
    this.#requests.set(session, new Set());
    session.once('close', () => this.#requests.delete(session));
  }

  started(session: Socket, request: IncomingMessage): void {
    this.#requests.get(session)?.add(request);
  }

  finished(session: Socket, request: IncomingMessage): void {
    this.#requests.get(session)?.delete(request);
  }

  /** A request has come in whole: whatever is written next will be taken for its answer. */
  owesAnswer(session: Socket): boolean {
    return [...(this.#requests.get(session) ?? [])].some((request) => request.complete);
  }

  get open(): number {
    return this.#raw.size;
  }

  /** Ends what carries no request, handshakes included. */
  destroyIdle(): void {
    // A TLS socket does not tell which socket it stands on; both have the same peer.
    const spared = new Set<string>();
    for (const [session, requests] of this.#requests) {
      if (requests.size === 0) session.destroy();
      else spared.add(peerOf(session));
    }
    for (const socket of this.#raw) if (!spared.has(peerOf(socket))) socket.destroy();
  }

  destroyAll(): void {
    for (const socket of this.#raw) socket.destroy();
  }
}

function peerOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`;
}
