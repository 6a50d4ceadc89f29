/** Whether this machine and user can have the nftables engine: tried, not guessed. Leaves nothing behind. */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Availability } from '../choice.ts';
import type { NftTransport } from './transport/transport.ts';
import { openTransport } from './transport/open.ts';
import { nameOf } from './names.ts';
import { messageOf } from '../../lib/message-of.ts';

const noRight: Availability = {
  ok: false,
  reason: 'This user may not change the rules of the kernel.',
  remedy: 'Run the service as root or with CAP_NET_ADMIN and CAP_NET_RAW.',
};

/** Bit of `CapEff` in /proc/self/status; capabilities(7). */
const CAP_NET_ADMIN = 12n;

/** Never rejects. */
export async function nftablesAvailable(): Promise<Availability> {
  if (process.platform !== 'linux')
    return { ok: false, reason: 'nftables is a part of Linux.', remedy: 'Use the embedded engine here.' };
  // Asked first, since libnftables tells of a refusal on standard error as well.
  if (!(await mayChangeRules())) return noRight;
  let transport: NftTransport | undefined;
  try {
    transport = await openTransport();
    await transport.run(trial(nameOf('hotspare_trial', hostname(), process.pid)));
    return { ok: true, how: transport.how };
  } catch (error) {
    return explain(messageOf(error));
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
  if (/not permitted|permission/i.test(message)) return noRight;
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
}

async function mayChangeRules(): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'utf8');
  const [, effective = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  return ((BigInt(`0x${effective}`) >> CAP_NET_ADMIN) & 1n) === 1n;
}
