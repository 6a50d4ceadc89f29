/** Why a listener cannot be served here: not by the kernel at all, not at this place, not without forwarding. */
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { PlannedListener } from '../../domain/plan-types.ts';
import { canonicalAddress } from '../../net/address-bytes.ts';
import type { BindFailure } from '../engine.ts';
import { checkPlace } from './bind-check.ts';
import { familyOf } from './names.ts';
import { servingTargets } from './render.ts';
import { unsupportedBecause } from './supports.ts';

/** Undefined = nothing. `newPlace`: no listener of ours has been there before. */
export async function obstacleOf(
  listener: PlannedListener,
  newPlace: boolean,
): Promise<BindFailure | undefined> {
  const unsupported = unsupportedBecause(listener);
  if (unsupported !== undefined) return { code: 'other', message: unsupported };
  return (newPlace ? await checkPlace(listener) : undefined) ?? forwardingObstacle(listener);
}

const forwardingSetting = {
  ip: { file: '/proc/sys/net/ipv4/ip_forward', name: 'net.ipv4.ip_forward' },
  ip6: { file: '/proc/sys/net/ipv6/conf/all/forwarding', name: 'net.ipv6.conf.all.forwarding' },
} as const;

/** A target elsewhere is reached by forwarding, which the machine may have switched off. */
async function forwardingObstacle(listener: PlannedListener): Promise<BindFailure | undefined> {
  const away = servingTargets(listener).find(({ address }) => !isLocal(address));
  if (away === undefined) return undefined;
  const { file, name } = forwardingSetting[familyOf(listener.address)];
  const value = await readFile(file, 'utf8').catch(() => '');
  if (value.trim() !== '0') return undefined;
  const message = `This machine does not forward packets to ${away.address}: switch it on with "sysctl -w ${name}=1".`;
  return { code: 'other', message };
}

function isLocal(address: string): boolean {
  const text = canonicalAddress(address);
  if (text.startsWith('127.') || text === '::1') return true;
  return Object.values(networkInterfaces()).some((all) => all?.some((each) => each.address === text));
}
