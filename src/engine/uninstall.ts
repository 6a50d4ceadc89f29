/** Takes out of the kernel everything that a service of ours has put there, and nothing else. */
import { uninstallAddresses } from './addresses/remove-addresses.ts';
import { uninstallRules } from './nftables/remove-rules.ts';

/** What can be removed is, also when something else cannot. Rejects with `EngineError`. */
export async function uninstallEverything(): Promise<void> {
  const outcomes = await Promise.allSettled([uninstallRules(), uninstallAddresses()]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
