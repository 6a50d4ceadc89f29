/** Everything that can be asked about an account, and what the answers must say by the model. */
import type { ActionName } from '../../src/contract/index.ts';
import {
  type Account,
  type Balancer,
  configuredServers,
  extensionsOf,
  type Group,
  keyOf,
  type Listener,
  listenersOf,
  type Member,
  type Rule,
  rulesOf,
  type Tags,
  usersOfGroup,
  usersOfList,
} from './account.ts';
import { taggableKinds, taggables } from './calls/tags.ts';

export interface Question {
  readonly action: ActionName;
  readonly parameters: Readonly<Record<string, string>>;
  /** Read page by page, a few entries each, until the end; `list` names what is put together. */
  readonly paged?: { readonly list: string; readonly by: 'number' | 'token'; readonly size: string };
  /** A part of the answer: what is left out is not looked at, and undefined means that it must not be there. */
  readonly expected?: unknown;
  /** Code of the refusal that must come instead. */
  readonly refusal?: string;
}

/** A list whose order no document fixes to the last: compared by one member of its entries. */
export class AnyOrder {
  readonly by: string;
  readonly items: readonly unknown[];

  constructor(by: string, items: readonly unknown[]) {
    this.by = by;
    this.items = items;
  }
}

/** What stands for a started listener: the port opens a moment later, and that of layer 7 not yet at all. */
export class OneOf {
  readonly words: readonly string[];

  constructor(...words: readonly string[]) {
    this.words = words;
  }
}

const region = { RegionId: 'cn-hangzhou' } as const;

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

function aboutBalancer(account: Account, balancer: Balancer): readonly Question[] {
  const { id } = balancer;
  const listeners = listenersOf(account, id);
  const groups = [...account.groups.values()].filter((group) => group.balancer === id);
  const related = (group: Group) =>
    new AnyOrder(
      'Port Protocol',
      usersOfGroup(account, group.id).map(({ port, protocol }) => ({ Port: port, Protocol: protocol })),
    );
  return [
    {
      action: 'DescribeLoadBalancerAttribute',
      parameters: { ...region, LoadBalancerId: id },
      expected: {
        ...balancerFields(balancer),
        ListenerPortsAndProtocol: new AnyOrder(
          'ListenerPort ListenerProtocol',
          listeners.map(({ port, protocol, shown, redirectTo }) => ({
            ListenerPort: port,
            ListenerProtocol: protocol,
            Description: shown['Description'],
            ForwardPort: redirectTo,
          })),
        ),
        BackendServers: balancer.members.map(({ ServerId, Weight }) => ({ ServerId, Weight })),
      },
    },
    {
      action: 'DescribeVServerGroups',
      parameters: { ...region, LoadBalancerId: id, IncludeListener: 'true', IncludeRule: 'true' },
      expected: {
        VServerGroups: new AnyOrder(
          'VServerGroupId',
          groups
            .filter(({ kind }) => kind === 'vserver')
            .map((group) => ({
              VServerGroupId: group.id,
              VServerGroupName: group.name,
              ServerCount: group.members.length,
              Tags: tagFields(group.tags),
              AssociatedObjects: {
                Listeners: related(group),
                Rules: new AnyOrder(
                  'RuleId',
                  [...account.rules.values()]
                    .filter((rule) => rule.group === group.id)
                    .map((rule) => ({ RuleId: rule.id, RuleName: rule.name })),
                ),
              },
            })),
        ),
      },
    },
    {
      action: 'DescribeMasterSlaveServerGroups',
      parameters: { ...region, LoadBalancerId: id, IncludeListener: 'true' },
      expected: {
        MasterSlaveServerGroups: new AnyOrder(
          'MasterSlaveServerGroupId',
          groups
            .filter(({ kind }) => kind === 'masterslave')
            .map((group) => ({
              MasterSlaveServerGroupId: group.id,
              MasterSlaveServerGroupName: group.name,
              Tags: tagFields(group.tags),
              AssociatedObjects: { Listeners: related(group) },
            })),
        ),
      },
    },
  ];
}

