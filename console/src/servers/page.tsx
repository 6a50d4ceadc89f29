import { Link } from 'wouter';
import { useTexts } from '../i18n/texts.ts';
import { ResourceList } from '../resources/resource-list.tsx';
import { Name } from '../ui/name.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { registerServer, type Server, serverOperations } from './operations.ts';
import { texts } from './texts.ts';

export function Page() {
  const t = useTexts(texts);
  return (
    <>
      <PageHead title={t.title} />
      <ResourceList
        label={t.title}
        lead={t.lead}
        action="DescribeServers"
        parameters={{}}
        rows={({ Servers }) => Servers}
        columns={[
          { title: t.id, render: ({ ServerId }) => <code>{ServerId}</code> },
          { title: t.address, render: ({ Address }) => <code>{Address}</code> },
          { title: t.description, render: ({ Description }) => <Name>{Description}</Name> },
          {
            title: t.origin,
            render: ({ Origin }) => (Origin === 'configured' ? t.configured : t.registered),
          },
          { title: t.groups, render: ({ ServerGroups }) => <Groups groups={ServerGroups} /> },
        ]}
        keyOf={({ ServerId }) => ServerId}
        nameOf={({ ServerId }) => ServerId}
        textOf={({ ServerId, Address, Description }) => `${ServerId} ${Address} ${Description}`}
        operations={serverOperations}
        shown={2}
        create={registerServer}
        owner={null}
        empty={{
          title: t.emptyTitle,
          text: t.emptyText,
          command: 'RegisterServer ServerId=web-1 Address=192.0.2.33',
        }}
      />
    </>
  );
}

function Groups({ groups }: { readonly groups: Server['ServerGroups'] }) {
  const t = useTexts(texts);
  if (groups.length === 0) return <span className="quiet">{t.unused}</span>;
  return (
    <ul className="plain-list">
      {groups.map((group) => (
        <li key={group.ServerGroupId}>
          <GroupLink group={group} />
        </li>
      ))}
    </ul>
  );
}

function GroupLink({ group }: { readonly group: Server['ServerGroups'][number] }) {
  const { groupKinds } = useTexts(texts);
  const { ServerGroupId, ServerGroupName, ServerGroupType, LoadBalancerId } = group;
  const isPair = ServerGroupType === 'master-slave';
  const kind = isPair
    ? groupKinds.masterSlave
    : ServerGroupType === 'vserver'
      ? groupKinds.vserver
      : groupKinds.default;
  return (
    <>
      <Link href={isPair ? `/groups/${ServerGroupId}` : `/balancers/${LoadBalancerId}`}>
        <Name>{ServerGroupName === '' ? ServerGroupId : ServerGroupName}</Name>
      </Link>{' '}
      <span className="quiet">{kind}</span>
    </>
  );
}
