/** Everything that can be asked about an account, and what the answers must say by the model. */
import type { ActionName } from '../../../src/contract/index.ts';
import { type Account, configuredServers, type Rule, usersOfList } from '../account.ts';
import { taggableKinds, taggables } from '../calls/tags.ts';
import { aboutBalancer, aboutGroup } from './balancers.ts';
import { balancerFields, common, ruleFields, tagFields } from './fields.ts';
import { aboutListener } from './listeners.ts';
import { AnyOrder, type Question, region } from './question.ts';

export function questionsAbout(account: Account): readonly Question[] {
  return [
    ...aboutLists(account),
    ...[...account.balancers.values()].flatMap((balancer) => aboutBalancer(account, balancer)),
    ...[...account.listeners.values()].flatMap((listener) => aboutListener(account, listener)),
    ...[...account.groups.values()].map(aboutGroup),
    ...[...account.rules.values()].map((rule) => aboutRule(account, rule)),
    ...aboutAccess(account),
    ...aboutCertificates(account),
    ...aboutTags(account),
    ...account.gone.slice(-5).flatMap(aboutGone),
  ];
}

function aboutLists(account: Account): readonly Question[] {
  const { balancers, listeners, lists, policies } = account;
  return [
    {
      action: 'DescribeLoadBalancers',
      parameters: region,
      paged: { list: 'LoadBalancers', by: 'number', size: 'PageSize' },
      expected: new AnyOrder('LoadBalancerId', [...balancers.values()].map(balancerFields)),
    },
    {
      action: 'DescribeLoadBalancerListeners',
      parameters: region,
      paged: { list: 'Listeners', by: 'token', size: 'MaxResults' },
      expected: new AnyOrder(
        'LoadBalancerId ListenerProtocol ListenerPort',
        [...listeners.values()].map((listener) => ({
          ...common(listener),
          ListenerProtocol: listener.protocol,
          Tags: tagFields(listener.tags),
        })),
      ),
    },
    {
      action: 'DescribeAccessControlLists',
      parameters: region,
      paged: { list: 'Acls', by: 'number', size: 'PageSize' },
      expected: new AnyOrder(
        'AclId',
        [...lists.values()].map(({ id, name, version, tags }) => ({
          AclId: id,
          AclName: name,
          AddressIPVersion: version,
          Tags: tagFields(tags),
        })),
      ),
    },
    {
      action: 'ListTLSCipherPolicies',
      parameters: { ...region, IncludeListener: 'true' },
      paged: { list: 'TLSCipherPolicies', by: 'token', size: 'MaxItems' },
      expected: new AnyOrder(
        'InstanceId',
        [...policies.values()].map(({ id, name, versions, ciphers }) => ({
          InstanceId: id,
          Name: name,
          TLSVersions: versions,
          Ciphers: ciphers,
          RelateListeners: new AnyOrder(
            'LoadBalancerId Port',
            [...listeners.values()]
              .filter(({ tlsPolicy }) => tlsPolicy === id)
              .map(({ balancer, port }) => ({ LoadBalancerId: balancer, Port: port, Protocol: 'HTTPS' })),
          ),
        })),
      ),
    },
  ];
}

function aboutRule(account: Account, rule: Rule): Question {
  const listener = account.listeners.get(rule.listener);
  return {
    action: 'DescribeRuleAttribute',
    parameters: { ...region, RuleId: rule.id },
    expected: {
      ...ruleFields(rule),
      LoadBalancerId: listener?.balancer,
      ListenerPort: String(listener?.port),
    },
  };
}

function aboutAccess(account: Account): readonly Question[] {
  return [...account.lists.values()].map(({ id, name, entries }) => ({
    action: 'DescribeAccessControlListAttribute',
    parameters: { ...region, AclId: id },
    expected: {
      AclId: id,
      AclName: name,
      TotalAclEntry: entries.length,
      AclEntrys: entries.map(({ cidr, comment }) => ({ AclEntryIP: cidr, AclEntryComment: comment })),
      RelatedListeners: new AnyOrder(
        'LoadBalancerId ListenerPort Protocol',
        usersOfList(account, id).map(({ balancer, port, protocol, acl }) => ({
          LoadBalancerId: balancer,
          ListenerPort: port,
          Protocol: protocol,
          AclType: acl.type,
        })),
      ),
    },
  }));
}

