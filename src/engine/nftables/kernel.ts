/** Everything that the engine opens to reach the kernel, opened together. */
import { loadFfi } from '../../net/ffi.ts';
import { openLibc } from '../../net/libc/libc.ts';
import { Conntrack } from '../../net/netlink/conntrack.ts';
import { PacketLog } from '../../net/netlink/packet-log.ts';
import { SetCounters } from '../../net/netlink/set-counters.ts';
import { NetlinkSocket } from '../../net/netlink/socket.ts';
import { RawTcp } from '../../net/raw-tcp.ts';
import type { Clock } from '../../lib/clock.ts';
import type { EngineLog } from '../log.ts';
import { Connections } from './connections.ts';
import type { NftTransport } from './drive.ts';
import { openTransport } from './drive.ts';
import { probeMark } from './names.ts';
import { messageOf } from '../../lib/message-of.ts';

export interface Kernel {
  readonly transport: NftTransport;
  /** Absent where koffi cannot be had: then connections are neither counted nor cut. */
  readonly connections: Connections | undefined;
  /** Absent likewise: then the tool reads the counters, and takes its time. */
  readonly counters: SetCounters | undefined;
  /** Absent when another program has the log group. */
  readonly log: PacketLog | undefined;
}

/** Rejects with `EngineError`. What is missing beside nft itself is logged, and done without. */
export async function openKernel(logGroup: number, clock: Clock, log: EngineLog): Promise<Kernel> {
  const transport = await openTransport();
  try {
    const libc = openLibc(await loadFfi());
    const conntrack = new Conntrack(new NetlinkSocket(libc));
    const connections = new Connections(conntrack, new RawTcp(libc, probeMark), clock);
    const counters = new SetCounters(new NetlinkSocket(libc));
    return { transport, connections, counters, log: openLog(new NetlinkSocket(libc), logGroup, log) };
  } catch (error) {
    log('nftables_no_conntrack', { reason: messageOf(error) });
    return { transport, connections: undefined, counters: undefined, log: undefined };
  }
}

function openLog(socket: NetlinkSocket, group: number, log: EngineLog): PacketLog | undefined {
  try {
    return new PacketLog(socket, group);
  } catch (error) {
    socket.close();
    log('nftables_no_evidence', { logGroup: group, reason: messageOf(error) });
    return undefined;
  }
}
