/** Everything that the engine opens to reach the kernel, opened together. */
import { readFile, writeFile } from 'node:fs/promises';
import { loadFfi } from '../../net/ffi.ts';
import { openLibc } from '../../net/libc/libc.ts';
import { ConnectionEnds, connectionEndsGroup } from '../../net/netlink/connection-ends.ts';
import { Conntrack } from '../../net/netlink/conntrack.ts';
import { PacketLog } from '../../net/netlink/packet-log.ts';
import { NftablesReader } from '../../net/netlink/nftables-reader.ts';
import { NetlinkSocket } from '../../net/netlink/socket.ts';
import { RawTcp } from '../../net/raw-tcp.ts';
import type { Clock } from '../../lib/clock.ts';
import type { EngineLog } from '../log.ts';
import { Connections } from './connections.ts';
import type { NftTransport } from './transport/transport.ts';
import { openTransport } from './transport/open.ts';
import { probeMark } from './names.ts';
import { messageOf } from '../../lib/message-of.ts';

export interface Kernel {
  readonly transport: NftTransport;
  /** Absent where koffi cannot be had: then connections are neither counted nor cut. */
  readonly connections: Connections | undefined;
  /** Absent likewise: then nobody counts what they carry. */
  readonly ends: ConnectionEnds | undefined;
  /** Absent likewise: then the tool reads the counters, and takes its time, and nobody sees who else changes rules. */
  readonly reader: NftablesReader | undefined;
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
    const ends = new ConnectionEnds(new NetlinkSocket(libc, { groups: connectionEndsGroup }));
    await countTraffic(log);
    const reader = new NftablesReader(new NetlinkSocket(libc));
    return { transport, connections, ends, reader, log: openLog(new NetlinkSocket(libc), logGroup, log) };
  } catch (error) {
    log('nftables_no_conntrack', { reason: messageOf(error) });
    return { transport, connections: undefined, ends: undefined, reader: undefined, log: undefined };
  }
}

const accounting = '/proc/sys/net/netfilter/nf_conntrack_acct';

/** Has the kernel count what connections carry. It costs no more than can be measured, and stays on. */
async function countTraffic(log: EngineLog): Promise<void> {
  try {
    if ((await readFile(accounting, 'utf8')).trim() === '0') await writeFile(accounting, '1');
  } catch (error) {
    const remedy = 'Bytes and packets are not counted; run "sysctl -w net.netfilter.nf_conntrack_acct=1".';
    log('nftables_no_traffic_counters', { reason: messageOf(error), remedy });
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
