/** What the kernel really has, as opposed to what it was told. */
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { ObservedListener } from '../engine.ts';
import type { NftTransport } from './transport/transport.ts';
import { NftRefusal } from './transport/transport.ts';
import type { Standing } from './in-force.ts';
import { readMap } from './listing.ts';
import type { Family } from './names.ts';
import { familyOf, nameOf, placeKey, tableName } from './names.ts';
import { servingTargets } from './render.ts';

interface Maps {
  readonly guards: ReadonlyMap<string, string>;
  readonly direct: ReadonlyMap<string, string>;
  readonly pools: ReadonlyMap<string, string>;
}

export async function observeListeners(
  transport: NftTransport,
  standing: readonly Standing[],
): Promise<readonly ObservedListener[]> {
  const maps = new Map<Family, Maps>();
  for (const family of new Set(standing.map(({ planned }) => familyOf(planned.address)))) {
    const read = (name: string): Promise<ReadonlyMap<string, string>> => readMapOf(transport, family, name);
    maps.set(family, {
      guards: await read('guards'),
      direct: await read('direct'),
      pools: await read('pools'),
    });
  }
  return standing.map(({ planned, failure }) => {
    const own = failure === undefined ? maps.get(familyOf(planned.address)) : undefined;
    return observed(planned, own);
  });
}

function observed(planned: PlannedTransportListener, maps: Maps | undefined): ObservedListener {
  const { key, protocol, address, port, backend } = planned;
  const place = placeKey(protocol, planned);
  const bound = maps?.guards.has(place) ?? false;
  const serving = maps === undefined ? [] : servingIds(planned, place, maps);
  const { epoch } = backend;
  return { key, protocol, address, port, bound, serving, ...(epoch !== undefined && { epoch }) };
}

function servingIds(
  planned: PlannedTransportListener,
  place: string,
  { direct, pools }: Maps,
): readonly string[] {
  const targets = servingTargets(planned);
  const to = direct.get(place);
  if (to !== undefined)
    return targets.filter((target) => placeKey('tcp', target) === `tcp . ${to}`).map(({ id }) => id);
  return pools.get(place) === nameOf('p', planned.key) ? targets.map(({ id }) => id) : [];
}

async function readMapOf(
  transport: NftTransport,
  family: Family,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  try {
    return readMap(await transport.list(`list map ${family} ${tableName} ${name}`));
  } catch (error) {
    // The table is gone: so is everything in it.
    if (error instanceof NftRefusal) return new Map();
    throw error;
  }
}
