/**
 * What other programs have on the machine of an nftables engine: rules, addresses, routes and connections, and what the
 * system says of them, to be compared. Made on the machines of bed.ts, so only inside a namespace that may be spoilt.
 */
import { execFileSync } from 'node:child_process';
import { places, virtual } from './bed.ts';

/**
 * Rules as iptables, Docker and an administrator make them, some under names of ours: those of another family, and one
 * that only begins like ours. `comment "traffic"`: what this test sends is counted there; all other counters stand still.
 */
const rules = `
table ip nat {
  chain PREROUTING {
    type nat hook prerouting priority -100; policy accept;
    counter jump DOCKER comment "traffic"
  }
  chain DOCKER {
    ip daddr 10.71.1.1 tcp dport 8081 counter dnat to ${places.a.address}:80 comment "traffic"
    ip daddr ${virtual.address} tcp dport 8081 counter dnat to ${places.b.address}:80 comment "traffic"
    ip daddr ${virtual.address} udp dport 8082 counter dnat to ${places.a.address}:80 comment "traffic"
    tcp dport 7 counter packets 5 bytes 300 dnat to 192.0.2.9:7
  }
  chain POSTROUTING {
    type nat hook postrouting priority 100; policy accept;
    ip saddr 172.17.0.0/16 counter packets 3 bytes 180 masquerade
  }
}
table ip6 nat {
  chain PREROUTING {
    type nat hook prerouting priority -100; policy accept;
    ip6 daddr fd71:1::1 tcp dport 8081 counter dnat to [${places.a.address6}]:80 comment "traffic"
  }
}
table inet firewall {
  set admins {
    type ipv4_addr; flags interval;
    elements = { 192.0.2.0/24, 198.51.100.7 }
  }
  map services {
    type inet_service : verdict;
    elements = { 22 : accept, 25 : drop }
  }
  counter knocked { packets 12 bytes 720 }
  quota month { over 500 mbytes used 17 mbytes }
  chain forward {
    type filter hook forward priority 0; policy accept;
    ct state established,related counter accept comment "traffic"
  }
  chain input {
    type filter hook input priority 0; policy accept;
    ip saddr @admins tcp dport vmap @services
    tcp dport 2222 counter name "knocked" drop
  }
}
table ip hotspare_old {
  set dropped { type ipv4_addr; elements = { 192.0.2.66 } }
  counter attempts { packets 1 bytes 60 }
  chain choose {
    ip daddr ${virtual.address} tcp dport 8083 counter dnat to ${places.b.address}:80 comment "traffic"
  }
  chain nat_prerouting {
    type nat hook prerouting priority -99; policy accept;
    jump choose
  }
}
table inet hotspare {
  set balancers { type ipv4_addr; elements = { ${virtual.address} } }
  map direct { type inet_service : ipv4_addr; elements = { 80 : ${places.a.address} } }
  chain choose {
    type filter hook forward priority 10; policy accept;
    tcp dport 7 counter packets 2 bytes 80 drop
  }
}
`;

const commands = [
  'addr add 10.99.0.1/24 dev v1',
  'addr add 198.51.100.1/32 dev lo',
  '-6 addr add fd99::1/64 dev v1 nodad',
  'route add 203.0.113.0/24 via 10.71.2.2',
  'route add blackhole 192.0.2.128/25',
  'route add 203.0.113.128/25 via 10.71.3.2 table 77',
  '-6 route add fd98::/64 via fd71:2::2',
  'rule add from 172.17.0.0/16 lookup 77 priority 500',
];

export function makeOthers(): void {
  execFileSync('nft', ['-f', '-'], { input: rules });
  for (const command of commands) execFileSync('ip', command.split(' '));
}

interface Listed {
  readonly family: string;
  readonly name?: string;
  readonly table?: string;
  readonly comment?: string;
  readonly expr?: readonly Readonly<Record<string, unknown>>[];
}
/** One object as `nft -j` lists it: its kind, and what it is. */
type NftObject = Readonly<Record<string, Listed>>;

function othersRules(): readonly NftObject[] {
  const output = execFileSync('nft', ['-j', 'list', 'ruleset']).toString();
  const { nftables }: { readonly nftables: readonly NftObject[] } = JSON.parse(output);
  return nftables.filter((object) => !('metainfo' in object) && !isOurs(object));
}

