/** Which addresses a plan needs on the interface. Pure. */
import type { ForwardingPlan } from '../../domain/plan-types.ts';
import { canonicalAddress } from '../../net/address-bytes.ts';

/** Those of its listeners: load balancers without one forward nothing. */
export function wantedAddresses({ listeners }: ForwardingPlan): ReadonlySet<string> {
  const texts = new Set(listeners.map(({ address }) => address));
  return new Set([...texts].map(canonicalAddress).filter((address) => !isEverywhere(address)));
}

/** Loopback addresses and wildcards: every machine has them, and no neighbour may have one. */
function isEverywhere(address: string): boolean {
  return ['0.0.0.0', '::', '::1'].includes(address) || address.startsWith('127.');
}
