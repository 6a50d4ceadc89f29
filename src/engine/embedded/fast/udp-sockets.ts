/** UDP of the fast lane: ports that clients' datagrams arrive at. */
import type { ListenerKey, PlannedTransportListener } from '../../../domain/plan-types.ts';
import { bindProblem } from '../../../net/socket-errors.ts';
import type { BindFailure } from '../../engine.ts';
import type { TargetState } from '../target-state.ts';
import type {
  UdpPeer,
  UdpPort,
  UdpPortEvents,
  UdpSockets,
  UdpUpstream,
  UpstreamEvents,
} from '../udp-sockets.ts';
import { epoll, family, messageFlag, socketOption, socketType } from '../../../net/libc/constants.ts';
import { errors, SystemCallError } from '../../../net/libc/system-call-error.ts';
import type { Watcher } from './loop.ts';
import { endpointOf, familyOf, maxSockaddrLength, sockaddrOf } from './sockaddr.ts';
import type { UdpMeans } from './udp-means.ts';
import { FastUpstream } from './udp-upstream.ts';

const datagramsInARow = 64;
/** Clients known by their address: so many are worth it. */
const maxPeers = 16_384;
/** Who has said nothing for that long is forgotten some time after, and known again when it says something. */
const rememberMs = 30_000;

export class FastUdp implements UdpSockets {
  readonly #means: UdpMeans;

  constructor(means: UdpMeans) {
    this.#means = means;
  }

  async bind(planned: PlannedTransportListener, events: UdpPortEvents): Promise<UdpPort | BindFailure> {
    try {
      return new Port(this.#open(planned), planned.key, events, this.#means);
    } catch (error) {
      return bindProblem(error, 'udp', planned);
    }
  }

  connect(target: TargetState, events: UpstreamEvents): UdpUpstream {
    return new FastUpstream(target, events, this.#means);
  }

  #open(planned: PlannedTransportListener): number {
    const { libc, sockets, seats, loop } = this.#means;
    const sockaddr = sockaddrOf(planned);
    if (!sockaddr) throw new SystemCallError('bind', 0);
    const fd = sockets.open(socketType.datagram, sockaddr);
    if (familyOf(sockaddr) === family.inet6) sockets.set(fd, socketOption.ipv6Only, 1);
    if (seats.bind(planned.key, fd, sockaddr) === 0) return fd;
    const error = new SystemCallError('bind', libc.errno());
    loop.close(fd);
    throw error;
  }
}

/** A client as the kernel names it. */
class Peer implements UdpPeer {
  readonly key: string;
  readonly address: string;
  readonly port: number;
  /** In memory of its own: a Buffer would hold on to the eight kilobytes that it was cut from. */
  readonly sockaddr: Uint8Array;

  constructor(sockaddr: Buffer) {
    this.sockaddr = new Uint8Array(sockaddr);
    const { address, port } = endpointOf(sockaddr);
    this.address = address;
    this.port = port;
    this.key = `${address} ${port}`;
  }
}

class Port implements UdpPort, Watcher {
  readonly #fd: number;
  readonly #key: ListenerKey;
  readonly #events: UdpPortEvents;
  readonly #means: UdpMeans;
  /** By address and port as a number (IPv4), or as the bytes of the address. */
  #peers = new Map<number | string, Peer>();
  /** Those of the time before, of whom some may still be there. */
  #earlierPeers = new Map<number | string, Peer>();
  #earlierSinceMs: number;
  #closed = false;

  constructor(fd: number, key: ListenerKey, events: UdpPortEvents, means: UdpMeans) {
    this.#fd = fd;
    this.#key = key;
    this.#events = events;
    this.#means = means;
    this.#earlierSinceMs = means.loop.clock.monotonic();
    means.loop.watch(fd, epoll.in, this);
  }

  ready(): void {
    const { libc, scratch, from } = this.#means;
    for (let count = 0; count < datagramsInARow && !this.#closed; count++) {
      from.length[0] = maxSockaddrLength;
      const length = libc.recvfrom(this.#fd, scratch, scratch.length, 0, from.address, from.length);
      if (length < 0) {
        const errno = libc.errno();
        if (errno !== errors.EAGAIN) this.#events.failed(new SystemCallError('recvfrom', errno).message);
        return;
      }
      this.#events.received(Buffer.from(scratch.subarray(0, length)), this.#peer());
    }
  }

  send(datagram: Buffer, to: UdpPeer): void {
    const sockaddr = to instanceof Peer ? to.sockaddr : sockaddrOf(to);
    if (!sockaddr || this.#closed) return;
    const { libc } = this.#means;
    // What the kernel does not take is lost, as datagrams are.
    libc.sendto(this.#fd, datagram, datagram.length, messageFlag.noSignal, sockaddr, sockaddr.length);
  }

  close(): void {
    this.#closed = true;
    this.#means.seats.leave(this.#key);
    this.#means.loop.close(this.#fd);
  }

  #peer(): Peer {
    const bytes = this.#means.from.address;
    const ipv4 = familyOf(bytes) === family.inet;
    const name = ipv4
      ? bytes.readUInt32BE(4) * 65_536 + bytes.readUInt16BE(2)
      : bytes.toString('latin1', 0, maxSockaddrLength);
    const known = this.#peers.get(name);
    if (known) return known;
    const peer = this.#earlierPeers.get(name) ?? new Peer(ipv4 ? bytes.subarray(0, 16) : bytes);
    this.#forgetSome();
    this.#peers.set(name, peer);
    return peer;
  }

  #forgetSome(): void {
    const nowMs = this.#means.loop.clock.monotonic();
    if (this.#peers.size < maxPeers && nowMs - this.#earlierSinceMs < rememberMs) return;
    this.#earlierPeers = this.#peers;
    this.#peers = new Map();
    this.#earlierSinceMs = nowMs;
  }
}