function aboutCertificates({ certificates, extensions, listeners }: Account): readonly Question[] {
  const all = [...certificates.values()];
  const ofKind = (wanted: 'server' | 'ca', prefix: string) =>
    new AnyOrder(
      `${prefix}Id`,
      all
        .filter(({ kind }) => kind === wanted)
        .map(({ id, name, tags }) => ({
          [`${prefix}Id`]: id,
          [`${prefix}Name`]: name,
          Tags: tagFields(tags),
        })),
    );
  return [
    {
      action: 'DescribeServerCertificates',
      parameters: region,
      expected: { ServerCertificates: ofKind('server', 'ServerCertificate') },
    },
    {
      action: 'DescribeCACertificates',
      parameters: region,
      expected: { CACertificates: ofKind('ca', 'CACertificate') },
    },
    ...[...extensions.values()].map(({ id, listener, domain, certificate }): Question => ({
      action: 'DescribeDomainExtensionAttribute',
      parameters: { ...region, DomainExtensionId: id },
      expected: {
        LoadBalancerId: listeners.get(listener)?.balancer,
        ListenerPort: listeners.get(listener)?.port,
        Domain: domain,
        ServerCertificateId: certificate,
      },
    })),
  ];
}

function aboutTags(account: Account): readonly Question[] {
  const byKind = taggableKinds.flatMap((kind): readonly Question[] => {
    const all = [...taggables(account, kind)];
    // At most twenty ids in one call.
    const some = all.slice(0, 20);
    if (some.length === 0) return [];
    const ids = Object.fromEntries(some.map(([id], index) => [`ResourceId.${index + 1}`, id]));
    const expected = some.flatMap(([id, { tags }]) =>
      Object.entries(tags).map(([key, value]) => ({ ResourceId: id, TagKey: key, TagValue: value })),
    );
    return [
      {
        action: 'ListTagResources',
        parameters: { ...region, ResourceType: kind, ...ids },
        paged: { list: 'TagResources', by: 'token', size: '' },
        expected: new AnyOrder('ResourceId TagKey', expected),
      },
    ];
  });
  const ids = new Set([...account.servers.keys(), ...Object.keys(configuredServers)]);
  const holders = [...account.balancers.values(), ...account.groups.values()];
  const servers: Question = {
    action: 'DescribeServers',
    parameters: {},
    expected: {
      Servers: new AnyOrder(
        'ServerId',
        [...ids].map((id) => ({
          ServerId: id,
          Origin: account.servers.has(id) ? 'registered' : 'configured',
          ServerGroups: new AnyOrder(
            'ServerGroupId',
            holders
              .filter(({ members }) => members.some(({ ServerId }) => ServerId === id))
              .map((holder) => ({ ServerGroupId: holder.id })),
          ),
        })),
      ),
    },
  };
  return [...byKind, servers];
}

/** A deleted thing is not found by whatever kind its id is of. */
function aboutGone(id: string): readonly Question[] {
  const refused = (action: ActionName, name: string, refusal: string): Question => ({
    action,
    parameters: { ...region, [name]: id },
    refusal,
  });
  if (id.startsWith('lb-') && !id.includes('_'))
    return [refused('DescribeLoadBalancerAttribute', 'LoadBalancerId', 'InvalidLoadBalancerId.NotFound')];
  if (id.startsWith('rsp-')) {
    return [
      refused('DescribeVServerGroupAttribute', 'VServerGroupId', 'InvalidParameter'),
      refused('DescribeMasterSlaveServerGroupAttribute', 'MasterSlaveServerGroupId', 'InvalidParameter'),
    ];
  }
  if (id.startsWith('acl-')) return [refused('DescribeAccessControlListAttribute', 'AclId', 'AclNotExist')];
  if (id.startsWith('rule-')) return [refused('DescribeRuleAttribute', 'RuleId', 'InvalidRuleId.NotFound')];
  if (id.startsWith('de-')) {
    const code = 'InvalidParameter.DomainExtensionId';
    return [refused('DescribeDomainExtensionAttribute', 'DomainExtensionId', code)];
  }
  return [];
}
