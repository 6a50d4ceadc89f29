/** What an engine must do for requests, as opposed to connections. Pure. */
import type { ServerCertificate } from './certificates.ts';
import type { CookiePersistence } from './http-listeners.ts';
import { type ConnectTimeouts, connectTimeoutMs, type Known, planRoute } from './plan-route.ts';
import type {
  PlannedCertificate,
  PlannedCookie,
  PlannedHttp,
  PlannedRule,
  PlannedTls,
} from './plan-types.ts';
import type { PlanSecrets } from './plan.ts';
import type { ResolvedListener, ResolvedRule } from './resolve.ts';
import type { ResolvedTls } from './resolve-tls.ts';
import type { Layer7Listener } from './resources.ts';
import { type TlsVersion, TLS_VERSIONS } from './tls-policies.ts';

export function planHttp(
  { loadBalancer, rules }: ResolvedListener,
  listener: Layer7Listener,
  known: Known,
  timeouts: ConnectTimeouts,
  { cookieSecret }: PlanSecrets,
): PlannedHttp {
  const { slbId, slbIp, proto, slbPort, clientSourcePort } = listener.forwardedHeaders;
  const persistence = plannedCookie(listener.persistence);
  const planned = rules.map((rule) => planRule(rule, listener, known, timeouts));
  const marks = [persistence, ...planned.map((rule) => rule.persistence)].some(({ kind }) => kind !== 'off');
  return {
    redirectPort: listener.protocol === 'http' ? listener.redirectPort : null,
    gzip: listener.gzip,
    idleTimeoutMs: listener.idleTimeoutMs,
    requestTimeoutMs: listener.requestTimeoutMs,
    forwardedHeaders: {
      loadBalancerId: slbId ? loadBalancer.id : null,
      address: slbIp,
      proto,
      port: slbPort,
      clientPort: clientSourcePort,
    },
    persistence,
    cookieSecret: marks ? cookieSecret() : '',
    rules: planned,
  };
}

function planRule(
  resolved: ResolvedRule,
  { protocol }: Layer7Listener,
  known: Known,
  timeouts: ConnectTimeouts,
): PlannedRule {
  const { key, rule, scheduler, persistence, failover } = resolved;
  return {
    key,
    domain: rule.domain.toLowerCase(),
    url: rule.url,
    backend: planRoute(resolved, { protocol, scheduler, persistenceTimeoutMs: 0 }, known),
    onTargetLost: failover?.onTargetLost ?? { kind: 'keep' },
    connectTimeoutMs: connectTimeoutMs(failover, timeouts),
    persistence: plannedCookie(persistence),
  };
}

/** What is switched on without what it needs is off. */
function plannedCookie({ enabled, kind, cookieTimeoutMs, cookie }: CookiePersistence): PlannedCookie {
  if (enabled && kind === 'insert' && cookieTimeoutMs !== null)
    return { kind: 'insert', lifeMs: cookieTimeoutMs };
  if (enabled && kind === 'server' && cookie !== null) return { kind: 'rewrite', name: cookie };
  return { kind: 'off' };
}

export function planTls(
  { certificate, domains, clientCa, settings, http2 }: ResolvedTls,
  openKey: PlanSecrets['open'],
): PlannedTls {
  const planned = ({ certificatePem, sealedKey }: ServerCertificate): PlannedCertificate => ({
    certificatePem,
    keyPem: openKey(sealedKey),
  });
  const versions = TLS_VERSIONS.filter((version) => settings.tlsVersions.includes(version));
  return {
    certificate: planned(certificate),
    domains: domains.map(({ domain, certificate: own }) => ({ domain, certificate: planned(own) })),
    clientCaPem: clientCa && clientCa.certificatePem,
    minVersion: versions[0] ?? newest,
    maxVersion: versions.at(-1) ?? newest,
    ciphers: settings.ciphers,
    http2,
  };
}

/** A policy has at least one version; without any the strictest counts. */
const newest: TlsVersion = 'TLSv1.3';
