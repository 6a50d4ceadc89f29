/** Opens what it takes to give addresses to an interface, or says what is missing and what to do. */
import type { Clock } from '../../lib/clock.ts';
import { FfiUnavailable, loadFfi } from '../../net/ffi.ts';
import { errors, SystemCallError } from '../../net/libc/system-call-error.ts';
import type { Libc } from '../../net/libc/libc.ts';
import { openLibc } from '../../net/libc/libc.ts';
import { Interfaces } from '../../net/netlink/interfaces.ts';
import { netlinkFamily, NetlinkSocket } from '../../net/netlink/socket.ts';
import { PacketSocket } from '../../net/packet-socket.ts';
import { EngineError } from '../engine.ts';
import type { EngineLog } from '../log.ts';
import { AddressKeeper } from './keeper.ts';
import { markOf } from './mark.ts';

export interface AddressOptions {
  /** That takes the load balancers' addresses. */
  readonly interfaceName: string;
  /** Tells services of one machine apart, and is the same after a restart: the data folder. */
  readonly owner: string;
}

/** Rejects with `EngineError`: no such interface, no right, or not this system. */
export async function openAddresses(
  { interfaceName, owner }: AddressOptions,
  clock: Clock,
  log: EngineLog,
): Promise<AddressKeeper> {
  const asks = `addresses.interface asks for ${interfaceName}`;
  const libc = await openLibcFor(`${asks}, but this program cannot give it addresses here.`);
  const interfaces = openInterfaces(libc);
  let socket: PacketSocket | undefined;
  try {
    refuseUnknown(interfaces, interfaceName, asks);
    socket = withRight(asks, () => {
      interfaces.tryRight();
      return new PacketSocket(libc);
    });
    const keeper = new AddressKeeper({ interfaceName, mark: markOf(owner), interfaces, socket, clock, log });
    log('addresses_ready', { interface: interfaceName });
    return keeper;
  } catch (error) {
    socket?.close();
    interfaces.close();
    throw error;
  }
}

export function openInterfaces(libc: Libc): Interfaces {
  return new Interfaces(new NetlinkSocket(libc, { to: netlinkFamily.route }));
}

async function openLibcFor(purpose: string): Promise<Libc> {
  const remedy = 'Add the addresses yourself and leave the setting out.';
  if (process.platform !== 'linux') throw refusal(`${purpose} It does so on Linux only. ${remedy}`);
  try {
    return openLibc(await loadFfi());
  } catch (error) {
    if (error instanceof FfiUnavailable) throw refusal(`${purpose} ${error.message} ${remedy}`);
    throw error;
  }
}

function refuseUnknown(interfaces: Interfaces, wanted: string, asks: string): void {
  const names = interfaces.interfaces().map(({ name }) => name);
  if (names.includes(wanted)) return;
  throw refusal(`${asks}, but this machine has no interface of that name. It has: ${names.join(', ')}.`);
}

function withRight<T>(asks: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof SystemCallError && error.errno === errors.EPERM)
      throw refusal(
        `${asks}, but this user may not give addresses to interfaces and announce them. Run the service as root or with CAP_NET_ADMIN and CAP_NET_RAW.`,
      );
    throw error;
  }
}

function refusal(message: string): EngineError {
  return new EngineError('start-failed', message);
}
