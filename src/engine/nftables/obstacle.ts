/** Why a listener cannot be served here: not by the kernel at all, not at this place, not without forwarding. */
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import { canonicalAddress } from '../../net/address-bytes.ts';
import type { BindFailure } from '../engine.ts';
import { checkPlace } from './bind-check.ts';
import type { PlaceCheck } from './in-force.ts';
import type { Family } from './names.ts';
import { familyOf } from './names.ts';
import { servingTargets } from './render.ts';
import { unsupportedBecause } from './supports.ts';

/**
 * What is in the way of listeners now; undefined = nothing. What this machine is like is looked up once for all of them.
 */
export function obstaclesNow(): PlaceCheck {
  const machine = new Machine();
  return async (listener, newPlace) => {
    const unsupported = unsupportedBecause(listener);
    if (unsupported !== undefined) return { code: 'other', message: unsupported };
    return (newPlace ? await checkPlace(listener) : undefined) ?? forwardingObstacle(listener, machine);
  };
}

const forwardingSetting = {
  ip: { file: '/proc/sys/net/ipv4/ip_forward', name: 'net.ipv4.ip_forward' },
  ip6: { file: '/proc/sys/net/ipv6/conf/all/forwarding', name: 'net.ipv6.conf.all.forwarding' },
} as const;

/** A target elsewhere is reached by forwarding, which the machine may have switched off. */
async function forwardingObstacle(
  listener: PlannedTransportListener,
  machine: Machine,
): Promise<BindFailure | undefined> {
  const away = servingTargets(listener).find(({ address }) => !machine.has(address));
  const family = familyOf(listener.address);
  if (away === undefined || (await machine.forwards(family))) return undefined;
  const setting = `${forwardingSetting[family].name}=1`;
  const message = `This machine does not forward packets to ${away.address}: switch it on with "sysctl -w ${setting}".`;
  return { code: 'other', message };
}

/** Its addresses and settings, as they were when they were first asked for. */
class Machine {
  readonly #addresses = new Set(
    Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address)),
  );
  readonly #forwards = new Map<Family, Promise<boolean>>();

  has(address: string): boolean {
    const text = canonicalAddress(address);
    return text.startsWith('127.') || text === '::1' || this.#addresses.has(text);
  }

  forwards(family: Family): Promise<boolean> {
    const asked = this.#forwards.get(family);
    if (asked !== undefined) return asked;
    const value = readFile(forwardingSetting[family].file, 'utf8').catch(() => '');
    // Unreadable: the machine is not accused.
    const answer = value.then((text) => text.trim() !== '0');
    this.#forwards.set(family, answer);
    return answer;
  }
}
