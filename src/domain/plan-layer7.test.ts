import { describe, expect, it } from 'vitest';
import { initialElection } from './election.ts';
import { type HealthRecord, unknownHealth } from './health.ts';
import type { LoadBalancerId, ServerGroupId } from './ids.ts';
import { carriesTraffic, defaultPlanSettings, planListener } from './plan.ts';
import type { PlannedHttpListener } from './plan-types.ts';
import { defaultFailover, noOverrides } from './policy.ts';
import { resolveListener, routesOf } from './resolve.ts';
import type { HttpListener, HttpsListener, ServerGroup } from './resources.ts';
import type { Rule } from './rules.ts';
import { madeUpHttpListener, madeUpLoadBalancer, madeUpRule, nothingDesired } from './test-support.ts';

const LB = 'lb-1' as LoadBalancerId;
const [POOL, PAIR] = ['rsp-pool' as ServerGroupId, 'rsp-pair' as ServerGroupId];
const common = { loadBalancerId: LB, tags: [], createdMs: 0 };
const member = { type: 'ecs', weight: 100, description: '', port: 80 } as const;

const pool: ServerGroup = {
  ...common,
  kind: 'vserver',
  id: POOL,
  name: 'pool',
  members: [
    { ...member, serverId: 'a', serverIp: '192.0.2.1' },
    { ...member, serverId: 'b', serverIp: '192.0.2.2' },
  ],
};
const pair: ServerGroup = {
  ...common,
  kind: 'master-slave',
  id: PAIR,
  name: 'pair',
  members: [
    { ...member, serverId: 'm', serverIp: '192.0.2.3', role: 'Master' },
    { ...member, serverId: 's', serverIp: '192.0.2.4', role: 'Slave' },
  ],
  failover: noOverrides,
};

const behindPool = madeUpHttpListener(LB, { kind: 'vserver', groupId: POOL });
const https: HttpsListener = (() => {
  const { redirectPort: _redirect, ...rest } = behindPool;
  return {
    ...rest,
    protocol: 'https',
    port: 443,
    serverCertificateId: 'cert-1',
    caCertificateId: null,
    http2: true,
    tlsCipherPolicy: 'tls_cipher_policy_1_2_strict_with_1_3',
  };
})();

const certificate = (id: string) => ({
  id,
  name: id,
  regionId: 'cn-hangzhou',
  resourceGroupId: '',
  certificatePem: `PEM of ${id}`,
  fingerprint: '',
  commonName: '',
  expiresMs: 0,
  tags: [],
  createdMs: 0,
});
const serverCertificate = (id: string) => ({
  ...certificate(id),
  sealedKey: `sealed ${id}`,
  subjectAlternativeNames: [],
});

function resolved(
  listener: HttpListener | HttpsListener,
  rules: readonly Rule[] = [],
  more: Partial<typeof nothingDesired> = {},
) {
  const key = `${LB}/${listener.protocol}/${listener.port}`;
  const made = resolveListener(
    listener,
    {
      ...nothingDesired,
      loadBalancers: new Map([[LB, madeUpLoadBalancer(LB)]]),
      serverGroups: new Map([
        [POOL, pool],
        [PAIR, pair],
      ]),
      rules: new Map([[key, rules]]),
      ...more,
    },
    () => ({ kind: 'unknown', reason: 'every member has an address' }),
    defaultFailover,
  );
  if (!made) throw new Error('the load balancer exists');
  return made;
}

/** Every server healthy, every master active. */
function planned(
  listener: HttpListener | HttpsListener,
  rules: readonly Rule[] = [],
  more: Partial<typeof nothingDesired> = {},
) {
  const one = resolved(listener, rules, more);
  const healthy: HealthRecord = { ...unknownHealth(0), verdict: 'healthy' };
  const targets = routesOf(one).flatMap((route) => route.targets);
  const health = new Map(targets.flatMap(({ probe }) => (probe ? [[probe.key, healthy] as const] : [])));
  const elections = new Map(routesOf(one).map(({ key }) => [key, initialElection(0)]));
  const plan = planListener(one, { health, elections }, defaultPlanSettings, {
    open: (sealed) => `opened ${sealed}`,
    cookieSecret: () => 'made up',
  });
  if (!('http' in plan)) throw new Error('it is one of layer 7');
  return plan satisfies PlannedHttpListener;
}

const ids = (backend: PlannedHttpListener['backend']): readonly string[] =>
  backend.kind === 'pool'
    ? backend.targets.map(({ id }) => id)
    : [backend.active?.id ?? '-', backend.standby?.id ?? '-'];

