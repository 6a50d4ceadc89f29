/** Which addresses a plan needs on the interface. */
import type { ForwardingPlan } from '../../domain/plan-types.ts';
import { canonicalAddress } from '../../net/address-bytes.ts';

/** Remembers the last answer: a plan that only switches servers must not wait for a thousand addresses to be read. */
export class WantedAddresses {
  #texts: ReadonlySet<string> = new Set();
  #addresses: ReadonlySet<string> = new Set();

  /** Those of its listeners: load balancers without one forward nothing. */
  of({ listeners }: ForwardingPlan): ReadonlySet<string> {
    const texts = new Set(listeners.map(({ address }) => address));
    const isKnown = texts.size === this.#texts.size && [...texts].every((text) => this.#texts.has(text));
    if (!isKnown) {
      this.#texts = texts;
      this.#addresses = new Set([...texts].map(canonicalAddress).filter((address) => !isEverywhere(address)));
    }
    return this.#addresses;
  }
}

/** Loopback addresses and wildcards: every machine has them, and no neighbour may have one. */
function isEverywhere(address: string): boolean {
  return ['0.0.0.0', '::', '::1'].includes(address) || address.startsWith('127.');
}
