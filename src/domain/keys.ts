/** The layout of the store: one function per kind of key. Desired resources and observed state never share a prefix. */
import type { ListenerKey } from './plan-types.ts';

export const prefixes = {
  loadBalancers: 'load-balancers/',
  listeners: 'listeners/',
  serverGroups: 'server-groups/',
  servers: 'servers/',
  users: 'users/',
  accessKeys: 'access-keys/',
  sessions: 'sessions/',
  rules: 'rules/',
  accessLogSettings: 'access-log-settings/',
  monitorSettings: 'monitor-settings/',
  domainExtensions: 'domain-extensions/',
  serverCertificates: 'server-certificates/',
  caCertificates: 'ca-certificates/',
  tlsPolicies: 'tls-policies/',
  addresses: 'addresses/',
  accessControlLists: 'access-control-lists/',
  clientTokens: 'client-tokens/',
  elections: 'state/elections/',
  verdicts: 'state/verdicts/',
  history: 'history/',
} as const;

const {
  clientTokens: _tokens,
  elections: _elections,
  verdicts: _verdicts,
  history: _history,
  ...desired
} = prefixes;

/** Of what handlers write and read all the time: it fits into memory, which answers and observed state need not. */
export const desiredPrefixes: readonly string[] = Object.values(desired);

export const keys = {
  loadBalancer: (id: string) => `${prefixes.loadBalancers}${id}`,
  listener: (loadBalancerId: string, protocol: string, port: number) =>
    `${prefixes.listeners}${loadBalancerId}/${protocol}/${port}`,
  listenersOf: (loadBalancerId: string) => `${prefixes.listeners}${loadBalancerId}/`,
  serverGroup: (id: string) => `${prefixes.serverGroups}${id}`,
  server: (id: string) => `${prefixes.servers}${encodeURIComponent(id)}`,
  user: (name: string) => `${prefixes.users}${encodeURIComponent(name)}`,
  accessKey: (id: string) => `${prefixes.accessKeys}${encodeURIComponent(id)}`,
  session: (accessKeyId: string) => `${prefixes.sessions}${encodeURIComponent(accessKeyId)}`,
  rule: (id: string) => `${prefixes.rules}${encodeURIComponent(id)}`,
  accessLogSetting: (loadBalancerId: string) => `${prefixes.accessLogSettings}${loadBalancerId}`,
  monitorSetting: (regionId: string) => `${prefixes.monitorSettings}${encodeURIComponent(regionId)}`,
  domainExtension: (id: string) => `${prefixes.domainExtensions}${encodeURIComponent(id)}`,
  serverCertificate: (id: string) => `${prefixes.serverCertificates}${encodeURIComponent(id)}`,
  caCertificate: (id: string) => `${prefixes.caCertificates}${encodeURIComponent(id)}`,
  tlsPolicy: (id: string) => `${prefixes.tlsPolicies}${encodeURIComponent(id)}`,
  address: (address: string) => `${prefixes.addresses}${encodeURIComponent(address)}`,
  accessControlList: (id: string) => `${prefixes.accessControlLists}${encodeURIComponent(id)}`,
  clientToken: (accessKeyId: string, action: string, token: string) =>
    `${prefixes.clientTokens}${encodeURIComponent(accessKeyId)}/${action}/${encodeURIComponent(token)}`,
  election: (listener: ListenerKey) => `${prefixes.elections}${listener}`,
  electionsOf: (loadBalancerId: string) => `${prefixes.elections}${loadBalancerId}/`,
  verdict: (probeKey: string) => `${prefixes.verdicts}${encodeURIComponent(probeKey)}`,
  /** `sequence` is zero-padded so that key order is time order. */
  historyEvent: (listener: ListenerKey, sequence: number) =>
    `${prefixes.history}${listener}/${String(sequence).padStart(12, '0')}`,
  historyOf: (listenerOrLoadBalancer: string) => `${prefixes.history}${listenerOrLoadBalancer}/`,
} as const;

export function listenerKey(loadBalancerId: string, protocol: string, port: number): ListenerKey {
  return `${loadBalancerId}/${protocol}/${port}`;
}

/** Of a rule's own route: its listener's, with its id behind. */
export function ruleKey(listener: ListenerKey, ruleId: string): ListenerKey {
  return `${listener}/${ruleId}`;
}

/** The listener of a route, which is the listener's own or that of one of its rules. */
export function listenerOfRoute(route: ListenerKey): ListenerKey {
  return route.split('/', 3).join('/');
}
