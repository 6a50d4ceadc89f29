/** Whom of a listener's connections something is to happen to. */
import type { ConnectionFilter, TrackedConnection } from '../../net/netlink/conntrack.ts';
import type { Judge } from './doomed.ts';
import { placeKey } from './names.ts';

/** A listener's place and who of its connections has to go. */
export interface Sentence extends ConnectionFilter {
  readonly judge: Judge;
}

/** Of several sentences on one place the latest counts. */
export function byPlace(sentences: readonly Sentence[]): Map<string, Sentence> {
  return new Map(sentences.map((each) => [placeKey(each.protocol, each), each]));
}

/** The place that its client asked for. */
export function keyOf({ protocol, destination }: TrackedConnection): string {
  return placeKey(protocol, destination);
}