function balancerFields(balancer: Balancer) {
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

const attributeActions = {
  tcp: 'DescribeLoadBalancerTCPListenerAttribute',
  udp: 'DescribeLoadBalancerUDPListenerAttribute',
  http: 'DescribeLoadBalancerHTTPListenerAttribute',
  https: 'DescribeLoadBalancerHTTPSListenerAttribute',
} as const;

function aboutListener(account: Account, listener: Listener): readonly Question[] {
  const { balancer, port, protocol, shown, backend, whiteList, redirectTo } = listener;
  const place = { ...region, LoadBalancerId: balancer, ListenerPort: String(port) };
  const rules = rulesOf(account, keyOf(listener)).map(ruleFields);
  const layer7 = protocol === 'http' || protocol === 'https';
  const extensions = extensionsOf(account, keyOf(listener)).map(({ id, domain, certificate }) => ({
    DomainExtensionId: id,
    Domain: domain,
    ServerCertificateId: certificate,
  }));
  const attribute: Question = {
    action: attributeActions[protocol],
    parameters: place,
    expected: {
      ...common(listener),
      ...shown,
      ...(!layer7 && {
        MasterSlaveServerGroupId: backend.kind === 'masterslave' ? backend.group : undefined,
      }),
      ...(layer7 && { Rules: rules }),
      ...(protocol === 'http' && {
        ListenerForward: redirectTo === undefined ? 'off' : 'on',
        ForwardPort: redirectTo,
      }),
      ...(protocol === 'https' && {
        ServerCertificateId: listener.certificate,
        CACertificateId: listener.caCertificate ?? '',
        TLSCipherPolicy: listener.tlsPolicy,
        DomainExtensions: new AnyOrder('DomainExtensionId', extensions),
      }),
      Tags: tagFields(listener.tags),
    },
  };
  const access: Question = {
    action: 'DescribeListenerAccessControlAttribute',
    parameters: { ...place, ListenerProtocol: protocol },
    expected: {
      AccessControlStatus: whiteList.on ? 'open_white_list' : 'close',
      SourceItems: whiteList.items.join(','),
    },
  };
  if (!layer7) return [attribute, access];
  return [
    attribute,
    access,
    {
      action: 'DescribeRules',
      parameters: { ...place, ListenerProtocol: protocol },
      expected: { Rules: rules },
    },
  ];
}

/** What the list of listeners and the answers about single ones have in common. */
function common({ balancer, port, started, shown, backend, backendPort, acl, redirectTo }: Listener) {
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

function aboutGroup(group: Group): Question {
  const { id, kind, balancer, name, members, roles, tags } = group;
  const both = { LoadBalancerId: balancer, Tags: tagFields(tags) };
  if (kind === 'vserver') {
    return {
      action: 'DescribeVServerGroupAttribute',
      parameters: { ...region, VServerGroupId: id },
      expected: {
        ...both,
        VServerGroupId: id,
        VServerGroupName: name,
        BackendServers: members.map(memberFields),
      },
    };
  }
  return {
    action: 'DescribeMasterSlaveServerGroupAttribute',
    parameters: { ...region, MasterSlaveServerGroupId: id },
    expected: {
      ...both,
      MasterSlaveServerGroupId: id,
      MasterSlaveServerGroupName: name,
      MasterSlaveBackendServers: members.map((member, index) => ({
        ...memberFields(member),
        ServerType: roles[index],
      })),
    },
  };
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

function ruleFields({ id, name, domain, url, group }: Rule) {
  return { RuleId: id, RuleName: name, Domain: domain, Url: url, VServerGroupId: group };
}

function memberFields({ ServerId, Port, Weight }: Member) {
  return { ServerId, Port, Weight };
}

function tagFields(tags: Tags) {
  return new AnyOrder(
    'TagKey',
    Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
  );
}
