/** One listener with everything it refers to put together: its route, its rules' routes, who may come, its certificates. Pure. */
import type { AccessControlList } from './access-control.ts';
import { accessOf } from './access-rule.ts';
import type { CaCertificate, ServerCertificate } from './certificates.ts';
import type { DomainExtension } from './domain-extensions.ts';
import type { CookiePersistence } from './http-listeners.ts';
import { listenerKey, ruleKey } from './keys.ts';
import type { ListenerKey, PlannedAccess } from './plan-types.ts';
import type { FailoverDefaults } from './policy.ts';
import { type ResolvedRoute, resolveRoute, type ResolveServer, type RouteSources } from './resolve-route.ts';
import { type ResolvedTls, resolveTls } from './resolve-tls.ts';
import type { Layer7Listener, Listener, ListenerBackend, LoadBalancer, ServerGroup } from './resources.ts';
import type { Rule } from './rules.ts';
import type { TlsPolicy } from './tls-policies.ts';

/** All desired resources at one revision. */
export interface DesiredState {
  readonly loadBalancers: ReadonlyMap<string, LoadBalancer>;
  readonly listeners: ReadonlyMap<ListenerKey, Listener>;
  readonly serverGroups: ReadonlyMap<string, ServerGroup>;
  readonly accessControlLists: ReadonlyMap<string, AccessControlList>;
  readonly serverCertificates: ReadonlyMap<string, ServerCertificate>;
  readonly caCertificates: ReadonlyMap<string, CaCertificate>;
  readonly tlsPolicies: ReadonlyMap<string, TlsPolicy>;
  /** By listener. */
  readonly rules: ReadonlyMap<ListenerKey, readonly Rule[]>;
  readonly domainExtensions: ReadonlyMap<ListenerKey, readonly DomainExtension[]>;
}

export interface ResolvedListener extends ResolvedRoute {
  readonly loadBalancer: LoadBalancer;
  readonly listener: Listener;
  readonly access: PlannedAccess;
  /** In the order in which they were made. */
  readonly rules: readonly ResolvedRule[];
  /** Of an HTTPS listener whose certificates are all there. */
  readonly tls: ResolvedTls | null;
}

export interface ResolvedRule extends ResolvedRoute {
  readonly rule: Rule;
  /** Those that count: the rule's own, or its listener's. */
  readonly scheduler: string;
  readonly persistence: CookiePersistence;
}

/** What a listener may refer to. Only looked up, never gone through, so that what it depends on can be told. */
export type Referred = {
  readonly [K in Exclude<keyof DesiredState, 'listeners'>]: Pick<DesiredState[K], 'get'>;
};

/** Undefined when its load balancer does not exist. */
export function resolveListener(
  listener: Listener,
  desired: Referred,
  resolveServer: ResolveServer,
  defaults: FailoverDefaults,
): ResolvedListener | undefined {
  const loadBalancer = desired.loadBalancers.get(listener.loadBalancerId);
  if (!loadBalancer) return undefined;
  const key = listenerKey(loadBalancer.id, listener.protocol, listener.port);
  const sources = { loadBalancer, serverGroups: desired.serverGroups, resolveServer, defaults };
  const drain = listener.protocol === 'tcp' ? { connectionDrainMs: listener.connectionDrainMs } : {};
  const { backend, healthCheck, order } = listener;
  return {
    ...resolveRoute({ key, backend, healthCheck, order, ...drain }, sources),
    loadBalancer,
    listener,
    access: accessOf(listener, desired.accessControlLists),
    rules:
      listener.protocol === 'tcp' || listener.protocol === 'udp'
        ? []
        : rulesOf(listener, key, desired, sources),
    tls: listener.protocol === 'https' ? resolveTls(listener, key, desired) : null,
  };
}

/** The listener's own route and those of its rules. */
export function routesOf(resolved: ResolvedListener): readonly ResolvedRoute[] {
  return resolved.rules.length === 0 ? [resolved] : [resolved, ...resolved.rules];
}

function rulesOf(
  listener: Layer7Listener,
  key: ListenerKey,
  desired: Referred,
  sources: RouteSources,
): readonly ResolvedRule[] {
  return (desired.rules.get(key) ?? []).map((rule) => {
    const { healthCheck, scheduler, persistence } = rule.listenerSync ? listener : rule;
    const backend: ListenerBackend = { kind: rule.groupKind, groupId: rule.groupId };
    const route = resolveRoute(
      { key: ruleKey(key, rule.id), backend, healthCheck, order: rule.order },
      sources,
    );
    return { ...route, rule, scheduler, persistence };
  });
}