function isOurs(object: NftObject): boolean {
  const [[kind, { family, name, table }] = ['', { family: '' }]] = Object.entries(object);
  return (family === 'ip' || family === 'ip6') && (kind === 'table' ? name : table) === 'hotspare';
}

/** Everything of others that nothing of ours may change, handles included: what was made anew has another one. */
export interface Belongings {
  /** Without the counters of rules that this test's own traffic passes. */
  readonly rules: readonly unknown[];
  /** Those counters, in the order of the rules: packets. They may only grow. */
  readonly passed: readonly number[];
  readonly addresses: unknown;
  readonly routes: unknown;
}

export function lookAtOthers(): Belongings {
  const found = othersRules();
  const trafficRules = found.flatMap(({ rule }) => (rule?.comment === 'traffic' ? [rule] : []));
  return {
    rules: found.map((object) => (object['rule']?.comment === 'traffic' ? withoutCounters(object) : object)),
    passed: trafficRules.flatMap(({ expr = [] }) => expr.flatMap(packetsOf)),
    addresses: ip('addr'),
    routes: ['-4', '-6'].map((family) => [
      ip(family, 'route', 'show', 'table', 'all'),
      ip(family, 'rule', 'show'),
    ]),
  };
}

function withoutCounters(object: NftObject): unknown {
  const { rule } = object;
  return { rule: { ...rule, expr: rule?.expr?.filter((statement) => !('counter' in statement)) } };
}

function packetsOf(statement: Readonly<Record<string, unknown>>): readonly number[] {
  const { counter } = statement;
  if (typeof counter !== 'object' || counter === null || !('packets' in counter)) return [];
  return [Number(counter.packets)];
}

function ip(...args: readonly string[]): unknown {
  return JSON.parse(execFileSync('ip', ['-j', ...args]).toString());
}

/** Every entry of the kernel's table of connections: its tuples and its TCP state → its id. */
export function trackedConnections(): ReadonlyMap<string, string> {
  const lines = ['ipv4', 'ipv6'].flatMap((family) =>
    execFileSync('conntrack', ['-L', '-f', family, '-o', 'id'], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim()
      .split('\n'),
  );
  return new Map(
    lines.flatMap((line) => {
      const id = /\bid=(\d+)/.exec(line)?.[1];
      const [protocol = ''] = line.split(' ');
      const tuples = line.match(/\b(?:src|dst|sport|dport)=\S+/g) ?? [];
      const state = /^tcp +\d+ \d+ ([A-Z_]+)/.exec(line)?.[1] ?? '';
      return id === undefined ? [] : [[[protocol, state, ...tuples].join(' '), id]];
    }),
  );
}

/**
 * A program that keeps connections and flows. 'tcp ADDRESS PORT' and 'udp ADDRESS PORT' open one more; after each line it
 * has all that it keeps say a new word, and answers 'all answer', or what became of those that did not get theirs back.
 */
export const talker = `
  const net = require('net');
  const { createSocket } = require('dgram');
  const kept = [];
  const open = {
    tcp(host, port) {
      const socket = net.connect({ host, port });
      const end = { heard: '', broken: '', say: (word) => socket.write(word) };
      socket.on('data', (bytes) => (end.heard += bytes));
      socket.on('error', (error) => (end.broken = error.code));
      socket.on('close', () => (end.broken ||= 'closed'));
      return end;
    },
    udp(host, port) {
      const socket = createSocket('udp4');
      const end = { heard: '', broken: '', say: (word) => socket.send(word, port, host) };
      socket.on('message', (bytes) => (end.heard += bytes));
      return end;
    },
  };
  let words = 0;
  const askOne = async (end) => {
    const word = '<' + ++words + '>';
    end.say(word);
    for (let n = 0; n < 1000; n++) {
      if (end.heard.includes(word)) return '';
      if (end.broken !== '') return end.broken;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return 'silent';
  };
  require('readline').createInterface(process.stdin).on('line', async (line) => {
    const [protocol, host, port] = line.split(' ');
    if (open[protocol] !== undefined) kept.push({ line, end: open[protocol](host, Number(port)) });
    const answers = await Promise.all(kept.map(async ({ line, end }) => [line, await askOne(end)]));
    const failed = answers.filter(([, why]) => why !== '').map(([line, why]) => line + ': ' + why);
    console.log(failed.join(', ') || 'all answer');
  });`;
