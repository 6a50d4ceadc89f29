import type { Answer } from '../api/use-call.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Named } from '../resources/named.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import { TagList } from '../resources/tag-list.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ListDetail } from './list-detail.tsx';
import { accessControlListName, accessControlListOperations, createAccessControlList } from './operations.ts';
import { texts } from './texts.ts';

export function Page() {
  const t = useTexts(texts);
  const formats = useFormats();
  return (
    <>
      <PageHead title={t.title} />
      <ResourceList
        label={t.title}
        lead={t.lead}
        action="DescribeAccessControlLists"
        parameters={{ RegionId: useRegion().regionId }}
        rows={({ Acls }) => Acls}
        next={nextPage}
        columns={[
          { title: t.name, render: ({ AclName, AclId }) => <Named name={AclName} id={AclId} /> },
          { title: t.version, render: ({ AddressIPVersion }) => AddressIPVersion },
          { title: t.created, render: ({ CreateTime }) => formats.dateTime(Date.parse(CreateTime)) },
          { title: t.tags, render: ({ Tags }) => <TagList tags={Tags} /> },
        ]}
        keyOf={({ AclId }) => AclId}
        nameOf={accessControlListName}
        textOf={({ AclName, AclId }) => `${AclName} ${AclId}`}
        operations={accessControlListOperations}
        detail={({ AclId }) => <ListDetail aclId={AclId} />}
        create={createAccessControlList}
        owner={null}
        empty={{
          title: t.emptyTitle,
          text: t.emptyText,
          command: 'CreateAccessControlList RegionId=cn-hangzhou AclName=office',
        }}
      />
    </>
  );
}

function nextPage({ PageNumber, PageSize, TotalCount }: Answer<'DescribeAccessControlLists'>) {
  return PageNumber * PageSize < TotalCount ? { PageNumber: String(PageNumber + 1) } : undefined;
}
