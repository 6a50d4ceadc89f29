/** Server and CA certificates, TLS policies, and domain extensions of HTTPS listeners. */
import {
  exampleCaCertificate,
  exampleCertificate,
  exampleKey,
} from '../../../src/contract/certificate-examples.ts';
import { textAt } from '../../support/answers.ts';
import {
  type Account,
  type Certificate,
  extensionsOf,
  listenerKey,
  quotas,
  remove,
  type TlsPolicy,
} from '../account.ts';
import type { Maker } from '../call.ts';
import type { Random } from '../../support/random.ts';
import {
  anyId,
  anyListener,
  anyName,
  anyTags,
  codes,
  placeParameters,
  region,
  tagParameters,
} from './choose.ts';

const builtIn = 'tls_cipher_policy_1_2';

export function anyCertificate(account: Account, random: Random, kind: Certificate['kind']): string {
  const pool = [...account.certificates.values()].filter((one) => one.kind === kind || random.chance(0.03));
  return anyId(
    random,
    pool.map(({ id }) => id),
    account,
  );
}

/** Of a reference to a certificate; `missing` is the code when there is none. */
export function certificateComplaints(
  { certificates }: Account,
  id: string,
  kind: Certificate['kind'],
  missing: string,
): readonly string[] {
  const found = certificates.get(id);
  if (!found) return [missing];
  return found.kind === kind ? [] : ['CertificateTypeMismatched'];
}

/** A built-in policy, or an own one. */
export function anyPolicyName(account: Account, random: Random): string {
  return random.chance(0.4) ? builtIn : anyId(random, account.policies.keys(), account);
}

export function policyComplaints({ policies }: Account, name: string): readonly string[] {
  return name === builtIn || policies.has(name) ? [] : ['InvalidTLSPolicyId.NotExist'];
}

export const uploadCertificate: Maker = (_account, random) => {
  const kind = random.chance(0.65) ? 'server' : 'ca';
  const name = anyName(random);
  const tags = anyTags(random);
  const given =
    kind === 'server'
      ? { ServerCertificateName: name, ServerCertificate: exampleCertificate, PrivateKey: exampleKey }
      : { CACertificateName: name, CACertificate: exampleCaCertificate };
  return {
    action: kind === 'server' ? 'UploadServerCertificate' : 'UploadCACertificate',
    needsAnswer: true,
    parameters: { ...region, ...given, ...tagParameters(tags) },
    complaints({ certificates }) {
      const existing = [...certificates.values()].filter((one) => one.kind === kind);
      return existing.length >= quotas.certificates ? ['OverQuota'] : [];
    },
    apply({ certificates }, answer) {
      const id = textAt(answer, kind === 'server' ? 'ServerCertificateId' : 'CACertificateId');
      certificates.set(id, { id, kind, name, tags });
    },
  };
};

export const renameCertificate: Maker = (account, random) => {
  const kind = random.pick(['server', 'ca'] as const);
  const id = anyCertificate(account, random, kind);
  const name = anyName(random);
  return {
    action: kind === 'server' ? 'SetServerCertificateName' : 'SetCACertificateName',
    parameters:
      kind === 'server'
        ? { ...region, ServerCertificateId: id, ServerCertificateName: name }
        : { ...region, CACertificateId: id, CACertificateName: name },
    complaints: (now) => missing(now, id, kind),
    apply({ certificates }) {
      const certificate = certificates.get(id);
      if (certificate) certificate.name = name;
    },
  };
};

export const deleteCertificate: Maker = (account, random) => {
  const kind = random.pick(['server', 'ca'] as const);
  const id = anyCertificate(account, random, kind);
  return {
    action: kind === 'server' ? 'DeleteServerCertificate' : 'DeleteCACertificate',
    parameters: { ...region, [kind === 'server' ? 'ServerCertificateId' : 'CACertificateId']: id },
    complaints(now) {
      const gone = missing(now, id, kind);
      if (gone.length > 0) return gone;
      const listeners = [...now.listeners.values()];
      const used = listeners.some((one) => one.certificate === id || one.caCertificate === id);
      const extended = [...now.extensions.values()].some(({ certificate }) => certificate === id);
      return [
        ...(used ? ['CertificateAndPrivateKeyIsRefered'] : []),
        ...(extended ? ['CertificateRelatedDomainExtensionExist'] : []),
      ];
    },
    apply: (now) => remove(now, now.certificates, id),
  };
};

export const createPolicy: Maker = (_account, random) => {
  const settings = anyPolicySettings(random);
  return {
    action: 'CreateTLSCipherPolicy',
    needsAnswer: true,
    parameters: { ...region, ...policyParameters(settings) },
    complaints: ({ policies }) => (policies.size >= quotas.tlsPolicies ? ['TLSCipherPolicyOverLimit'] : []),
    apply({ policies }, answer) {
      const id = textAt(answer, 'TLSCipherPolicyId');
      policies.set(id, { id, ...settings });
    },
  };
};

