/** The counters of listeners in the kernel's sets: read past the tool where that is possible, else by it. */
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { CounterSet } from './base.ts';
import type { Kernel } from './kernel.ts';
import { type Counted, nothingCounted } from '../../net/netlink/counted.ts';
import { readCounterSet, readElementPackets } from './listing.ts';
import type { Family } from './names.ts';
import { familyOf, placeBytes, placeKey, tableName } from './names.ts';

/** What a set has counted for a listener. */
export type Lookup = (listener: PlannedTransportListener) => Counted;

export async function readListenerCounters(kernel: Kernel, family: Family, set: CounterSet): Promise<Lookup> {
  if (kernel.reader === undefined) {
    const found = readCounterSet(await kernel.transport.list(`list set ${family} ${tableName} ${set}`));
    return (listener) => found.get(placeKey(listener.protocol, listener)) ?? nothingCounted;
  }
  const found = await kernel.reader.read({ family, table: tableName, set });
  return (listener) => found.get(kernelKey(listener)) ?? nothingCounted;
}

/** Of ten thousand listeners in each look, worked out once for each. */
const kernelKeys = new WeakMap<PlannedTransportListener, string>();

function kernelKey(listener: PlannedTransportListener): string {
  const known = kernelKeys.get(listener);
  if (known !== undefined) return known;
  const key = Buffer.from(placeBytes(listener.protocol, listener.address, listener.port)).toString('hex');
  kernelKeys.set(listener, key);
  return key;
}

/** Packets counted for one listener. */
export async function readListenerPackets(
  { reader, transport }: Kernel,
  { protocol, address, port }: PlannedTransportListener,
  set: CounterSet,
): Promise<number> {
  const family = familyOf(address);
  if (reader === undefined) {
    const element = `{ ${placeKey(protocol, { address, port })} }`;
    return readElementPackets(await transport.list(`get element ${family} ${tableName} ${set} ${element}`));
  }
  const key = placeBytes(protocol, address, port);
  return (await reader.readOne({ family, table: tableName, set }, key))?.packets ?? 0;
}
