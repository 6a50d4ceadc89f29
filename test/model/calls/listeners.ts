/** Listeners of all four protocols: made, changed, started, stopped, deleted. */
import {
  type Account,
  type Backend,
  keyOf,
  type Listener,
  listenerKey,
  listenersAt,
  listenersOf,
  type Protocol,
  quotas,
  removeListener,
} from '../account.ts';
import type { Maker } from '../call.ts';
import type { Random } from '../../support/random.ts';
import { type AclChange, aclAfter, aclComplaints, anyAcl } from './access.ts';
import { anyPolicyName, anyCertificate, certificateComplaints, policyComplaints } from './certificates.ts';
import { anyListener, anyPlace, anyTags, codes, placeParameters, tagParameters } from './choose.ts';
import { anyGroup } from './groups.ts';
import { onPort } from './on-port.ts';

const names = { tcp: 'TCP', udp: 'UDP', http: 'HTTP', https: 'HTTPS' } as const;

/** What a call wants behind a listener. */
type Wanted = Backend | 'both';

export const createListener: Maker = (account, random) => {
  const place = anyPlace(account, random);
  const { balancer, protocol, port } = place;
  if (protocol === 'http' && random.chance(0.2)) return createRedirect(account, random);
  const layer7 = protocol === 'http' || protocol === 'https';
  const wanted = anyBackend(account, random, balancer, layer7);
  const backendPort = random.chance(0.8) ? random.between(1, 9) : undefined;
  const acl = anyAcl(account, random);
  const settings = anySettings(random, protocol);
  const tags = anyTags(random);
  const tls = protocol === 'https' ? anyTls(account, random) : {};
  return {
    action: `CreateLoadBalancer${names[protocol]}Listener`,
    parameters: {
      ...placeParameters(place),
      ...parametersOf(settings),
      ...(layer7 && { HealthCheck: 'off', StickySession: 'off' }),
      ...(backendPort !== undefined && { BackendServerPort: String(backendPort) }),
      ...backendParameters(wanted),
      ...acl.parameters,
      ...tls.parameters,
      ...tagParameters(tags),
    },
    complaints(now) {
      if (!now.balancers.has(balancer)) return [codes.noBalancer];
      return [
        ...roomComplaints(now, balancer, protocol, port),
        ...backendComplaints(now, balancer, wanted),
        ...(wanted !== 'both' && wanted.kind === 'default' && backendPort === undefined
          ? ['MissingParameter']
          : []),
        ...aclComplaints(now, balancer, undefined, acl),
        ...tlsComplaints(now, tls),
      ];
    },
    apply({ listeners }) {
      if (wanted === 'both') return;
      listeners.set(listenerKey(balancer, protocol, port), {
        balancer,
        protocol,
        port,
        started: false,
        shown: { Description: '', Bandwidth: -1, Scheduler: 'wrr', ...settings },
        backend: wanted,
        backendPort,
        acl: aclAfter(undefined, acl),
        whiteList: { on: false, items: [] },
        redirectTo: undefined,
        certificate: tls.certificate,
        caCertificate: tls.caCertificate,
        tlsPolicy: protocol === 'https' ? (tls.policy ?? 'tls_cipher_policy_1_0') : undefined,
        tags,
      });
    },
  };
};

const createRedirect: Maker = (account, random) => {
  const place = { ...anyPlace(account, random), protocol: 'http' } as const;
  const { balancer, port } = place;
  const target = random.chance(0.8) ? anyListener(account, random, ['https']).port : random.between(1, 9);
  return {
    action: 'CreateLoadBalancerHTTPListener',
    parameters: {
      ...placeParameters(place),
      HealthCheck: 'off',
      ListenerForward: 'on',
      ForwardPort: String(target),
    },
    complaints(now) {
      if (!now.balancers.has(balancer)) return [codes.noBalancer];
      const there = now.listeners.has(listenerKey(balancer, 'https', target));
      return [...roomComplaints(now, balancer, 'http', port), ...(there ? [] : ['InvalidParameter'])];
    },
    apply({ listeners }) {
      listeners.set(listenerKey(balancer, 'http', port), {
        ...place,
        started: false,
        shown: { Description: '', Scheduler: 'wrr' },
        backend: { kind: 'none' },
        backendPort: undefined,
        acl: { on: false, type: undefined, ids: [] },
        whiteList: { on: false, items: [] },
        redirectTo: target,
        certificate: undefined,
        caCertificate: undefined,
        tlsPolicy: undefined,
        tags: {},
      });
    },
  };
};

