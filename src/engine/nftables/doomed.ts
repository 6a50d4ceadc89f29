/** Which connections a plan ends. Pure: of a connection and what was and is planned, what becomes of it. */
import type { PlannedListener } from '../../domain/plan-types.ts';
import type { TrackedConnection } from '../../net/netlink/conntrack.ts';
import { canonicalAddress } from '../../net/address-bytes.ts';
import { Admission } from '../admission.ts';
import { keptTargets } from './render.ts';

/** `addr port`, to compare targets by. */
export function placeOf({ address, port }: { readonly address: string; readonly port: number }): string {
  return `${canonicalAddress(address)} ${port}`;
}

/** True for a connection of this listener that has to go now. */
export type Judge = (connection: TrackedConnection) => boolean;

/** Of a listener that stays or has changed; `undefined`: nothing of its connections can be concerned. */
export function judgeOf(before: PlannedListener | undefined, after: PlannedListener): Judge | undefined {
  const kept = new Set(keptTargets(after).map(placeOf));
  const lost = before === undefined || keptTargets(before).some((target) => !kept.has(placeOf(target)));
  const resets = after.onTargetLost.kind === 'reset' && after.protocol === 'tcp';
  const lets =
    after.closeDisallowed && after.access.kind !== 'open' ? new Admission(after.access) : undefined;
  if (!lost && !resets && lets === undefined) return undefined;
  return (connection) => {
    if (lets !== undefined && !lets.admits(connection.client)) return true;
    if (kept.has(placeOf(connection.target))) return false;
    // Unanswered connects and datagrams move at once; what is established goes by the policy.
    return resets || after.protocol === 'udp' || !connection.repliedTo;
  };
}

/** Targets that the listener has lost by this change. */
export function lostTargets(before: PlannedListener, after: PlannedListener): readonly string[] {
  const kept = new Set(keptTargets(after).map(placeOf));
  return keptTargets(before)
    .map(placeOf)
    .filter((place) => !kept.has(place));
}
