/** What belongs to a region: its zones, what can be made in it, and its monitoring. */
import { useAnswer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Operations } from '../resources/operations.tsx';
import { Setting } from '../resources/setting.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { monitorOperations } from './operations.ts';
import { Part } from './service-settings.tsx';
import { texts } from './texts.ts';

export function Regions() {
  const t = useTexts(texts);
  const { regionId, regions } = useRegion();
  const zones = useAnswer('DescribeZones', { RegionId: regionId });
  const available = useAnswer('DescribeAvailableResource', { RegionId: regionId });
  const kinds = available.data?.AvailableResources[0]?.SupportResources ?? [];
  const name = regions.find(({ RegionId }) => RegionId === regionId)?.LocalName ?? '';
  return (
    <Part title={t.regions}>
      <ProblemAlert problem={zones.error ?? available.error} />
      <dl className="settings">
        <Setting title={t.region}>
          {name} <code className="quiet">{regionId}</code>
        </Setting>
        <Setting title={t.zones}>
          {(zones.data?.Zones ?? []).map(({ LocalName }) => LocalName).join(', ')}
        </Setting>
        <Setting title={t.kinds}>
          {kinds.map(({ AddressType, AddressIPVersion }) => `${AddressType} ${AddressIPVersion}`).join(', ')}
        </Setting>
      </dl>
    </Part>
  );
}

export function Monitoring() {
  const t = useTexts(texts);
  const { data, error } = useAnswer('DescribeHighDefinationMonitor', { RegionId: useRegion().regionId });
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return null;
  return (
    <Part title={t.monitor}>
      <dl className="settings">
        <Setting
          title={t.delivery}
          change={<Operations operations={monitorOperations} row={data} name={t.monitor} />}
        >
          {data.LogProject === '' ? (
            <span className="quiet">{t.notSet}</span>
          ) : (
            <code>{`${data.LogProject}/${data.LogStore}`}</code>
          )}
        </Setting>
      </dl>
    </Part>
  );
}
