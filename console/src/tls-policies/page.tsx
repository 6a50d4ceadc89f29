import { Link } from 'wouter';
import type { Answer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Named } from '../resources/named.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { createTlsPolicy, type TlsPolicy, tlsPolicyName, tlsPolicyOperations } from './operations.ts';
import { texts } from './texts.ts';

export function Page() {
  const t = useTexts(texts);
  return (
    <>
      <PageHead title={t.title} />
      <ResourceList
        label={t.title}
        lead={t.lead}
        action="ListTLSCipherPolicies"
        parameters={{ RegionId: useRegion().regionId, IncludeListener: 'true', MaxItems: '100' }}
        rows={({ TLSCipherPolicies }) => TLSCipherPolicies}
        next={nextPage}
        columns={[
          { title: t.name, render: ({ Name, InstanceId }) => <Named name={Name} id={InstanceId} /> },
          { title: t.versions, render: ({ TLSVersions }) => TLSVersions.join(', ') },
          { title: t.ciphers, render: ({ Ciphers }) => <Lines lines={Ciphers} /> },
          { title: t.listeners, render: (policy) => <Listeners policy={policy} /> },
        ]}
        keyOf={({ InstanceId }) => InstanceId}
        nameOf={tlsPolicyName}
        textOf={({ Name, InstanceId, Ciphers }) => [Name, InstanceId, ...Ciphers].join(' ')}
        operations={tlsPolicyOperations}
        shown={2}
        create={createTlsPolicy}
        owner={null}
        empty={{
          title: t.emptyTitle,
          text: t.emptyText,
          command:
            'CreateTLSCipherPolicy RegionId=cn-hangzhou Name=modern TLSVersions.1=TLSv1.3 Ciphers.1=TLS_AES_128_GCM_SHA256',
        }}
      />
    </>
  );
}

function nextPage({ NextToken }: Answer<'ListTLSCipherPolicies'>) {
  return NextToken === undefined ? undefined : { NextToken };
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line}>
          <code>{line}</code>
        </li>
      ))}
    </ul>
  );
}

function Listeners({ policy: { RelateListeners = [] } }: { readonly policy: TlsPolicy }) {
  const t = useTexts(texts);
  if (RelateListeners.length === 0) return <span className="quiet">{t.unused}</span>;
  return (
    <ul className="plain-list">
      {RelateListeners.map(({ LoadBalancerId, Protocol, Port }) => (
        <li key={`${LoadBalancerId} ${Port}`}>
          <Link href={`/balancers/${LoadBalancerId}`}>
            {LoadBalancerId} {Protocol.toLowerCase()}:{Port}
          </Link>
        </li>
      ))}
    </ul>
  );
}
