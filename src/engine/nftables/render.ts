/** One planned listener as items of the ruleset. Pure; golden-tested, and every golden text is tried by the real nft. */
import type { PlannedTransportListener, PlannedPool, PlannedTarget } from '../../domain/plan-types.ts';
import { counterSets, limitMaps } from './base.ts';
import type { Item } from './items.ts';
import type { Family } from './names.ts';
import { familyOf, nameOf, networkText, placeKey, whole } from './names.ts';
import { renderPool } from './pool.ts';

/** Throws `TypeError` when the plan holds what is no address, network or number. */
export function renderListener(listener: PlannedTransportListener): readonly Item[] {
  const family = familyOf(listener.address);
  const key = placeKey(listener.protocol, listener);
  return [
    ...counterSets.map((set): Item => ({ kind: 'element', family, set, key })),
    { kind: 'element', family, set: 'balancers', key: key.split(' . ')[1] ?? '' },
    ...renderGuard(listener, family, key),
    ...renderBandwidth(listener, family, key),
    ...renderBackend(listener, family, key),
    ...probedKeys(listener).map((key): Item => ({ kind: 'element', family, set: 'probed', key })),
    ...reachable(listener).map((target): Item => {
      return { kind: 'element', family, set: 'hidden', key: placeKey(listener.protocol, target) };
    }),
  ];
}

/** Those that take new connections. */
export function servingTargets({ backend }: PlannedTransportListener): readonly PlannedTarget[] {
  if (backend.kind === 'pool') return backend.targets;
  return backend.active === undefined ? [] : [backend.active];
}

/** The one target that every new connection goes to, when there is one. */
export function directTarget(listener: PlannedTransportListener): PlannedTarget | undefined {
  const { backend } = listener;
  return backend.kind === 'pool' && choosesTarget(backend) ? undefined : servingTargets(listener)[0];
}

/** Whether each new connection takes a choice, or a memory of who was pinned to whom. */
function choosesTarget({ targets, persistenceTimeoutMs }: PlannedPool): boolean {
  return targets.length > 1 || (targets.length === 1 && persistenceTimeoutMs > 0);
}

/** Those whose connections are theirs to keep. */
export function keptTargets(listener: PlannedTransportListener): readonly PlannedTarget[] {
  const { backend } = listener;
  return [...servingTargets(listener), ...(backend.kind === 'pool' ? (backend.resting ?? []) : [])];
}

/** Two members of a group may be one server: one place is named once. */
function reachable(listener: PlannedTransportListener): readonly PlannedTarget[] {
  const places = new Map(keptTargets(listener).map((target) => [`${target.address} ${target.port}`, target]));
  return [...places.values()];
}

/** Of all targets that are probed over TCP; in an order that a switch does not change. */
function probedKeys({ backend, protocol }: PlannedTransportListener): readonly string[] {
  const all =
    backend.kind === 'pair'
      ? [backend.active, backend.standby]
      : [...backend.targets, ...(backend.resting ?? []), ...(backend.spare ?? [])];
  const targets = protocol === 'tcp' ? all.filter((target) => target !== undefined) : [];
  return [...new Set(targets.map((target) => placeKey('tcp', target)))].sort();
}

/**
 * Whether a refused connect is swallowed, so that the client's own repetition of the SYN, after a second, meets whoever
 * serves then. Only where somebody else may serve then: else the client should hear that nobody is there.
 */
export function holdsRefusals({ protocol, backend }: PlannedTransportListener): boolean {
  if (protocol === 'udp') return false;
  if (backend.kind === 'pool') return backend.targets.length > 1 || (backend.spare?.length ?? 0) > 0;
  switch (backend.onConnectFailure.kind) {
    case 'hold':
      return true;
    case 'fallback':
      return backend.standby !== undefined && (backend.standby.healthy || backend.active?.healthy === false);
    case 'fail':
      return false;
  }
}

function renderBackend(listener: PlannedTransportListener, family: Family, key: string): readonly Item[] {
  const { backend } = listener;
  const held: readonly Item[] = holdsRefusals(listener)
    ? [{ kind: 'element', family, set: 'held', key }]
    : [];
  if (backend.kind === 'pool' && choosesTarget(backend))
    return [...held, ...renderPool({ listener, backend, family, key })];
  const target = directTarget(listener);
  if (target === undefined) return [];
  const value = placeKey('tcp', target).slice('tcp . '.length);
  return [...held, { kind: 'element', family, set: 'direct', key, value }];
}

/** What a new connection must pass: everything that needs no look at any other packet. */
function renderGuard(listener: PlannedTransportListener, family: Family, key: string): readonly Item[] {
  const { protocol } = listener;
  const timeout = renderTimeout(listener, family);
  const last = servingTargets(listener).length === 0 ? `refuse_${protocol}` : timeout.chain;
  const access = renderAccess(listener, family);
  const rules = [...access.rules, ...limitRules(listener)];
  const element = (chain: string): Item => {
    return { kind: 'element', family, set: 'guards', key, value: `jump ${chain}` };
  };
  if (rules.length === 0) return [...timeout.items, element(last)];
  const chain = nameOf('l', listener.key);
  return [
    ...timeout.items,
    ...access.items,
    { kind: 'chain', family, name: chain, rules: [...midstream(protocol), ...rules, `goto ${last}`] },
    element(chain),
  ];
}

