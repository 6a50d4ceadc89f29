/**
 * The simple model: what one account holds, in plain maps and arrays. It is written from the documentation alone and
 * shares no code with `src/domain` and `src/actions`. Words are those of the wire where there are any.
 */

/** Small, so that sequences meet them; the service under test is started with the same. */
export const quotas = {
  loadBalancers: 5,
  listenersPerLoadBalancer: 5,
  serversPerLoadBalancer: 6,
  serversPerCall: 4,
  accessControlLists: 5,
  entriesPerAccessControlList: 5,
  listenersPerAccessControlList: 3,
  accessEntriesPerListener: 6,
  whiteListItemsPerListener: 4,
  rulesPerListener: 4,
  domainExtensionsPerListener: 2,
  certificates: 4,
  tlsPolicies: 4,
} as const;

/** Servers that the service's configuration knows; nobody listens there, so that probes fail and verdicts come. */
export const configuredServers = { 'i-1': '127.0.0.1', 'i-2': '127.0.0.1', 'i-3': '127.0.0.1' } as const;

export type Protocol = 'tcp' | 'udp' | 'http' | 'https';
export type Tags = Record<string, string>;

export interface Member {
  ServerId: string;
  /** 0 in the default group, whose port is the listener's affair. */
  Port: number;
  Weight: number;
}

export interface Balancer {
  id: string;
  address: string;
  version: 'ipv4' | 'ipv6';
  name: string;
  status: 'active' | 'inactive';
  deleteProtection: boolean;
  tags: Tags;
  /** Of the default group, in the order in which they were added. */
  members: Member[];
}

export type Backend =
  /** The default group, at `backendPort`. */
  | { kind: 'default' }
  | { kind: 'vserver' | 'masterslave'; group: string }
  /** Of an HTTP listener that redirects. */
  | { kind: 'none' };

export interface Listener {
  /** Of the load balancer. */
  balancer: string;
  protocol: Protocol;
  port: number;
  started: boolean;
  /** Settings without references, as Describe…Attribute shows them. */
  shown: Record<string, string | number>;
  backend: Backend;
  /** The last one given; listeners that leave a group go back to it. */
  backendPort: number | undefined;
  acl: { on: boolean; type: string | undefined; ids: string[] };
  whiteList: { on: boolean; items: string[] };
  redirectTo: number | undefined;
  certificate: string | undefined;
  caCertificate: string | undefined;
  tlsPolicy: string | undefined;
  tags: Tags;
}

export interface Group {
  id: string;
  kind: 'vserver' | 'masterslave';
  balancer: string;
  name: string;
  members: Member[];
  /** Of a master-slave group: role by place in `members`. */
  roles: string[];
  tags: Tags;
}

export interface Rule {
  id: string;
  /** Key of its listener. */
  listener: string;
  name: string;
  domain: string;
  url: string;
  group: string;
}

export interface AccessList {
  id: string;
  name: string;
  version: 'ipv4' | 'ipv6';
  /** With their length, in the order in which they were added. */
  entries: { cidr: string; comment: string }[];
  tags: Tags;
}

export interface Certificate {
  id: string;
  kind: 'server' | 'ca';
  name: string;
  tags: Tags;
}

export interface Extension {
  id: string;
  /** Key of its listener. */
  listener: string;
  domain: string;
  certificate: string;
}

export interface TlsPolicy {
  id: string;
  name: string;
  versions: string[];
  ciphers: string[];
}

export interface Account {
  balancers: Map<string, Balancer>;
  /** By `listenerKey`. */
  listeners: Map<string, Listener>;
  groups: Map<string, Group>;
  rules: Map<string, Rule>;
  lists: Map<string, AccessList>;
  certificates: Map<string, Certificate>;
  extensions: Map<string, Extension>;
  policies: Map<string, TlsPolicy>;
  /** Registered by calls: address by id. */
  servers: Map<string, string>;
  /** Ids that were deleted: sequences go on naming them. */
  gone: string[];
}

export function emptyAccount(): Account {
  return {
    balancers: new Map(),
    listeners: new Map(),
    groups: new Map(),
    rules: new Map(),
    lists: new Map(),
    certificates: new Map(),
    extensions: new Map(),
    policies: new Map(),
    servers: new Map(),
    gone: [],
  };
}

export function listenerKey(balancer: string, protocol: string, port: number): string {
  return `${balancer}_${protocol}_${port}`;
}

export function keyOf({ balancer, protocol, port }: Listener): string {
  return listenerKey(balancer, protocol, port);
}

