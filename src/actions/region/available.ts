import type { availableAddressTypes } from '../../contract/region.ts';
import type { ActionHandler, ApiSettings } from '../context.ts';
import { findRegion } from './describe.ts';

type AvailableAddressType = (typeof availableAddressTypes)[number];

interface Kind {
  readonly AddressType: AvailableAddressType;
  readonly AddressIPVersion: 'ipv4' | 'ipv6';
}

export const describeAvailableResource: ActionHandler<'DescribeAvailableResource'> = async (
  params,
  context,
) => {
  const { zones } = findRegion(context, params.RegionId);
  const addressType = params.AddressType?.replace('-', '_');
  const kinds = availableKinds(context.settings.addressPools)
    .filter(({ AddressType }) => addressType === undefined || AddressType === addressType)
    .filter(({ AddressIPVersion: version }) => (params.AddressIPVersion ?? version) === version);
  const pairs = kinds.length === 0 ? [] : zones.flatMap((master) => pairsWith(master, zones));
  return {
    AvailableResources: pairs.map(([master, slave]) => ({
      MasterZoneId: master,
      SlaveZoneId: slave,
      SupportResources: kinds,
    })),
  };
};

function pairsWith(master: string, zones: readonly string[]): readonly (readonly [string, string])[] {
  const others = zones.filter((zone) => zone !== master);
  return (others.length === 0 ? [master] : others).map((slave) => [master, slave]);
}

/** What CreateLoadBalancer finds an address for: the pool of IPv6 serves every kind. */
function availableKinds({ internet, intranet, ipv6 }: ApiSettings['addressPools']): readonly Kind[] {
  const pools = { vpc: intranet, classic_internet: internet, classic_intranet: intranet };
  const ofVersion = (version: Kind['AddressIPVersion'], has: (type: AvailableAddressType) => boolean) =>
    (['vpc', 'classic_internet', 'classic_intranet'] as const)
      .filter(has)
      .map((type): Kind => ({ AddressType: type, AddressIPVersion: version }));
  return [
    ...ofVersion('ipv4', (type) => pools[type].length > 0),
    ...ofVersion('ipv6', () => ipv6.length > 0),
  ];
}
