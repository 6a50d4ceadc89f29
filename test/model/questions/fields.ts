/** Parts of answers that several questions share. */
import type { Balancer, Listener, Member, Rule, Tags } from '../account.ts';
import { AnyOrder, OneOf } from './question.ts';

export function balancerFields(balancer: Balancer) {
  return {
    LoadBalancerId: balancer.id,
    LoadBalancerName: balancer.name,
    LoadBalancerStatus: balancer.status,
    Address: balancer.address,
    AddressIPVersion: balancer.version,
    DeleteProtection: balancer.deleteProtection ? 'on' : 'off',
    Tags: tagFields(balancer.tags),
  };
}

/** What the list of listeners and the answers about single ones have in common. */
export function common({ balancer, port, started, shown, backend, backendPort, acl, redirectTo }: Listener) {
  return {
    LoadBalancerId: balancer,
    ListenerPort: port,
    Status: started ? new OneOf('starting', 'running') : new OneOf('stopping', 'stopped'),
    Description: shown['Description'],
    Scheduler: shown['Scheduler'],
    ...(redirectTo === undefined && { Bandwidth: shown['Bandwidth'] }),
    BackendServerPort: backend.kind === 'default' ? backendPort : undefined,
    VServerGroupId: backend.kind === 'vserver' ? backend.group : undefined,
    AclStatus: acl.on ? 'on' : 'off',
    AclType: acl.on ? acl.type : undefined,
    AclIds: acl.on ? acl.ids : [],
  };
}

export function ruleFields({ id, name, domain, url, group }: Rule) {
  return { RuleId: id, RuleName: name, Domain: domain, Url: url, VServerGroupId: group };
}

export function memberFields({ ServerId, Port, Weight }: Member) {
  return { ServerId, Port, Weight };
}

export function tagFields(tags: Tags) {
  return new AnyOrder(
    'TagKey',
    Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
  );
}
