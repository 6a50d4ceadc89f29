/** Which addresses the machine has and which of them are ours; changes only those. As of the last look, nothing waits. */
import { errors, SystemCallError } from '../../net/libc/system-call-error.ts';
import type { Interface, InterfaceAddress, Interfaces } from '../../net/netlink/interfaces.ts';
import { isMarked, singleAddressLength } from './mark.ts';

export interface HoldingsParts {
  readonly interfaceName: string;
  /** On the addresses of this service. */
  readonly mark: number;
  readonly interfaces: Interfaces;
}

export class Holdings {
  readonly #parts: HoldingsParts;
  #place: Interface | undefined;
  /** With our mark, on whatever interface. */
  #ours: readonly InterfaceAddress[] = [];
  /** What needs no adding: somebody else's on any interface, and ours on the right one. */
  #there = new Set<string>();

  constructor(parts: HoldingsParts) {
    this.#parts = parts;
  }

  /** The interface that ours belong on; undefined: there is none of that name now. */
  get place(): Interface | undefined {
    return this.#place;
  }

  /** Throws `SystemCallError`, and leaves what was known. */
  look(): void {
    const { interfaces, interfaceName, mark } = this.#parts;
    const place = interfaces.interfaces().find(({ name }) => name === interfaceName);
    const all = interfaces.addresses();
    const isOurs = (each: InterfaceAddress): boolean => isMarked(each) && each.metric === mark;
    this.#place = place;
    this.#ours = all.filter(isOurs);
    const inPlace = all.filter((each) => !isOurs(each) || each.interfaceIndex === place?.index);
    this.#there = new Set(inPlace.map(({ address }) => address));
  }

  has(address: string): boolean {
    return this.#there.has(address);
  }

  isOurs(address: string): boolean {
    return this.#ours.some((each) => each.address === address && each.interfaceIndex === this.#place?.index);
  }

  /** False: somebody else has been quicker. Throws `SystemCallError`. */
  add(address: string): boolean {
    if (this.#place === undefined) throw new SystemCallError('netlink', errors.ENODEV);
    const single = { interfaceIndex: this.#place.index, address, metric: this.#parts.mark };
    const isAdded = unless(errors.EEXIST, () => this.#parts.interfaces.add(single));
    this.#there.add(address);
    if (isAdded) this.#ours = [...this.#ours, { ...single, prefixLength: singleAddressLength(address) }];
    return isAdded;
  }

  /** Ours that nobody wants, or that are not on the right interface. */
  surplus(isWanted: (address: string) => boolean): readonly InterfaceAddress[] {
    return this.#ours.filter(
      ({ address, interfaceIndex }) => interfaceIndex !== this.#place?.index || !isWanted(address),
    );
  }

  /** Of one that `surplus` gave, right after a look. Throws `SystemCallError`. */
  remove(unwanted: InterfaceAddress): void {
    unless(errors.EADDRNOTAVAIL, () => this.#parts.interfaces.remove(unwanted));
    this.#ours = this.#ours.filter((each) => each !== unwanted);
    if (unwanted.interfaceIndex === this.#place?.index) this.#there.delete(unwanted.address);
  }

  close(): void {
    this.#parts.interfaces.close();
  }
}

/** False when it failed with this error. */
function unless(errno: number, act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof SystemCallError && error.errno === errno) return false;
    throw error;
  }
}