/**
 * A segment that begins nothing and belongs to nothing that is known: its connection was cut, or timed out. Without
 * this rule the kernel would take it for a connection that it has missed the beginning of (nf_conntrack_tcp_loose).
 */
function midstream(protocol: PlannedTransportListener['protocol']): readonly string[] {
  return protocol === 'tcp' ? ['tcp flags & (fin | syn | rst | ack) != syn reject with tcp reset'] : [];
}

/** How long the kernel remembers a connection that both sides have ended, for what is still on its way. */
const afterEndSeconds = 10;

/** A chain that gives a new connection its time-out, shared by all listeners with the same one. */
function renderTimeout(
  { protocol, establishedTimeoutMs, udpFlowTimeoutMs }: PlannedTransportListener,
  family: Family,
): { readonly chain: string; readonly items: readonly Item[] } {
  // The kernel counts in seconds.
  const seconds = whole(
    Math.max(
      1,
      Math.ceil(((protocol === 'tcp' ? establishedTimeoutMs : udpFlowTimeoutMs) ?? 900_000) / 1000),
    ),
  );
  const name = `${protocol}_idle_${seconds}`;
  const policy =
    protocol === 'tcp'
      ? `established : ${seconds}, time_wait : ${afterEndSeconds}`
      : `unreplied : ${seconds}, replied : ${seconds}`;
  return {
    chain: name,
    items: [
      {
        kind: 'object',
        family,
        type: 'ct timeout',
        name: `t_${name}`,
        body: `protocol ${protocol}; l3proto ${family}; policy = { ${policy} };`,
      },
      { kind: 'chain', family, name, rules: [...midstream(protocol), `ct timeout set "t_${name}"`] },
    ],
  };
}

function renderAccess(
  { access, protocol }: PlannedTransportListener,
  family: Family,
): { readonly rules: readonly string[]; readonly items: readonly Item[] } {
  if (access.kind === 'open') return { rules: [], items: [] };
  const networks = access.cidrs.map(networkText).filter((cidr) => cidr.includes(':') === (family === 'ip6'));
  if (networks.length === 0)
    return { rules: access.kind === 'allow' ? [`goto deny_${protocol}`] : [], items: [] };
  const elements = [...new Set(networks)].sort();
  const name = nameOf('a', family, ...elements);
  const type = family === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
  const body = `type ${type}; flags interval; auto-merge; elements = { ${elements.join(', ')} };`;
  const negation = access.kind === 'allow' ? '!= ' : '';
  return {
    rules: [`${family} saddr ${negation}@${name} goto deny_${protocol}`],
    items: [{ kind: 'set', family, name, body }],
  };
}

function limitRules({ limits, protocol }: PlannedTransportListener): readonly string[] {
  const { maxConnections, newConnectionsPerSecond: perSecond } = limits;
  return [
    ...(maxConnections === null ? [] : [`ct count over ${whole(maxConnections)} goto deny_${protocol}`]),
    ...(perSecond === null
      ? []
      : [
          `limit rate over ${whole(perSecond)}/second burst ${whole(perSecond)} packets goto deny_${protocol}`,
        ]),
  ];
}

/** What is beyond the rate is lost, TCP segments too; the kernel lets at least a second's worth through at once. */
function renderBandwidth(
  { key: listenerKey, limits }: PlannedTransportListener,
  family: Family,
  key: string,
): readonly Item[] {
  const { bandwidthMbps } = limits;
  if (bandwidthMbps === null) return [];
  const perSecond = Math.max(1, Math.round(bandwidthMbps * 125_000));
  const rule = `limit rate over ${whole(perSecond)} bytes/second burst 65536 bytes drop`;
  return [
    ...limitChains(family),
    ...limitMaps.flatMap((set): Item[] => {
      const name = nameOf('b', set, listenerKey);
      return [
        { kind: 'chain', family, name, rules: [rule] },
        { kind: 'element', family, set, key, value: `jump ${name}` },
      ];
    }),
  ];
}

/** Where every packet is looked up: from clients before its destination is translated, to them after its source was. */
function limitChains(family: Family): readonly Item[] {
  const from = `meta l4proto { tcp, udp } meta l4proto . ${family} daddr . th dport vmap @from_clients`;
  const to = `meta l4proto { tcp, udp } meta l4proto . ${family} saddr . th sport vmap @to_clients`;
  const chain = (name: string, hook: string, priority: number, rule: string): Item => {
    const type = `type filter hook ${hook} priority ${priority}; policy accept;`;
    return { kind: 'chain', family, name, hook: type, rules: [rule] };
  };
  return [
    chain('limit_prerouting', 'prerouting', -150, from),
    chain('limit_output', 'output', -150, from),
    chain('limit_postrouting', 'postrouting', 160, to),
  ];
}