export const setListener: Maker = (account, random) => {
  const place = anyListener(account, random);
  const { balancer, protocol, port } = place;
  const layer7 = protocol === 'http' || protocol === 'https';
  const key = listenerKey(balancer, protocol, port);
  const kind = random.below(4);
  const settings = kind === 0 || random.chance(0.3) ? anySettings(random, protocol) : {};
  const acl = kind === 1 ? anyAcl(account, random) : noAcl;
  const wanted = kind === 2 ? anyBackend(account, random, balancer, layer7) : undefined;
  const tls = kind === 3 && protocol === 'https' ? anyTls(account, random) : {};
  return {
    action: `SetLoadBalancer${names[protocol]}ListenerAttribute`,
    parameters: {
      ...placeParameters(place),
      ...parametersOf(settings),
      ...(wanted && moveParameters(wanted, layer7)),
      ...acl.parameters,
      ...tls.parameters,
    },
    complaints(now) {
      if (!now.balancers.has(balancer)) return [codes.noBalancer];
      const listener = now.listeners.get(key);
      if (!listener) return [codes.noListener];
      if (listener.redirectTo !== undefined) return ['Operation.NotAllowed'];
      return [
        ...(wanted ? backendComplaints(now, balancer, wanted) : []),
        ...(wanted && leavesForNothing(listener, wanted) ? ['OperationFailed.ServerGroupInUse'] : []),
        ...aclComplaints(now, balancer, listener, acl),
        ...tlsComplaints(now, tls),
      ];
    },
    apply({ listeners }) {
      const listener = listeners.get(key);
      if (!listener || wanted === 'both') return;
      Object.assign(listener.shown, settings);
      listener.backend = wanted ?? listener.backend;
      listener.acl = aclAfter(listener.acl, acl);
      listener.certificate = tls.certificate ?? listener.certificate;
      listener.caCertificate = tls.caCertificate ?? listener.caCertificate;
      listener.tlsPolicy = tls.policy ?? listener.tlsPolicy;
    },
  };
};

export const startOrStop: Maker = (account, random) => {
  const start = random.chance(0.7);
  return onPort(account, random, {
    action: start ? 'StartLoadBalancerListener' : 'StopLoadBalancerListener',
    missing: codes.noListener,
    more: () => [],
    apply: (_now, listener) => (listener.started = start),
  });
};

export const deleteListener: Maker = (account, random) =>
  onPort(account, random, {
    action: 'DeleteLoadBalancerListener',
    missing: 'ResourceNotFound.Listener',
    more: (now, { balancer, protocol, port }) =>
      protocol === 'https' && listenersOf(now, balancer).some(({ redirectTo }) => redirectTo === port)
        ? ['ListenerForwardExist']
        : [],
    apply: (now, listener) => removeListener(now, keyOf(listener)),
  });

function roomComplaints(now: Account, balancer: string, protocol: Protocol, port: number): readonly string[] {
  // HTTP and HTTPS listeners have a TCP port: only a UDP listener may share it.
  const inTheWay = listenersAt(now, balancer, port).some(
    (one) => (one.protocol === 'udp') === (protocol === 'udp'),
  );
  const full = listenersOf(now, balancer).length >= quotas.listenersPerLoadBalancer;
  return [...(inTheWay ? ['ListenerAlreadyExists'] : []), ...(full ? ['ListenerNumberOverLimit'] : [])];
}

