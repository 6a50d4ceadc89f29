/**
 * One socket of a connection, and the direction that leads away from it: what is read here is written to its peer. It
 * is read only as fast as the peer takes bytes and the listener's bandwidth allows. Bytes that may not go on yet are
 * held: one read's worth, or a pipe's.
 *
 * The kernel tells each change once (edge-triggered): what a socket has for us, and that its peer takes nothing, is
 * remembered until the kernel says otherwise.
 */
import type { Bandwidth, Sender } from '../bandwidth.ts';
import { epoll, messageFlag, spliceMoveNonBlocking } from '../../../net/libc/constants.ts';
import { errors } from '../../../net/libc/system-call-error.ts';
import type { Resumable, Watcher } from './loop.ts';
import type { Pipe } from './pipes.ts';
import type { TcpMeans } from './tcp-means.ts';

/** So that one connection does not keep the others waiting. */
const roundsInARow = 16;
/** A transfer that is larger goes on through a pipe: below, the copying costs less than the calls for the pipe. */
const copiedBytes = 128 * 1024;

export const streamEvents = (epoll.in | epoll.out | epoll.urgent | epoll.readHangUp | epoll.edge) >>> 0;
const readable = epoll.in | epoll.readHangUp | epoll.hangUp | epoll.error;

export interface StreamOwner {
  /** So many bytes have been read from this stream. */
  moved(from: TcpStream, bytes: number): void;
  /** All that there was to read has gone on. */
  ended(stream: TcpStream): void;
  /** The connection cannot go on. */
  broken(): void;
}

export class TcpStream implements Watcher, Sender, Resumable {
  readonly fd: number;
  /** Where the bytes go; nothing is read while there is nobody. */
  peer: TcpStream | undefined;
  /** The other end sends nothing more, and all it has sent has gone on. */
  finished = false;
  readonly #means: TcpMeans;
  readonly #owner: StreamOwner;
  readonly #bandwidth: Bandwidth;
  #closed = false;
  #readable = false;
  /** The other end has said that it sends nothing more; maybe not all of it has been read. */
  #hungUp = false;
  /** The other end has gone; what it sent before may still be there. */
  #failed = false;
  /** A read stops short at urgent data, and says nothing about what lies behind. */
  #urgent = false;
  /** The last byte has been read. */
  #ended = false;
  /** The peer takes nothing now. */
  #blocked = false;
  #queued = false;
  #held: Buffer | undefined;
  /** So many of the bytes held have been allowed by the bandwidth already. */
  #allowed = 0;
  #pipe: Pipe | undefined;
  #copied = 0;

  constructor(fd: number, means: TcpMeans, owner: StreamOwner, bandwidth: Bandwidth) {
    this.fd = fd;
    this.#means = means;
    this.#owner = owner;
    this.#bandwidth = bandwidth;
  }

  /** Whether something is there to be read, as far as is known. */
  get readable(): boolean {
    return this.#readable;
  }

  ready(events: number): void {
    if ((events & readable) !== 0) this.#readable = true;
    if ((events & epoll.readHangUp) !== 0) this.#hungUp = true;
    if ((events & epoll.urgent) !== 0) this.#urgent = true;
    if ((events & epoll.error) !== 0) this.#failed = true;
    if ((events & epoll.out) !== 0) this.peer?.peerTakes();
    this.pump();
  }

  resume(): void {
    this.#queued = false;
    this.pump();
  }

