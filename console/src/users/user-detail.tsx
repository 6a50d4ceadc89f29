/** The keys and the policy of one user. */
import { lazy, Suspense } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { Heading } from '../resources/heading.tsx';
import { Operations } from '../resources/operations.tsx';
import { texts as shared } from '../resources/texts.ts';
import { DataTable } from '../ui/data-table.tsx';
import { accessKeyOperations, inLines, type User } from './operations.ts';
import { texts } from './texts.ts';
import './users.css';

const PolicyCheck = lazy(async () => ({ default: (await import('./policy-check.tsx')).PolicyCheck }));

export function UserDetail({ user }: { readonly user: User }) {
  const t = useTexts(texts);
  return (
    <>
      {user.Origin === 'configured' && <p className="quiet">{t.configuredNote}</p>}
      <Heading>{t.keys}</Heading>
      <Keys user={user} />
      <Heading>{t.policy}</Heading>
      <Suspense>
        <PolicyCheck values={{ PolicyDocument: user.PolicyDocument }} />
      </Suspense>
      <pre className="policy-text" tabIndex={0} aria-label={t.policy}>
        {inLines(user.PolicyDocument)}
      </pre>
    </>
  );
}

function Keys({ user: { AccessKeys, Origin } }: { readonly user: User }) {
  const t = useTexts(texts);
  const { actions } = useTexts(shared);
  const formats = useFormats();
  const deleting = {
    title: actions,
    render: ({ AccessKeyId }: User['AccessKeys'][number]) => (
      <Operations operations={accessKeyOperations} row={AccessKeyId} name={AccessKeyId} />
    ),
  };
  return (
    <DataTable
      label={t.keys}
      rows={AccessKeys}
      columns={[
        { title: t.key, render: ({ AccessKeyId }) => <code>{AccessKeyId}</code> },
        {
          title: t.createdAt,
          render: ({ CreateTime }) => CreateTime !== undefined && formats.dateTime(Date.parse(CreateTime)),
        },
        ...(Origin === 'created' ? [deleting] : []),
      ]}
      keyOf={({ AccessKeyId }) => AccessKeyId}
      empty={<p className="quiet">{t.noKeys}</p>}
    />
  );
}
