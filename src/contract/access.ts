/**
 * Whom an action concerns, for access policies: the resources that its parameters name, or all of a kind. Read from the
 * parameters' names, which mean the same in the whole API; an action says more only where that is not enough.
 */
import type { Resource } from './define.ts';
import type { ParamSet } from './params.ts';

/** Kinds that a policy can name, as in `acs:slb:REGION:ACCOUNT:loadbalancer/lb-1`. The first three are the vendor's. */
export const accessKinds = [
  'loadbalancer',
  'certificate',
  'acl',
  'tlscipherpolicy',
  'server',
  'user',
  'auditlog',
] as const;
export type AccessKind = (typeof accessKinds)[number];

/** How an id leads to what a policy can name: parts of a load balancer count as the load balancer. */
export type Naming =
  | Exclude<AccessKind, 'auditlog'>
  | 'servergroup'
  | 'rule'
  | 'domainextension'
  | 'accesskey'
  /** What the parameter ResourceType says. */
  | 'byresourcetype';

export interface Access {
  /** What a call that names nothing is about: all of this kind. Null: nothing in particular. */
  readonly collection: AccessKind | null;
  /** Parameter → what its id or ids name. */
  readonly named: Readonly<Record<string, Naming>>;
  /** Whoever has an access key may call it, whatever their policy says: it concerns nobody but them. */
  readonly everybody: boolean;
}

const namings: Readonly<Record<string, Naming>> = {
  LoadBalancerId: 'loadbalancer',
  VServerGroupId: 'servergroup',
  MasterSlaveServerGroupId: 'servergroup',
  MasterServerGroupId: 'servergroup',
  SlaveServerGroupId: 'servergroup',
  RuleId: 'rule',
  RuleIds: 'rule',
  DomainExtensionId: 'domainextension',
  AclId: 'acl',
  ServerCertificateId: 'certificate',
  CACertificateId: 'certificate',
  TLSCipherPolicyId: 'tlscipherpolicy',
};

/** Ids of what exists outside of this service, says nothing about who may do what, or is the caller's own. */
export const namesNothing: ReadonlySet<string> = new Set([
  'RegionId',
  'VpcId',
  'VSwitchId',
  'MasterZoneId',
  'SlaveZoneId',
  'ResourceGroupId',
  'NewResourceGroupId',
  'AliCloudCertificateId',
  'AliCloudCertificateRegionId',
  'SessionAccessKeyId',
]);

const collections: Readonly<Record<Resource, AccessKind | null>> = {
  region: null,
  'load-balancer': 'loadbalancer',
  listener: 'loadbalancer',
  'backend-server': 'loadbalancer',
  'vserver-group': 'loadbalancer',
  'master-slave-server-group': 'loadbalancer',
  rule: 'loadbalancer',
  'domain-extension': 'loadbalancer',
  'access-control': 'acl',
  'white-list': 'loadbalancer',
  certificate: 'certificate',
  'tls-policy': 'tlscipherpolicy',
  health: 'loadbalancer',
  tag: 'loadbalancer',
  billing: 'loadbalancer',
  'resource-group': 'loadbalancer',
  monitor: 'loadbalancer',
  'access-log': 'loadbalancer',
  failover: 'loadbalancer',
  server: 'server',
  user: 'user',
  audit: 'auditlog',
  service: null,
  neighbour: null,
};

/** `more`: what the names of the parameters do not say. */
export function accessOf(
  resource: Resource,
  params: ParamSet,
  more: Readonly<Partial<Record<string, Naming>>>,
  everybody: boolean,
): Access {
  const named = Object.keys(params).flatMap((name) => {
    const naming = more[name] ?? namings[name];
    return naming === undefined ? [] : ([[name, naming]] as const);
  });
  return { collection: collections[resource], named: Object.fromEntries(named), everybody };
}
