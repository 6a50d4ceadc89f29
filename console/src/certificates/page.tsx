import type { Answer } from '../api/use-call.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Named } from '../resources/named.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import { TagList } from '../resources/tag-list.tsx';
import type { Column } from '../ui/data-table.tsx';
import { Name } from '../ui/name.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Status } from '../ui/status.tsx';
import { expiryOf } from './expiry.ts';
import {
  caCertificateName,
  caCertificateOperations,
  serverCertificateName,
  serverCertificateOperations,
  uploadCaCertificate,
  uploadServerCertificate,
} from './operations.ts';
import { texts } from './texts.ts';

export function Page() {
  const t = useTexts(texts);
  return (
    <>
      <PageHead title={t.title} />
      <div className="lists">
        <ServerCertificates />
        <CaCertificates />
      </div>
    </>
  );
}

function ServerCertificates() {
  const t = useTexts(texts);
  return (
    <ResourceList
      label={t.server}
      headed
      lead={t.serverLead}
      action="DescribeServerCertificates"
      parameters={{ RegionId: useRegion().regionId }}
      rows={({ ServerCertificates: found }: Answer<'DescribeServerCertificates'>) => found}
      columns={[
        {
          title: t.name,
          render: (row) => <Named name={row.ServerCertificateName} id={row.ServerCertificateId} />,
        },
        { title: t.domains, render: (row) => <Domains names={row.SubjectAlternativeNames} /> },
        ...useCommonColumns(),
      ]}
      keyOf={({ ServerCertificateId }) => ServerCertificateId}
      nameOf={serverCertificateName}
      textOf={(row) =>
        [row.ServerCertificateName, row.ServerCertificateId, ...row.SubjectAlternativeNames].join(' ')
      }
      operations={serverCertificateOperations}
      create={uploadServerCertificate}
      owner={null}
      empty={{
        title: t.emptyServer,
        text: t.emptyServerText,
        command:
          'UploadServerCertificate ServerCertificateName=www ServerCertificate="$(cat cert.pem)" PrivateKey="$(cat key.pem)"',
      }}
    />
  );
}

function CaCertificates() {
  const t = useTexts(texts);
  return (
    <ResourceList
      label={t.ca}
      headed
      lead={t.caLead}
      action="DescribeCACertificates"
      parameters={{ RegionId: useRegion().regionId }}
      rows={({ CACertificates: found }: Answer<'DescribeCACertificates'>) => found}
      columns={[
        {
          title: t.name,
          render: (row) => <Named name={row.CACertificateName} id={row.CACertificateId} />,
        },
        ...useCommonColumns(),
      ]}
      keyOf={({ CACertificateId }) => CACertificateId}
      nameOf={caCertificateName}
      textOf={(row) => `${row.CACertificateName} ${row.CACertificateId} ${row.CommonName}`}
      operations={caCertificateOperations}
      create={uploadCaCertificate}
      owner={null}
      empty={{
        title: t.emptyCa,
        text: t.emptyCaText,
        command: 'UploadCACertificate CACertificateName=clients CACertificate="$(cat ca.pem)"',
      }}
    />
  );
}

interface CommonFields {
  readonly CommonName: string;
  readonly ExpireTimeStamp: number;
  readonly Tags: readonly { readonly TagKey: string; readonly TagValue: string }[];
}

function useCommonColumns(): readonly Column<CommonFields>[] {
  const t = useTexts(texts);
  return [
    { title: t.subject, render: ({ CommonName }) => <Name>{CommonName}</Name> },
    { title: t.expires, render: ({ ExpireTimeStamp }) => <Expires atMs={ExpireTimeStamp} /> },
    { title: t.tags, render: ({ Tags }) => <TagList tags={Tags} /> },
  ];
}

function Expires({ atMs }: { readonly atMs: number }) {
  const t = useTexts(texts);
  const { level, days } = expiryOf(atMs, Date.now());
  return (
    <div className="named">
      <Status level={level}>{level === 'critical' ? t.expired : t.left(days)}</Status>
      <span className="quiet">{useFormats().dateTime(atMs)}</span>
    </div>
  );
}

const SHOWN_DOMAINS = 3;

function Domains({ names }: { readonly names: readonly string[] }) {
  const t = useTexts(texts);
  return (
    <ul className="plain-list">
      {names.slice(0, SHOWN_DOMAINS).map((name) => (
        <li key={name}>
          <Name>{name}</Name>
        </li>
      ))}
      {names.length > SHOWN_DOMAINS && (
        <li className="quiet" title={names.slice(SHOWN_DOMAINS).join(', ')}>
          {t.more(names.length - SHOWN_DOMAINS)}
        </li>
      )}
    </ul>
  );
}
