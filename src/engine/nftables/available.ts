<<<<<<< HEAD
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
=======
/** Whether this machine and user can have the nftables engine: tried, not guessed. Leaves nothing behind. */
import { hostname } from 'node:os';
import type { NftTransport } from './drive.ts';
import { openTransport } from './drive.ts';
import { nameOf } from './names.ts';

export type Availability =
  /** How rules reach the kernel: `libnftables in the process`. */
  | { readonly ok: true; readonly how: string }
  /** Sentences: what is missing, and how to get it. */
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

export async function nftablesAvailable(): Promise<Availability> {
  if (process.platform !== 'linux')
    return { ok: false, reason: 'nftables is a part of Linux.', remedy: 'Use the embedded engine here.' };
  let transport: NftTransport | undefined;
  try {
    transport = await openTransport();
    await transport.run(trial(nameOf('hotspare_trial', hostname(), process.pid)));
    return { ok: true, how: transport.how };
  } catch (error) {
    return explain(error instanceof Error ? error.message : String(error));
  } finally {
    transport?.close();
  }
}

/** Everything that an engine needs of the kernel, made and taken away in one transaction. */
function trial(table: string): string {
  return `table ip ${table} {
  set counted { type inet_proto . ipv4_addr . inet_service; counter; }
  map direct { type inet_proto . ipv4_addr . inet_service : ipv4_addr . inet_service; }
  ct timeout idle { protocol tcp; l3proto ip; policy = { established : 900 }; }
  chain early {
    type filter hook prerouting priority -150; policy accept;
    ct state new ct timeout set "idle"
    meta l4proto . ip daddr . th dport @counted limit rate 5/second reject with tcp reset
  }
  chain nat {
    type nat hook output priority -100; policy accept;
    dnat ip to meta l4proto . ip daddr . th dport map @direct
  }
}
delete table ip ${table}`;
}

function explain(message: string): Availability {
  if (/not permitted|permission/i.test(message))
    return {
      ok: false,
      reason: 'This user may not change the rules of the kernel.',
      remedy: 'Run the service as root or with CAP_NET_ADMIN and CAP_NET_RAW.',
    };
  if (/no program nft/i.test(message))
    return {
      ok: false,
      reason: 'nftables is not installed.',
      remedy: 'Install the package nftables (1.0.6 or later).',
    };
  return {
    ok: false,
    reason: `The kernel does not accept the rules: ${message}`,
    remedy: 'A kernel with nftables, NAT and connection tracking is needed (Linux 5.13 or later).',
  };
>>>>>>> nft
}
