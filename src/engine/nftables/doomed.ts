/** Which connections a plan ends. Pure: of a connection and what was and is planned, what becomes of it. */
import type { PlannedTransportListener, PlannedTarget } from '../../domain/plan-types.ts';
import type { TrackedConnection } from '../../net/netlink/conntrack.ts';
import { canonicalAddress } from '../../net/address-bytes.ts';
import { Admission } from '../admission.ts';
import { keptTargets } from './render.ts';

/** `addr port`, to compare targets by. */
export function placeOf({ address, port }: { readonly address: string; readonly port: number }): string {
  return `${canonicalAddress(address)} ${port}`;
}

/** True for a connection of this listener that has to go. */
export type Judge = (connection: TrackedConnection) => boolean;

/** What becomes of the connections of a listener that stays or has changed; absent: nothing of the kind. */
export interface Judgement {
  /** Those that go now. */
  readonly goes?: Judge;
  /** Connects that go if their target does not answer them. */
  readonly unanswered?: Judge;
}

export function judgementOf(
  before: PlannedTransportListener | undefined,
  after: PlannedTransportListener,
): Judgement {
  const kept = new Set(keptTargets(after).map(placeOf));
  const lost = before === undefined || keptTargets(before).some((target) => !kept.has(placeOf(target)));
  const resets = after.onTargetLost.kind === 'reset' && after.protocol === 'tcp';
  const lets =
    after.closeDisallowed && after.access.kind !== 'open' ? new Admission(after.access) : undefined;
  const left: Judge = ({ target }) => !kept.has(placeOf(target));
  const out: Judge = ({ client }) => lets !== undefined && !lets.admits(client);
  // What is established goes by the policy; flows move always, and at once.
  const moves = after.protocol === 'udp' || resets;
  const dead = new Set(knownBad(after).map(placeOf));
  const unanswered: Judge = (connection) => !connection.repliedTo && left(connection);
  const unanswerable: Judge = (connection) => unanswered(connection) && dead.has(placeOf(connection.target));
  const goes: Judge = (connection) =>
    out(connection) || (moves && left(connection)) || unanswerable(connection);
  return {
    ...((lets !== undefined || (moves && (lost || resets)) || (lost && dead.size > 0)) && { goes }),
    ...(lost && !moves && { unanswered }),
  };
}

/** Those that nobody need wait for. */
function knownBad({ backend }: PlannedTransportListener): readonly PlannedTarget[] {
  const others = backend.kind === 'pair' ? [backend.standby] : (backend.spare ?? []);
  return others.filter((target) => target !== undefined).filter(({ healthy }) => !healthy);
}

/** Targets that the listener has lost by this change. */
export function lostTargets(
  before: PlannedTransportListener,
  after: PlannedTransportListener,
): readonly string[] {
  const kept = new Set(keptTargets(after).map(placeOf));
  return keptTargets(before)
    .map(placeOf)
    .filter((place) => !kept.has(place));
}
