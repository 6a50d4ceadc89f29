import { ApiError } from '../../contract/api-error.ts';
import { canonicalAddress, firstFreeAddress, poolHolds } from '../../domain/address-pool.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';

type Claimant = Pick<LoadBalancer, 'id' | 'addressType' | 'addressIpVersion'>;

/**
 * The wanted address, or the first free one of the pool, claimed for the load balancer. The claim's key must be
 * absent at the commit, so that calls at the same time never share an address.
 */
export async function claimAddress(
  context: ActionContext,
  claimant: Claimant,
  wanted: string | undefined,
): Promise<string> {
  const use = claimant.addressIpVersion === 'ipv6' ? 'ipv6' : claimant.addressType;
  const pool = context.settings.addressPools[use];
  if (use === 'ipv6' && pool.length === 0) throw new ApiError('ipv6NotSupported');
  const words = { use, pool: pool.join(', ') || 'empty' };

  const address =
    wanted === undefined
      ? firstFreeAddress(pool, await claimedAddresses(context))
      : canonicalIfHeld(pool, wanted);
  if (address === undefined) {
    throw wanted === undefined
      ? new ApiError('addressPoolExhausted', words)
      : new ApiError('addressNotInPool', { ...words, address: wanted });
  }
  const holder = await context.tx.get('addresses', keys.address(address));
  if (holder) throw new ApiError('addressInUse', { address, loadBalancerId: holder.loadBalancerId });
  context.tx.put('addresses', keys.address(address), { address, loadBalancerId: claimant.id });
  return address;
}

function canonicalIfHeld(pool: readonly string[], wanted: string): string | undefined {
  return poolHolds(pool, wanted) ? canonicalAddress(wanted) : undefined;
}

async function claimedAddresses({ tx }: ActionContext): Promise<ReadonlySet<string>> {
  const claims = await tx.list('addresses', prefixes.addresses);
  return new Set(claims.map(({ address }) => address));
}
