/** Everything of a load balancer that is no listener and no group: one line each, with what changes it. */
import { useLocation } from 'wouter';
import { useAnswer } from '../api/use-call.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Heading } from '../resources/heading.tsx';
import type { Operation } from '../resources/operation.ts';
import { Operations } from '../resources/operations.tsx';
import { Setting } from '../resources/setting.tsx';
import { TagList } from '../resources/tag-list.tsx';
import { Loading } from '../ui/loading.tsx';
import { Name } from '../ui/name.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Status } from '../ui/status.tsx';
import { AccessLogs } from './access-logs.tsx';
import { type LoadBalancer, loadBalancerName, loadBalancerOperations } from './operations.ts';
import { texts } from './texts.ts';

export function SettingsSection({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  const { data, error } = useAnswer('DescribeLoadBalancerAttribute', {
    RegionId: useRegion().regionId,
    LoadBalancerId: loadBalancerId,
  });
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  return (
    <div className="lists">
      <section className="list" aria-label={t.title}>
        <div className="list-head">
          <Heading>{t.title}</Heading>
        </div>
        <Settings found={data} />
      </section>
      <AccessLogs loadBalancerId={loadBalancerId} />
    </div>
  );
}

function Settings({ found }: { readonly found: LoadBalancer }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [, navigate] = useLocation();
  const can = loadBalancerOperations;
  return (
    <dl className="settings">
      <Setting title={t.name} change={<Change found={found} operations={can.name} />}>
        <Name>{found.LoadBalancerName}</Name>
      </Setting>
      <Setting title={t.id}>
        <code>{found.LoadBalancerId}</code>
      </Setting>
      <Setting title={t.address}>
        <code>{found.Address}</code>{' '}
        <span className="quiet">
          {found.AddressType}, {found.AddressIPVersion}, {found.NetworkType}
        </span>
      </Setting>
      <Setting title={t.created}>{formats.dateTime(found.CreateTimeStamp)}</Setting>
      <Setting title={t.status} change={<Change found={found} operations={can.status} />}>
        <State status={found.LoadBalancerStatus} />
      </Setting>
      <Setting title={t.deleteProtection} change={<Change found={found} operations={can.deleteProtection} />}>
        {found.DeleteProtection === 'on' ? <Status level="ok">{t.on}</Status> : t.off}
      </Setting>
      <Setting
        title={t.modificationProtection}
        change={<Change found={found} operations={can.modificationProtection} />}
      >
        <Protection found={found} />
      </Setting>
      <Setting title={t.tags} change={<Change found={found} operations={can.tags} />}>
        {found.Tags.length === 0 ? <span className="quiet">{t.none}</span> : <TagList tags={found.Tags} />}
      </Setting>
      <Setting title={t.resourceGroup} change={<Change found={found} operations={can.resourceGroup} />}>
        <Name>{found.ResourceGroupId}</Name>
      </Setting>
      <Setting title={t.specification} change={<Change found={found} operations={can.specification} />}>
        {found.LoadBalancerSpec === '' ? <span className="quiet">{t.none}</span> : found.LoadBalancerSpec}
      </Setting>
      <Setting title={t.bandwidth} change={<Change found={found} operations={can.bandwidth} />}>
        {found.Bandwidth < 0 ? t.unlimited : `${found.Bandwidth} Mbit/s`}{' '}
        <span className="quiet">{found.InternetChargeType}</span>
      </Setting>
      <Setting title={t.payment} change={<Change found={found} operations={can.payment} />}>
        {found.PayType} <span className="quiet">{found.InstanceChargeType}</span>
      </Setting>
      <Setting
        title={t.deletion}
        change={<Change found={found} operations={can.deletion} onDone={() => navigate('/')} />}
      >
        {t.deletionNote}
      </Setting>
    </dl>
  );
}

interface ChangeProps {
  readonly found: LoadBalancer;
  readonly operations: readonly Operation<LoadBalancer>[];
  readonly onDone?: () => void;
}

function Change({ found, operations, onDone }: ChangeProps) {
  return (
    <Operations
      operations={operations}
      row={found}
      name={loadBalancerName(found)}
      {...(onDone && { onDone })}
    />
  );
}

function State({ status }: { readonly status: string }) {
  const t = useTexts(texts);
  if (status === 'active') return <Status level="ok">{t.active}</Status>;
  if (status === 'locked') return <Status level="critical">{t.locked}</Status>;
  return <Status level="warning">{t.inactive}</Status>;
}

function Protection({ found }: { readonly found: LoadBalancer }) {
  const t = useTexts(texts);
  if (found.ModificationProtectionStatus !== 'ConsoleProtection') return t.off;
  const reason = found.ModificationProtectionReason;
  return <Status level="ok">{reason === '' ? t.protectedNoReason : t.protectedSince(reason)}</Status>;
}
