import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { ResourceList } from '../resources/resource-list.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { createUser, userOperations } from './operations.ts';
import { texts } from './texts.ts';
import { UserDetail } from './user-detail.tsx';

export function Page() {
  const t = useTexts(texts);
  const formats = useFormats();
  return (
    <>
      <PageHead title={t.title} />
      <ResourceList
        label={t.title}
        lead={t.lead}
        action="DescribeUsers"
        parameters={{}}
        rows={({ Users }) => Users}
        columns={[
          { title: t.name, render: ({ UserName }) => <code>{UserName}</code> },
          {
            title: t.origin,
            render: ({ Origin }) => (Origin === 'configured' ? t.configured : t.created),
          },
          {
            title: t.createdAt,
            render: ({ CreateTime }) => CreateTime !== undefined && formats.dateTime(Date.parse(CreateTime)),
          },
          { title: t.keys, numeric: true, render: ({ AccessKeys }) => AccessKeys.length },
        ]}
        keyOf={({ UserName }) => UserName}
        nameOf={({ UserName }) => UserName}
        textOf={({ UserName }) => UserName}
        operations={userOperations}
        detail={(user) => <UserDetail user={user} />}
        create={createUser}
        owner={null}
        empty={{
          title: t.emptyTitle,
          text: t.emptyText,
          command: `CreateUser UserName=ci PolicyDocument='{"Version":"1","Statement":[{"Effect":"Allow","Action":"slb:Describe*","Resource":"*"}]}'`,
        }}
      />
    </>
  );
}