export function listenersOf({ listeners }: Account, balancer: string): readonly Listener[] {
  return [...listeners.values()].filter((listener) => listener.balancer === balancer);
}

/** Those on a port, of one protocol where one is named. */
export function listenersAt(
  account: Account,
  balancer: string,
  port: number,
  protocol?: Protocol,
): readonly Listener[] {
  return listenersOf(account, balancer).filter(
    (listener) => listener.port === port && (protocol === undefined || listener.protocol === protocol),
  );
}

/** Oldest first: rules come and go, but none changes its place. */
export function rulesOf({ rules }: Account, listener: string): readonly Rule[] {
  return [...rules.values()].filter((rule) => rule.listener === listener);
}

export function extensionsOf({ extensions }: Account, listener: string): readonly Extension[] {
  return [...extensions.values()].filter((extension) => extension.listener === listener);
}

/** A list that a listener remembers while its access control is off is not in use. */
export function usersOfList(account: Account, id: string): readonly Listener[] {
  return [...account.listeners.values()].filter(({ acl }) => acl.on && acl.ids.includes(id));
}

export function usersOfGroup(account: Account, id: string): readonly Listener[] {
  return [...account.listeners.values()].filter(({ backend }) => 'group' in backend && backend.group === id);
}

export function isKnownServer({ servers }: Account, id: string): boolean {
  return servers.has(id) || Object.hasOwn(configuredServers, id);
}

/** The account as if it had one load balancer only: what is chosen from it concerns this one, or the whole region. */
export function around(account: Account, balancer: string): Account {
  const own = <T>(map: Map<string, T>, isOwn: (one: T) => boolean): Map<string, T> =>
    new Map([...map].filter(([, one]) => isOwn(one)));
  const listeners = own(account.listeners, (listener) => listener.balancer === balancer);
  return {
    ...account,
    balancers: own(account.balancers, ({ id }) => id === balancer),
    listeners,
    groups: own(account.groups, (group) => group.balancer === balancer),
    rules: own(account.rules, ({ listener }) => listeners.has(listener)),
    extensions: own(account.extensions, ({ listener }) => listeners.has(listener)),
  };
}

/** The same with one listener only, and the group behind it. */
export function aroundListener(account: Account, listener: Listener): Account {
  const scene = around(account, listener.balancer);
  const { backend } = listener;
  const groups = 'group' in backend ? [...scene.groups].filter(([id]) => id === backend.group) : scene.groups;
  return { ...scene, listeners: new Map([[keyOf(listener), listener]]), groups: new Map(groups) };
}

/** Forgets a listener and what is part of it. */
export function removeListener(account: Account, key: string): void {
  for (const { id } of rulesOf(account, key)) remove(account, account.rules, id);
  for (const { id } of extensionsOf(account, key)) remove(account, account.extensions, id);
  account.listeners.delete(key);
}

/** The model's own promise: nothing refers to what is not there. Throws, naming the first that does. */
export function requireNoDanglingReference(account: Account): void {
  const must = (there: boolean, who: string, what: string): void => {
    if (!there) throw new Error(`${who} refers to ${what}, which does not exist`);
  };
  for (const listener of account.listeners.values()) {
    const who = keyOf(listener);
    const { backend, certificate, caCertificate, tlsPolicy } = listener;
    must(account.balancers.has(listener.balancer), who, listener.balancer);
    if ('group' in backend) must(account.groups.has(backend.group), who, backend.group);
    if (listener.acl.on) for (const id of listener.acl.ids) must(account.lists.has(id), who, id);
    for (const id of [certificate, caCertificate])
      if (id !== undefined) must(account.certificates.has(id), who, id);
    if (tlsPolicy?.startsWith('tls-')) must(account.policies.has(tlsPolicy), who, tlsPolicy);
  }
  for (const group of account.groups.values())
    must(account.balancers.has(group.balancer), group.id, group.balancer);
  for (const rule of account.rules.values()) {
    must(account.listeners.has(rule.listener), rule.id, rule.listener);
    must(account.groups.has(rule.group), rule.id, rule.group);
  }
  for (const extension of account.extensions.values()) {
    must(account.listeners.has(extension.listener), extension.id, extension.listener);
    must(account.certificates.has(extension.certificate), extension.id, extension.certificate);
  }
}

/** Takes a resource out and remembers its id. */
export function remove<T>(account: Account, from: Map<string, T>, id: string): void {
  from.delete(id);
  account.gone.push(id);
  if (account.gone.length > 50) account.gone.shift();
}