export const setPolicy: Maker = (account, random) => {
  const id = anyId(random, account.policies.keys(), account);
  const settings = anyPolicySettings(random);
  return {
    action: 'SetTLSCipherPolicyAttribute',
    parameters: { ...region, TLSCipherPolicyId: id, ...policyParameters(settings) },
    complaints({ policies }) {
      const policy = policies.get(id);
      if (!policy) return ['InvalidTLSPolicyId.NotExist'];
      const same = JSON.stringify({ id, ...settings }) === JSON.stringify(policy);
      return same ? ['TLSPolicyUnchanged'] : [];
    },
    apply: ({ policies }) => policies.set(id, { id, ...settings }),
  };
};

export const deletePolicy: Maker = (account, random) => {
  const id = anyId(random, account.policies.keys(), account);
  return {
    action: 'DeleteTLSCipherPolicy',
    parameters: { ...region, TLSCipherPolicyId: id },
    complaints(now) {
      if (!now.policies.has(id)) return ['InvalidTLSPolicyId.NotExist'];
      const used = [...now.listeners.values()].some(({ tlsPolicy }) => tlsPolicy === id);
      return used ? ['TLSPolicyRelated'] : [];
    },
    apply: (now) => remove(now, now.policies, id),
  };
};

export const createExtension: Maker = (account, random) => {
  const place = { ...anyListener(account, random, ['https']), protocol: 'https' } as const;
  const listener = listenerKey(place.balancer, 'https', place.port);
  const domain = random.pick(['a.example.com', 'A.example.com', 'b.example.com', '*.example.com']);
  const certificate = anyCertificate(account, random, 'server');
  return {
    action: 'CreateDomainExtension',
    needsAnswer: true,
    parameters: { ...placeParameters(place), Domain: domain, ServerCertificateId: certificate },
    complaints(now) {
      if (!now.balancers.has(place.balancer)) return [codes.noBalancer];
      if (!now.listeners.has(listener)) return [codes.noListener];
      const existing = extensionsOf(now, listener);
      const taken = existing.some((one) => one.domain.toLowerCase() === domain.toLowerCase());
      return [
        ...(taken ? ['InvalidParameter.Domain'] : []),
        ...(existing.length >= quotas.domainExtensionsPerListener ? ['DomainExtensionNumberOverLimit'] : []),
        ...certificateComplaints(now, certificate, 'server', 'InvalidParameter.ServerCertificateId'),
      ];
    },
    apply({ extensions }, answer) {
      const id = textAt(answer, 'DomainExtensionId');
      extensions.set(id, { id, listener, domain, certificate });
    },
  };
};

export const changeExtension: Maker = (account, random) => {
  const id = anyId(random, account.extensions.keys(), account);
  const gone = ['InvalidParameter.DomainExtensionId'];
  if (random.chance(0.4)) {
    return {
      action: 'DeleteDomainExtension',
      parameters: { ...region, DomainExtensionId: id },
      complaints: ({ extensions }) => (extensions.has(id) ? [] : gone),
      apply: (now) => remove(now, now.extensions, id),
    };
  }
  const certificate = anyCertificate(account, random, 'server');
  return {
    action: 'SetDomainExtensionAttribute',
    parameters: { ...region, DomainExtensionId: id, ServerCertificateId: certificate },
    complaints(now) {
      if (!now.extensions.has(id)) return gone;
      return certificateComplaints(now, certificate, 'server', 'InvalidParameter.ServerCertificateId');
    },
    apply({ extensions }) {
      const extension = extensions.get(id);
      if (extension) extension.certificate = certificate;
    },
  };
};

function missing({ certificates }: Account, id: string, kind: Certificate['kind']): readonly string[] {
  if (certificates.get(id)?.kind === kind) return [];
  return [kind === 'server' ? 'ServerCertificateId.NotFound' : 'CACertificateId.NotFound'];
}

type PolicySettings = Omit<TlsPolicy, 'id'>;

function anyPolicySettings(random: Random): PolicySettings {
  const name = random.pick(['old', 'new']);
  return random.chance(0.5)
    ? { name, versions: ['TLSv1.2'], ciphers: ['AES128-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'] }
    : { name, versions: ['TLSv1.3', 'TLSv1.2'], ciphers: ['TLS_AES_128_GCM_SHA256', 'AES128-SHA256'] };
}

function policyParameters({ name, versions, ciphers }: PolicySettings): Record<string, string> {
  const numbered = (list: string, texts: readonly string[]): [string, string][] =>
    texts.map((text, index) => [`${list}.${index + 1}`, text]);
  return {
    Name: name,
    ...Object.fromEntries([...numbered('TLSVersions', versions), ...numbered('Ciphers', ciphers)]),
  };
}