describe('a listener of layer 7', () => {
  it('has a route of its own, for requests that no rule wants', () => {
    const { key, protocol, backend, http, tls } = planned(behindPool);
    expect({ key, protocol, tls }).toEqual({ key: 'lb-1/http/80', protocol: 'http', tls: null });
    expect(ids(backend)).toEqual(['a:80@192.0.2.1', 'b:80@192.0.2.2']);
    expect(http).toMatchObject({ redirectPort: null, gzip: true, persistence: { kind: 'off' }, rules: [] });
  });

  it('that redirects has nobody behind it', () => {
    const { backend, http } = planned(madeUpHttpListener(LB, { kind: 'none' }, { redirectPort: 443 }));
    expect(http.redirectPort).toBe(443);
    expect(ids(backend)).toEqual([]);
  });

  it('may have a master-slave group, of which each rule has an election of its own', () => {
    const rule = madeUpRule(LB, 'rule-1', PAIR, {
      groupKind: 'master-slave',
      domain: 'WWW.example.com',
      url: '/api',
    });
    const { http } = planned(behindPool, [rule]);
    expect(http.rules).toEqual([
      expect.objectContaining({ key: 'lb-1/http/80/rule-1', domain: 'www.example.com', url: '/api' }),
    ]);
    expect(http.rules.map(({ backend }) => ids(backend))).toEqual([['m:80', 's:80']]);
    expect(http.rules[0]).toMatchObject({ connectTimeoutMs: defaultPlanSettings.pairConnectTimeoutMs });
  });

  it('lends its rules scheduler, persistence and check, unless a rule has its own', () => {
    const sticky = { enabled: true, kind: 'insert', cookieTimeoutMs: 60_000, cookie: null } as const;
    const own = { enabled: true, kind: 'server', cookieTimeoutMs: null, cookie: 'JSESSIONID' } as const;
    const listener = { ...behindPool, scheduler: 'rr', persistence: sticky };
    const rules = [true, false].map((listenerSync) =>
      madeUpRule(LB, `rule-${listenerSync}`, POOL, {
        url: `/${listenerSync}`,
        listenerSync,
        persistence: own,
      }),
    );
    const { http } = planned(listener, rules);
    expect(http.rules.map(({ persistence }) => persistence)).toEqual([
      { kind: 'insert', lifeMs: 60_000 },
      { kind: 'rewrite', name: 'JSESSIONID' },
    ]);
    const schedulers = http.rules.map(({ backend }) => backend.kind === 'pool' && backend.scheduler);
    expect(schedulers).toEqual(['rr', 'wrr']);
  });
});

describe('a listener of HTTPS', () => {
  const extension = {
    id: 'de-1',
    loadBalancerId: LB,
    listenerPort: 443,
    domain: '*.Example.com',
    serverCertificateId: 'cert-2',
    createdMs: 0,
  };
  const there = {
    serverCertificates: new Map(['cert-1', 'cert-2'].map((id) => [id, serverCertificate(id)])),
    domainExtensions: new Map([['lb-1/https/443', [extension]]]),
  };

  it('has its certificates with readable keys, and what its policy allows', () => {
    const { tls } = planned(https, [], there);
    expect(tls).toMatchObject({
      certificate: { certificatePem: 'PEM of cert-1', keyPem: 'opened sealed cert-1' },
      domains: [{ domain: '*.example.com', certificate: { keyPem: 'opened sealed cert-2' } }],
      clientCaPem: null,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.3',
      http2: true,
    });
    expect(tls?.ciphers).toContain('TLS_AES_128_GCM_SHA256');
    expect(tls?.ciphers).not.toContain('AES128-SHA');
  });

  it('carries nothing while something that it names is missing, so that nobody comes in by a weaker rule', () => {
    const mutual = { ...https, caCertificateId: 'ca-1' };
    expect(carriesTraffic(resolved(https, [], there))).toBe(true);
    expect(carriesTraffic(resolved(https))).toBe(false);
    expect(carriesTraffic(resolved(mutual, [], there))).toBe(false);
    const caCertificates = new Map([['ca-1', certificate('ca-1')]]);
    expect(planned(mutual, [], { ...there, caCertificates }).tls?.clientCaPem).toBe('PEM of ca-1');
    expect(carriesTraffic(resolved({ ...https, tlsCipherPolicy: 'tls-unknown' }, [], there))).toBe(false);
  });
});
