/**
 * The table without any listener: sets and maps keyed by protocol, address and port, and the chains that look into
 * them. A listener more is an element more, and costs a packet nothing.
 *
 * The first packet of a connection decides everything (the chains of type nat see no others): whether it is let in, who
 * serves it, and that it is counted. The others pass by two comparisons in one chain, which waits for refusals and for
 * the first client of an epoch. How much they carry is counted by the table of connections (traffic.ts). Only where a
 * listener's bandwidth is limited are there chains that look up every packet (render.ts).
 *
 * Connections that have ended leave the table of connections after seconds, not minutes: its room is what limits a busy
 * balancer. Those of health checks, thousands a second with many listeners, are among them (set probed).
 *
 * The hooks are two pairs: prerouting and postrouting for what is forwarded, output and postrouting for programs on
 * this machine itself.
 */
import { type Family, probeMark, tableName } from './names.ts';

/** How targets see their clients. */
export type SourceAddress =
  /** As the clients that they are: the targets must route back through this machine. */
  | { readonly kind: 'keep' }
  /** As the address that this machine has towards the target. */
  | { readonly kind: 'masquerade' }
  /** As one of these: more than 64,000 connections to a target need more than one. */
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] };

export interface BaseOptions {
  readonly sourceAddress: SourceAddress;
  /** Netfilter log group that tells of refusals and of the first client served. */
  readonly logGroup: number;
}

/** Prefixes of logged packets. */
export const logPrefix = { refused: 'hotspare refused', served: 'hotspare served' } as const;

/** Sets with counters, one element a listener. */
export const counterSets = ['attempts', 'refused', 'failed', 'dropped'] as const;
export type CounterSet = (typeof counterSets)[number];
/** Maps of listeners with a limited bandwidth, by who sends, to the chain that limits it. */
export const limitMaps = ['from_clients', 'to_clients'] as const;

/** Text that makes the table; in one transaction with what comes behind it. */
export function renderBase(family: Family, options: BaseOptions): string {
  const address = family === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
  const place = `type inet_proto . ${address} . inet_service;`;
  const to = `meta l4proto . ${family} daddr . th dport`;
  const from = `meta l4proto . ${family} saddr . th sport`;
  const log = `log group ${options.logGroup} prefix`;
  const unreachable =
    family === 'ip'
      ? 'icmp type destination-unreachable icmp code port-unreachable'
      : 'icmpv6 type destination-unreachable icmpv6 code port-unreachable';
  return `table ${family} ${tableName} {
${counterSets.map((name) => `  set ${name} { ${place} counter; }`).join('\n')}
  set awaited { ${place} }
  set held { ${place} }
  set hidden { ${place} }
  set probed { ${place} }
  set balancers { type ${address}; }
  ct timeout probes { protocol tcp; l3proto ${family}; policy = { time_wait : 1 }; }
  map guards { ${place.slice(0, -1)} : verdict; }
${limitMaps.map((name) => `  map ${name} { ${place.slice(0, -1)} : verdict; }`).join('\n')}
  map direct { ${place.slice(0, -1)} : ${address} . inet_service; }
  map pools { ${place.slice(0, -1)} : verdict; }

  chain deny_tcp {
    ${to} @dropped
    reject with tcp reset
  }
  chain deny_udp {
    ${to} @dropped
    drop
  }
  chain refuse_tcp {
    ${to} @failed
    reject with tcp reset
  }
  chain refuse_udp {
    ${to} @failed
    drop
  }
  chain begin {
    ${to} vmap @guards
    ${to} @attempts
    meta l4proto udp ${to} @awaited limit rate 500/second ${log} "${logPrefix.served}"
    dnat ${family} to ${to} map @direct
    ${to} vmap @pools
  }
  chain refusal {
    ${from} @refused
    limit rate 500/second ${log} "${logPrefix.refused}"
    ${from} @held drop
  }
  chain answer {
    tcp flags & (syn | rst | ack) == rst | ack tcp sequence 0 jump refusal
    tcp flags & (syn | ack) == syn | ack ${from} @awaited limit rate 500/second ${log} "${logPrefix.served}"
  }

  chain raw_output {
    type filter hook output priority -300; policy accept;
    meta mark ${probeMark} notrack
  }
  chain nat_prerouting {
    type nat hook prerouting priority -100; policy accept;
    meta l4proto { tcp, udp } jump begin
  }
  chain nat_output {
    type nat hook output priority -100; policy accept;
    ${to} @probed ct timeout set "probes"
    meta l4proto { tcp, udp } jump begin
  }
  chain nat_postrouting {
    type nat hook postrouting priority 100; policy accept;
    ${renderSource(family, options.sourceAddress)}
  }
  chain late_postrouting {
    type filter hook postrouting priority 150; policy accept;
    ct status & (dnat | assured) == dnat jump answer
    ${unreachable} ct status & dnat == dnat limit rate 500/second ${log} "${logPrefix.refused}"
  }
}
`;
}

/** Only for connections from a balancer address of ours to a target of ours; over lo there is nothing to hide. */
function renderSource(family: Family, source: SourceAddress): string {
  if (source.kind === 'keep') return '# targets see their clients as they are';
  const ours = `oif != "lo" ct status dnat ct original ${family} daddr @balancers meta l4proto . ${family} daddr . th dport @hidden`;
  if (source.kind === 'masquerade') return `${ours} masquerade`;
  const own = source.addresses.filter((address) => address.includes(':') === (family === 'ip6'));
  if (own.length === 0) return `${ours} masquerade`;
  const choices = own.map((address, index) => `${index} : ${address}`).join(', ');
  return `${ours} snat to jhash ${family} saddr . th sport mod ${own.length} map { ${choices} }`;
}
