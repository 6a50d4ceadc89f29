/** What only HTTP and HTTPS listeners have. */
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Named } from '../resources/named.tsx';
import { typedName } from '../resources/operation.ts';
import { ResourceList } from '../resources/resource-list.tsx';
import { Name } from '../ui/name.tsx';
import {
  createDomainExtension,
  createRules,
  domainExtensionOperations,
  type Listener,
  ruleOperations,
} from './operations.ts';
import { texts } from './texts.ts';
import { usePlace } from './use-place.ts';

interface Props {
  readonly listener: Listener;
}

export function Rules({ listener }: Props) {
  const t = useTexts(texts);
  const orAll = (text: string) =>
    text === '' ? <span className="quiet">{t.all}</span> : <Name>{text}</Name>;
  return (
    <ResourceList
      label={t.rules}
      headed
      lead={t.rulesLead}
      action="DescribeRules"
      parameters={usePlace(listener)}
      rows={({ Rules: found }) => found}
      columns={[
        { title: t.rule, render: ({ RuleName, RuleId }) => <Named name={RuleName} id={RuleId} /> },
        { title: t.domain, render: ({ Domain }) => orAll(Domain) },
        { title: t.path, render: ({ Url }) => orAll(Url) },
        { title: t.group, render: ({ VServerGroupId }) => <code>{VServerGroupId}</code> },
        {
          title: t.settings,
          render: ({ ListenerSync }) => (ListenerSync === 'on' ? t.ofListener : t.ofRule),
        },
      ]}
      keyOf={({ RuleId }) => RuleId}
      nameOf={({ RuleName, RuleId }) => typedName(RuleName, RuleId)}
      textOf={({ RuleName, Domain, Url }) => `${RuleName} ${Domain} ${Url}`}
      operations={ruleOperations}
      shown={2}
      create={createRules}
      owner={listener}
      empty={{
        title: t.noRules,
        text: t.noRulesText,
        command: `CreateRules LoadBalancerId=${listener.LoadBalancerId} ListenerPort=${listener.ListenerPort} RuleList='[{"RuleName":"images","Url":"/images","VServerGroupId":"rsp-…"}]'`,
      }}
    />
  );
}

export function DomainExtensions({ listener }: Props) {
  const t = useTexts(texts);
  const { LoadBalancerId, ListenerPort } = listener;
  return (
    <ResourceList
      label={t.domains}
      headed
      lead={t.domainsLead}
      action="DescribeDomainExtensions"
      parameters={{
        RegionId: useRegion().regionId,
        LoadBalancerId,
        ListenerPort: String(ListenerPort),
      }}
      rows={({ DomainExtensions: found }) => found}
      columns={[
        { title: t.domain, render: ({ Domain }) => <Name>{Domain}</Name> },
        { title: t.certificate, render: ({ ServerCertificateId }) => <code>{ServerCertificateId}</code> },
      ]}
      keyOf={({ DomainExtensionId }) => DomainExtensionId}
      nameOf={({ Domain, DomainExtensionId }) => typedName(Domain, DomainExtensionId)}
      textOf={({ Domain }) => Domain}
      operations={domainExtensionOperations}
      shown={2}
      create={createDomainExtension}
      owner={listener}
      empty={{
        title: t.noDomains,
        text: t.noDomainsText,
        command: `CreateDomainExtension LoadBalancerId=${LoadBalancerId} ListenerPort=${ListenerPort} Domain=*.example.com ServerCertificateId=…`,
      }}
    />
  );
}