  /** The peer takes bytes again, if it did not. */
  peerTakes(): void {
    if (!this.#blocked || this.#closed) return;
    this.#blocked = false;
    if (this.#pipe) this.#emptyPipe(this.#pipe);
    if (this.#allowed > 0) this.#allowed -= this.#sendHeld(this.#allowed);
    if (this.#held && !this.#blocked) this.#bandwidth.wait(this);
    this.pump();
  }

  /** Moves bytes until there is nothing to read, nowhere to put it, or others shall have their turn. */
  pump(): void {
    const { peer } = this;
    for (let round = 0; round < roundsInARow && this.#mayRead; round++) {
      if (!peer) break;
      if (this.#copied < copiedBytes || this.#bandwidth.limited || !this.#splice(peer)) this.#copy(peer);
    }
    if (this.#closed) return;
    if (this.#mayRead && peer) this.#putOff();
    // What cannot be read now is never taken: the peer waits for nothing but its own end.
    else if (this.#failed && !this.#held) this.#owner.broken();
    else if (this.#failed && this.#blocked) this.#owner.broken();
  }

  get waiting(): boolean {
    return this.#held !== undefined && !this.#blocked;
  }

  grant(limitBytes: number): number {
    // Its place in line is gone; a peer that takes nothing now asks for a new one when it does.
    if (!this.waiting) return 0;
    const sent = this.#sendHeld(limitBytes);
    if (!this.#held) this.#putOff();
    return sent;
  }

  /** Gives everything back, the descriptor too. */
  close(): void {
    this.#closed = true;
    this.#held = undefined;
    this.#bandwidth.leave(this);
    if (this.#pipe) this.#means.pipes.giveBack(this.#pipe);
    this.#pipe = undefined;
    this.#means.loop.close(this.fd);
  }

  get #mayRead(): boolean {
    return this.#readable && !this.#blocked && this.#held === undefined && !this.#ended && !this.#closed;
  }

  #putOff(): void {
    if (this.#queued) return;
    this.#queued = true;
    this.#means.loop.putOff(this);
  }

  #copy(peer: TcpStream): void {
    const { libc, scratch } = this.#means;
    const count = libc.recv(this.fd, scratch, scratch.length, 0);
    if (count > 0) {
      const emptied = count < scratch.length && !this.#urgent;
      // Behind the last byte there is the end, if that has been told, and nothing to ask the kernel for.
      if (emptied && this.#hungUp && !this.#failed) this.#ended = true;
      else if (emptied) this.#readable = this.#failed;
      this.#copied += count;
      this.#owner.moved(this, count);
      this.#pass(peer, scratch, count);
    } else if (count === 0) this.#reachedEnd();
    else this.#notRead(libc.errno());
  }

  #pass(peer: TcpStream, bytes: Buffer, count: number): void {
    const passing = this.#bandwidth.take(count);
    const sent = passing > 0 ? this.#send(peer, bytes, passing) : 0;
    if (sent < 0) return;
    if (sent < count) {
      this.#held = Buffer.from(bytes.subarray(sent, count));
      this.#allowed = passing - sent;
      if (!this.#blocked) this.#bandwidth.wait(this);
    } else if (this.#ended) this.#finish();
  }

  /** How many bytes the peer took; -1 when the connection has broken. */
  #send(peer: TcpStream, bytes: Uint8Array, count: number): number {
    const { libc } = this.#means;
    const sent = libc.send(peer.fd, bytes, count, messageFlag.noSignal);
    if (sent < count) this.#blocked = true;
    if (sent >= 0) return sent;
    if (libc.errno() === errors.EAGAIN) return 0;
    this.#owner.broken();
    return -1;
  }

  #sendHeld(limitBytes: number): number {
    const { peer } = this;
    const held = this.#held;
    if (!peer || !held) return 0;
    const sent = this.#send(peer, held, Math.min(held.length, limitBytes));
    if (sent <= 0) return 0;
    this.#owner.moved(this, 0);
    if (sent < held.length) {
      this.#held = held.subarray(sent);
    } else {
      this.#held = undefined;
      if (this.#ended) this.#finish();
    }
    return sent;
  }

  /** False when there is no pipe to be had. */
  #splice(peer: TcpStream): boolean {
    const { libc, pipes } = this.#means;
    const pipe = pipes.take();
    if (!pipe || !peer) return false;
    this.#pipe = pipe;
    const flags = spliceMoveNonBlocking;
    const count = libc.splice(this.fd, null, pipe.writeEnd, null, pipe.sizeBytes, flags);
    if (count > 0) {
      pipe.bytes = count;
      this.#owner.moved(this, count);
    } else if (count === 0) this.#reachedEnd();
    else this.#notRead(libc.errno());
    if (this.#pipe) this.#emptyPipe(this.#pipe);
    return true;
  }

  /** Into the peer, as far as it takes it; an empty pipe goes back to the others. */
  #emptyPipe(pipe: Pipe): void {
    const { libc, pipes } = this.#means;
    const { peer } = this;
    if (!peer) return;
    while (pipe.bytes > 0) {
      const sent = libc.splice(pipe.readEnd, null, peer.fd, null, pipe.bytes, spliceMoveNonBlocking);
      if (sent <= 0) {
        if (sent < 0 && libc.errno() === errors.EAGAIN) this.#blocked = true;
        else this.#owner.broken();
        return;
      }
      pipe.bytes -= sent;
      this.#owner.moved(this, 0);
    }
    this.#pipe = undefined;
    pipes.giveBack(pipe);
  }

  #notRead(errno: number): void {
    if (errno === errors.EAGAIN) this.#readable = false;
    else if (errno !== errors.EINTR) this.#owner.broken();
  }

  #reachedEnd(): void {
    this.#ended = true;
    // A reset behind an end is read as an end.
    if (this.#failed) this.#owner.broken();
    else this.#finish();
  }

  #finish(): void {
    this.finished = true;
    this.#owner.ended(this);
  }
}