function anyBackend(account: Account, random: Random, balancer: string, layer7: boolean): Wanted {
  if (!layer7 && random.chance(0.02)) return 'both';
  // Mostly a group of the same load balancer; a group of another one does not exist for it.
  const own = random.chance(0.95) ? balancer : undefined;
  const kind = layer7 || random.chance(0.3) ? 'vserver' : 'masterslave';
  const there = [...account.groups.values()].some((group) => group.kind === kind && group.balancer === own);
  if (random.chance(there ? 0.25 : 0.9)) return { kind: 'default' };
  return { kind, group: anyGroup(account, random, kind, own) };
}

function backendComplaints(now: Account, balancer: string, wanted: Wanted): readonly string[] {
  if (wanted === 'both') return ['Abs.VServerGroupIdAndMasterSlaveServerGroupId.MissMatch'];
  if (!('group' in wanted)) return [];
  const group = now.groups.get(wanted.group);
  if (!group || group.balancer !== balancer) return [codes.noGroup];
  if (group.kind === wanted.kind) return [];
  return ['VipNotMatchRspool'];
}

/** A way back to the default group needs a port for it. */
function leavesForNothing({ backend, backendPort }: Listener, wanted: Wanted): boolean {
  return (
    wanted !== 'both' && wanted.kind === 'default' && backend.kind !== 'default' && backendPort === undefined
  );
}

function backendParameters(wanted: Wanted): Record<string, string> {
  if (wanted === 'both') return { VServerGroupId: 'rsp-1', MasterSlaveServerGroupId: 'rsp-2' };
  if (!('group' in wanted)) return {};
  return wanted.kind === 'vserver'
    ? { VServerGroupId: wanted.group }
    : { MasterSlaveServerGroupId: wanted.group };
}

function moveParameters(wanted: Wanted, layer7: boolean): Record<string, string> {
  if (wanted === 'both')
    return { VServerGroup: 'on', MasterSlaveServerGroup: 'on', ...backendParameters(wanted) };
  if (wanted.kind === 'vserver') return { VServerGroup: 'on', ...backendParameters(wanted) };
  if (wanted.kind === 'masterslave') return { MasterSlaveServerGroup: 'on', ...backendParameters(wanted) };
  return { VServerGroup: 'off', ...(!layer7 && { MasterSlaveServerGroup: 'off' }) };
}

interface Tls {
  readonly parameters?: Record<string, string>;
  readonly certificate?: string;
  readonly caCertificate?: string;
  readonly policy?: string;
}

function anyTls(account: Account, random: Random): Tls {
  const certificate = anyCertificate(account, random, 'server');
  const caCertificate = random.chance(0.3) ? anyCertificate(account, random, 'ca') : undefined;
  const policy = random.chance(0.5) ? anyPolicyName(account, random) : undefined;
  return {
    certificate,
    ...(caCertificate !== undefined && { caCertificate }),
    ...(policy !== undefined && { policy }),
    parameters: {
      ServerCertificateId: certificate,
      ...(caCertificate !== undefined && { CACertificateId: caCertificate }),
      ...(policy !== undefined && { TLSCipherPolicy: policy }),
    },
  };
}

function tlsComplaints(now: Account, { certificate, caCertificate, policy }: Tls): readonly string[] {
  return [
    ...(certificate === undefined
      ? []
      : certificateComplaints(now, certificate, 'server', 'CertificateNotExist')),
    ...(caCertificate === undefined
      ? []
      : certificateComplaints(now, caCertificate, 'ca', 'CertificateNotExist')),
    ...(policy === undefined ? [] : policyComplaints(now, policy)),
  ];
}

const noAcl: AclChange = { on: undefined, type: undefined, ids: [], parameters: {} };

/** Settings without references, under the names that requests and answers share. */
function anySettings(random: Random, protocol: Protocol): Record<string, string | number> {
  return {
    Description: `about ${random.below(9)}`,
    Bandwidth: random.pick([-1, 1, 5120]),
    Scheduler: random.pick(['wrr', 'rr', 'wlc']),
    ...(protocol === 'tcp' && { EstablishedTimeout: random.between(10, 900) }),
    ...((protocol === 'tcp' || protocol === 'udp') && { PersistenceTimeout: random.between(0, 3600) }),
    ...((protocol === 'http' || protocol === 'https') && { IdleTimeout: random.between(1, 60) }),
  };
}

function parametersOf(settings: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}
