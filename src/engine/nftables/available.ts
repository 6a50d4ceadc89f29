/** Whether this machine and user can run the engine: tried, not guessed, and nothing is left behind. */
import { readFile } from 'node:fs/promises';
import type { Availability } from '../choice.ts';
import { openTransport } from './drive.ts';

/** Bit of `CapEff` in /proc/self/status; capabilities(7). */
const CAP_NET_ADMIN = 12n;

/** Never rejects. */
export async function nftablesAvailable(): Promise<Availability> {
  if (process.platform !== 'linux')
    return missing('It is a part of Linux.', 'Use the embedded engine on this system.');
  if (!(await mayAdministerNetworks()))
    return missing(
      'This user may not change packet filter rules (CAP_NET_ADMIN).',
      'Run the service as root, or give it that capability.',
    );
  try {
    const transport = await openTransport();
    try {
      await transport.run(trial(`hotspare-trial-${process.pid}`));
      return { ok: true, how: transport.how };
    } finally {
      transport.close();
    }
  } catch (error) {
    return missing(
      `Trying it failed: ${error instanceof Error ? error.message : String(error)}`,
      'Install nftables (Debian: apt-get install nftables) and check that the kernel has it.',
    );
  }
}

function missing(reason: string, remedy: string): Availability {
  return { ok: false, reason, remedy };
}

/** What every plan needs from the kernel, added and removed in one transaction. */
function trial(table: string): string {
  return [
    `add table ip ${table}`,
    `add map ip ${table} m { type ipv4_addr . inet_service : ipv4_addr . inet_service ; }`,
    `add chain ip ${table} c { type nat hook prerouting priority dstnat ; }`,
    `add rule ip ${table} c dnat ip to ip daddr . tcp dport map @m`,
    `delete table ip ${table}`,
  ].join('\n');
}

async function mayAdministerNetworks(): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'utf8');
  const [, effective = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  return ((BigInt(`0x${effective}`) >> CAP_NET_ADMIN) & 1n) === 1n;
}
