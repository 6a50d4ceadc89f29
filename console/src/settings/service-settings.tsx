/** What DescribeSettings tells, part by part. */
import type { ReactNode } from 'react';
import type { Answer } from '../api/use-call.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts, wordOf } from '../i18n/texts.ts';
import { Heading } from '../resources/heading.tsx';
import '../resources/resources.css';
import { Setting } from '../resources/setting.tsx';
import { Badge } from '../ui/badge.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import './settings.css';
import { texts } from './texts.ts';

interface Props {
  readonly settings: Answer<'DescribeSettings'>;
}

export function Part({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="list" aria-label={title}>
      <div className="list-head">
        <div>
          <Heading>{title}</Heading>
          {lead !== undefined && <p className="quiet">{lead}</p>}
        </div>
      </div>
      {children}
    </section>
  );
}

export function Service({ settings: found }: Props) {
  const t = useTexts(texts);
  return (
    <Part title={t.service}>
      <dl className="settings">
        <Setting title={t.version}>{found.Version}</Setting>
        <Setting title={t.listen}>
          <code>{found.ListenAddress}</code>
        </Setting>
        <Setting title={t.certificate}>
          {found.CertificateOrigin === 'own' ? t.ownCertificate : t.configuredCertificate}
        </Setting>
        <Setting title={t.storage}>{wordOf(t.stores, found.StoreKind)}</Setting>
        <Setting title={t.rateLimit}>
          {found.RateLimit === 0 ? t.noLimit : t.callsPerSecond(found.RateLimit)}
        </Setting>
        <Setting title={t.strict}>{found.Strict ? t.strictOn : t.off}</Setting>
        <Setting title={t.strictBusy}>{found.StrictBusy ? t.strictBusyOn : t.off}</Setting>
        <Setting title={t.enforceSpec}>{found.EnforceSpec ? t.enforceSpecOn : t.enforceSpecOff}</Setting>
        <Setting title={t.unknownServers}>
          {found.UnknownServers === 'accept' ? t.unknownAccept : t.unknownReject}
        </Setting>
      </dl>
    </Part>
  );
}

export function Engines({ settings: { Engines: engines } }: Props) {
  const t = useTexts(texts);
  return (
    <Part title={t.engines}>
      <DataTable
        label={t.engines}
        rows={engines}
        columns={[
          { title: t.engine, render: ({ EngineName }) => EngineName },
          {
            title: t.state,
            render: ({ InUse }) => (
              <Status level={InUse ? 'ok' : 'off'}>{InUse ? t.inUse : t.notInUse}</Status>
            ),
          },
          { title: t.carries, render: ({ Protocols }) => Protocols.join(', ').toUpperCase() },
          { title: t.mode, render: ({ EngineMode }) => wordOf(t.modes, EngineMode) },
          { title: t.why, render: ({ Reason }) => Reason },
          {
            title: t.features,
            render: ({ Features }) => (
              <span className="tags">
                {Features.map((feature) => (
                  <Badge key={feature}>{feature}</Badge>
                ))}
              </span>
            ),
          },
        ]}
        keyOf={({ EngineName }) => EngineName}
        empty={null}
      />
    </Part>
  );
}

export function AddressPools({ settings: { AddressPools: pools } }: Props) {
  const t = useTexts(texts);
  const formats = useFormats();
  return (
    <Part title={t.pools} lead={t.poolsLead}>
      <DataTable
        label={t.pools}
        rows={pools}
        columns={[
          { title: t.pool, render: ({ PoolName }) => wordOf(t.poolNames, PoolName) },
          { title: t.blocks, render: ({ CidrBlocks }) => <code>{CidrBlocks.join(', ')}</code> },
          {
            title: t.used,
            render: ({ UsedCount, Size }) =>
              t.usedOf(formats.number(UsedCount), formats.number(Number(Size))),
          },
        ]}
        keyOf={({ PoolName }) => PoolName}
        empty={null}
      />
    </Part>
  );
}

export function FailoverDefaults({ settings: { FailoverPolicy } }: Props) {
  const t = useTexts(texts);
  return (
    <Part title={t.failover} lead={t.failoverLead}>
      <dl className="settings">
        {Object.entries(FailoverPolicy).map(([name, value]) => (
          <Setting key={name} title={name}>
            {value}
          </Setting>
        ))}
      </dl>
    </Part>
  );
}

export function Quotas({ settings: { Quotas: quotas } }: Props) {
  const t = useTexts(texts);
  return (
    <Part title={t.quotas}>
      <dl className="quotas">
        {quotas.map(({ QuotaName, QuotaLimit }) => (
          <div key={QuotaName}>
            <dt>{QuotaName}</dt>
            <dd>{QuotaLimit}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
