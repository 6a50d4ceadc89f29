/** What stands in a list, and who goes by it. */
import { Link } from 'wouter';
import { useAnswer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Heading } from '../resources/heading.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Name } from '../ui/name.tsx';
import { addEntries, entryOperations } from './operations.ts';
import { texts } from './texts.ts';

export function ListDetail({ aclId }: { readonly aclId: string }) {
  const t = useTexts(texts);
  return (
    <>
      <ResourceList
        label={t.entries}
        headed
        action="DescribeAccessControlListAttribute"
        parameters={{ RegionId: useRegion().regionId, AclId: aclId }}
        rows={({ AclEntrys }) =>
          AclEntrys.map(({ AclEntryIP: block, AclEntryComment: comment }) => ({ aclId, block, comment }))
        }
        columns={[
          { title: t.block, render: ({ block }) => <code>{block}</code> },
          { title: t.comment, render: ({ comment }) => <Name>{comment}</Name> },
        ]}
        keyOf={({ block }) => block}
        nameOf={({ block }) => block}
        textOf={({ block, comment }) => `${block} ${comment}`}
        operations={entryOperations}
        create={addEntries}
        owner={aclId}
        empty={{
          title: t.noEntries,
          text: t.noEntriesText,
          command: `AddAccessControlListEntry AclId=${aclId} AclEntrys='[{"entry":"10.0.0.0/8"}]'`,
        }}
      />
      <RelatedListeners aclId={aclId} />
    </>
  );
}

function RelatedListeners({ aclId }: { readonly aclId: string }) {
  const t = useTexts(texts);
  const { regionId } = useRegion();
  const { data } = useAnswer('DescribeAccessControlListAttribute', { RegionId: regionId, AclId: aclId });
  return (
    <section className="list" aria-label={t.listeners}>
      <div className="list-head">
        <Heading>{t.listeners}</Heading>
      </div>
      <DataTable
        label={t.listeners}
        rows={data?.RelatedListeners ?? []}
        columns={[
          {
            title: t.listener,
            render: ({ LoadBalancerId, Protocol, ListenerPort }) => (
              <Link href={`/balancers/${LoadBalancerId}`}>
                {LoadBalancerId} {Protocol}:{ListenerPort}
              </Link>
            ),
          },
          { title: t.kind, render: ({ AclType }) => (AclType === 'white' ? t.white : t.black) },
        ]}
        keyOf={({ LoadBalancerId, Protocol, ListenerPort }) =>
          `${LoadBalancerId} ${Protocol} ${ListenerPort}`
        }
        empty={<p className="quiet">{t.noListeners}</p>}
      />
    </section>
  );
}
